// `.supermarket/`: where the default topology keeps its state, and the claim of the one process that uses it.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartupError } from '@supermarket/service-kit/run-service.ts'
import { isAlive } from './is-alive.ts'

export const stateFolder = fileURLToPath(new URL('../../../.supermarket', import.meta.url))

export type Claim = Disposable & {
  /** Notes where the graph is served, for whoever looks at run.json. */
  announce(url: string): void
}

export type Run = { readonly pid: number; readonly url?: string }

/** Makes the folder and claims it. Throws a StartupError while another live process holds it. */
export function claimStateFolder(folder: string): Claim {
  makeFolder(folder)
  const file = join(folder, 'run.json')
  const running = findRunning(folder)
  if (running) {
    throw new StartupError(
      `Supermarket is already running (process ${running.pid}${running.url ? `, ${running.url}` : ''}); stop it first.`,
    )
  }
  const write = (run: Run) => writeFileSync(file, `${JSON.stringify(run)}\n`)
  write({ pid: process.pid })
  return {
    announce: (url) => write({ pid: process.pid, url }),
    [Symbol.dispose]: () => rmSync(file, { force: true }),
  }
}

/** The other live process that holds the folder. */
export function findRunning(folder: string): Run | undefined {
  const run = readRun(join(folder, 'run.json'))
  return run && run.pid !== process.pid && isAlive(run.pid) ? run : undefined
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 })
  } catch (cause) {
    throw new StartupError(`The folder ${folder} cannot be made: check who owns its parent.`, { cause })
  }
}

function readRun(file: string): Run | undefined {
  try {
    const run: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof run === 'object' && run !== null && 'pid' in run && typeof run.pid === 'number'
      ? (run as Run)
      : undefined
  } catch {
    return undefined
  }
}
