// Starts, adopts and stops the postmaster of one data folder. It outlives us when we are killed, so a running one is
// taken over instead of refused.
import { closeSync, existsSync, openSync, readFileSync, readSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import { DatabaseError } from './database-error.ts'
import { findFreePort } from './free-port.ts'
import type { Place } from './place.ts'
import { run } from './run.ts'
import { type Durability, serverOptions } from './settings.ts'

export type Server = { place: Place; binaries: Binaries }
export type StartOptions = { durability: Durability; preferredPort: number | undefined }

type Postmaster = { pid: number; port: number; state: string }

// Recovery after a crash replays the log since the last checkpoint; that may take a while, and must not be cut off.
const startTimeoutS = 120
const staleRetryMs = 10_000

/** The port of a server that already runs here; waits for one that is starting or stopping. */
export async function adoptServer(server: Server): Promise<number | undefined> {
  const deadline = Date.now() + startTimeoutS * 1000
  while (Date.now() < deadline) {
    const running = await findPostmaster(server)
    if (running === undefined) return undefined
    if (running.state === 'ready') return running.port
    await delay(100)
  }
  throw new DatabaseError(
    'IN_USE',
    `Another PostgreSQL in ${server.place.data} neither starts nor stops: end it first.`,
  )
}

async function findPostmaster({ place, binaries }: Server): Promise<Postmaster | undefined> {
  const { code } = await run(binaries.pgCtl, ['status', '-D', place.data], place.user)
  if (code !== 0) return undefined
  const lines = readText(join(place.data, 'postmaster.pid')).split('\n')
  const postmaster = { pid: Number(lines[0]), port: Number(lines[3]), state: lines[7]?.trim() ?? 'starting' }
  if (!isForeign(postmaster.pid, place.data)) return postmaster
  // After a crash the number may belong to any process (in a container it soon does), and neither pg_ctl nor
  // postgres would ever start beside it.
  rmSync(join(place.data, 'postmaster.pid'), { force: true })
  return undefined
}

function isForeign(pid: number, data: string): boolean {
  const commandLine = readText(`/proc/${pid}/cmdline`)
  return commandLine !== '' && !commandLine.includes(data)
}

/** Returns the port. A stale pid file, or children of a killed postmaster, get some seconds to go away. */
export async function startServer(
  server: Server,
  { durability, preferredPort }: StartOptions,
): Promise<number> {
  const { place, binaries } = server
  const log = join(place.data, 'server.log')
  const staleDeadline = Date.now() + staleRetryMs
  for (let preferred = preferredPort, attempt = 1; ; attempt += 1) {
    const port = await findFreePort(preferred)
    const logStart = await prepareLog(log)
    const options = serverOptions({ durability, port })
    const args = ['start', '-w', '-t', String(startTimeoutS), '-D', place.data, '-l', log, '-o', options]
    const { code, output } = await run(binaries.pgCtl, args, place.user)
    if (code === 0) return port
    const report = readFrom(log, logStart) || output
    if (/could not bind|address already in use/i.test(report) && attempt < 5) preferred = undefined
    else if (
      /"postmaster.pid" already exists|pre-existing shared memory/.test(report) &&
      Date.now() < staleDeadline
    ) {
      await delay(250)
    } else throw startFailure(report, place, log)
  }
}

function startFailure(report: string, { data }: Place, log: string): DatabaseError {
  const fatal = report.split('\n').findLast((line) => /\b(FATAL|PANIC):/.test(line))
  const reason = (fatal ?? report.trim().split('\n').at(-1) ?? '').replace(/^.*?\b(FATAL|PANIC):\s+/, '')
  if (/"postmaster.pid" already exists|pre-existing shared memory/.test(report)) {
    return new DatabaseError('IN_USE', `Another PostgreSQL still holds ${data}: end it first.`)
  }
  return new DatabaseError(
    'START_FAILED',
    `PostgreSQL could not start from ${data} (${reason}); its log is ${log}.`,
  )
}

/** `fast` ends sessions and writes a checkpoint; `immediate` leaves recovery to the next start. */
export async function stopServer({ place, binaries }: Server, mode: 'fast' | 'immediate'): Promise<void> {
  if (!existsSync(join(place.data, 'postmaster.pid'))) return
  const stop = (how: string) =>
    run(binaries.pgCtl, ['stop', '-w', '-t', '60', '-m', how, '-D', place.data], place.user)
  const { code } = await stop(mode)
  if (code !== 0 && (await findPostmaster({ place, binaries }))) await stop('immediate')
}

const maxLogBytes = 8 * 2 ** 20

// The log is the database user's own file, so only the path is touched here; returns where this start's lines begin.
async function prepareLog(log: string): Promise<number> {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0
  if (size < maxLogBytes) return size
  rmSync(log)
  return 0
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function readFrom(file: string, position: number): string {
  try {
    const handle = openSync(file, 'r')
    const buffer = Buffer.alloc(64 * 1024)
    const length = readSync(handle, buffer, 0, buffer.length, position)
    closeSync(handle)
    return buffer.toString('utf8', 0, length)
  } catch {
    return ''
  }
}
