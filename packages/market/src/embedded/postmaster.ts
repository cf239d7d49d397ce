// Who holds a data folder, by its postmaster.pid. What must stay true: only a living server of this very folder counts,
// for after a crash the number may belong to anybody (in a container it soon does) or to a zombie nobody reaps.
import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Place } from './place.ts'
import { run } from './run.ts'

export type Postmaster = { pid: number; port: number; state: 'starting' | 'ready' | 'stopping' }

export function findPostmaster({ data }: Place): Postmaster | undefined {
  const lines = readPidFile(data).split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0 || !servesFolder(pid, data)) return undefined
  const state = lines[7]?.trim()
  return {
    pid,
    port: Number(lines[3]),
    state: state === 'ready' || state === 'stopping' ? state : 'starting',
  }
}

/**
 * Lets PostgreSQL start beside a pid file that names somebody else's process. Only the number goes: the rest holds
 * the key by which the server notices children of the killed one that still write.
 */
export async function disownPidFile(place: Place): Promise<void> {
  if (process.platform !== 'linux' || readPidFile(place.data) === '' || findPostmaster(place)) return
  await run('sed', ['-i', '1s/.*/2147483647/', join(place.data, 'postmaster.pid')], place.user)
}

/** Ends the server without a checkpoint and without its binaries, for data that will not be read again. */
export async function killPostmaster(place: Place): Promise<void> {
  const deadline = Date.now() + 10_000
  for (let found = findPostmaster(place); found; found = findPostmaster(place)) {
    process.kill(found.pid, Date.now() < deadline ? 'SIGQUIT' : 'SIGKILL')
    await delay(50)
  }
}

/** A server that was killed this instant is still listed, but no longer answers. */
export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

function readPidFile(data: string): string {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8')
  } catch {
    return ''
  }
}

// A postmaster works in its data folder; where there is no /proc its command line names it.
function servesFolder(pid: number, data: string): boolean {
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes(data)
  }
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === data
  } catch {
    return false
  }
}
