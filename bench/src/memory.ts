// Memory of processes as the system counts it.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Resident set size of all of them together, in MiB. */
export function residentMibOf(pids: readonly number[]): number {
  return pids.reduce((total, pid) => total + residentKib(pid), 0) / 1024
}

function residentKib(pid: number): number {
  const kib =
    process.platform === 'linux'
      ? /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
      : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
  if (kib === undefined) throw new Error(`process ${pid} has ended`)
  return Number(kib)
}
