// Starts, adopts and stops the postmaster of one data folder. It outlives us when we are killed, so a running one is
// taken over instead of refused.
import { closeSync, openSync, readSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { findFreePort } from '../free-port.ts'
import type { Binaries } from './binaries.ts'
import { DatabaseError } from './database-error.ts'
import type { Place } from './place.ts'
import { disownPidFile, findPostmaster, isListening, killPostmaster } from './postmaster.ts'
import { run } from './run.ts'
import { type Durability, serverOptions } from './settings.ts'

export type Server = { place: Place; binaries: Binaries }
export type StartOptions = { durability: Durability; preferredPort: number | undefined }

// Recovery after a crash replays the log since the last checkpoint; that may take a while, and must not be cut off.
const startTimeoutS = 120
const staleRetryMs = 10_000

/** The port of a server that already runs here; waits for one that is starting or stopping. */
export async function adoptServer({ place }: Server): Promise<number | undefined> {
  const deadline = Date.now() + startTimeoutS * 1000
  while (Date.now() < deadline) {
    const running = findPostmaster(place)
    if (running === undefined) return undefined
    if (running.state === 'ready' && (await isListening(running.port))) return running.port
    await delay(50)
  }
  throw new DatabaseError(
    'IN_USE',
    `Another PostgreSQL in ${place.data} neither starts nor stops: end it first.`,
  )
}

/**
 * Returns the port. Children of a killed server get some seconds to go away; a server that somebody else started
 * meanwhile is adopted.
 */
export async function startServer(
  server: Server,
  { durability, preferredPort }: StartOptions,
): Promise<number> {
  const { place, binaries } = server
  const log = join(place.data, 'server.log')
  const staleDeadline = Date.now() + staleRetryMs
  await disownPidFile(place)
  for (let preferred = preferredPort, attempt = 1; ; attempt += 1) {
    const port = await findFreePort('127.0.0.1', preferred)
    const logStart = prepareLog(log)
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
      const adopted = await adoptServer(server)
      if (adopted !== undefined) return adopted
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
  if (!findPostmaster(place)) return
  const args = ['stop', '-w', '-t', '60', '-m', mode, '-D', place.data]
  const { code } = await run(binaries.pgCtl, args, place.user)
  if (code !== 0) await killPostmaster(place)
}

const maxLogBytes = 8 * 2 ** 20

// The log is the database user's own file, so only the path is touched here; returns where this start's lines begin.
function prepareLog(log: string): number {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0
  if (size < maxLogBytes) return size
  rmSync(log)
  return 0
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
