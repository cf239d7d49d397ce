// CPU time of processes, user and system, all threads. What must stay true: of PostgreSQL every process counts,
// also backends that have ended since the first reading.
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** `reapedMs`: of its children that have ended. */
type Times = {
  readonly pid: number
  readonly parent: number
  readonly ownMs: number
  readonly reapedMs: number
}

/** Of those that live; a process that has gone counts nothing. */
export function cpuMsOf(pids: readonly number[]): number {
  return sum(listProcesses(pids).map(({ ownMs }) => ownMs))
}

/** A postmaster, its children, and those of them that it has buried. Each of them has one thread. */
export function cpuMsOfFamily(parent: number): number {
  const members = listProcesses()
  const family = members.filter((each) => each.parent === parent || each.pid === parent)
  const buried = family.find(({ pid }) => pid === parent)?.reapedMs ?? 0
  return buried + sum(family.map(({ pid, ownMs }) => exactMsOfThread(pid) ?? ownMs))
}

export function parentOf(pid: number): number {
  const [found] = listProcesses([pid])
  if (found === undefined) throw new Error(`process ${pid} has ended`)
  return found.parent
}

function listProcesses(pids?: readonly number[]): Times[] {
  if (process.platform !== 'linux') return listByPs(pids)
  const listed = pids ?? readdirSync('/proc').map(Number).filter(Number.isInteger)
  return listed.flatMap((pid) => readStat(pid) ?? [])
}

// Ticks of /proc are 1/100 s on every architecture (USER_HZ), and cumulated from exact run times.
const msPerTick = 10

function readStat(pid: number): Times | undefined {
  const text = readProc(pid, 'stat')
  if (text === undefined) return undefined
  // The second field is a name that may hold blanks and brackets; state and parent follow it.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const ms = (index: number) => (fields[index] ?? 0) * msPerTick
  return { pid, parent: fields[1] ?? 0, ownMs: ms(11) + ms(12), reapedMs: ms(13) + ms(14) }
}

/** To the nanosecond, of the first thread; with some thirty backends, ticks are too coarse. */
function exactMsOfThread(pid: number): number | undefined {
  const nanoseconds = Number(readProc(pid, 'schedstat')?.split(' ')[0])
  return nanoseconds > 0 ? nanoseconds / 1e6 : undefined
}

function readProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return undefined
  }
}

/** Where there is no /proc; what ended backends used is not known there. */
function listByPs(pids?: readonly number[]): Times[] {
  const selection = pids === undefined ? ['-A'] : ['-p', pids.join(',')]
  const listing = execFileSync('ps', [...selection, '-o', 'pid=,ppid=,time='], { encoding: 'utf8' })
  return listing
    .trim()
    .split('\n')
    .map((line) => {
      const [pid, parent, time = ''] = line.trim().split(/\s+/)
      const seconds = time.split(':').reduce((total, part) => total * 60 + Number(part), 0)
      return { pid: Number(pid), parent: Number(parent), ownMs: seconds * 1000, reapedMs: 0 }
    })
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
