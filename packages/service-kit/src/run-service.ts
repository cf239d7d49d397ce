// How a process of ours lives: start, one owner of signals, an orderly end; a problem at start is one clear sentence.
import { ConfigError } from './env.ts'

export type RunningService = AsyncDisposable

/** Errors whose message is meant for the person at the terminal. */
export class StartupError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StartupError'
  }
}

const drainMs = 15_000

/**
 * Starts, then ends on SIGTERM or SIGINT, or with the parent that it has a channel to; a second signal, or a drain of
 * more than 15 s, ends at once. A signal that comes during the start is obeyed after it, so that what was opened is
 * closed.
 */
export async function runService(start: () => Promise<RunningService>): Promise<void> {
  // Not before the signals have an owner.
  const starting = Promise.resolve().then(start)
  let stopping = false
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(signal === 'SIGINT' ? 130 : 143)
    stopping = true
    setTimeout(() => process.exit(1), drainMs).unref()
    starting.then((service) => service[Symbol.asyncDispose]()).then(() => process.exit(0), fail)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  // A parent that was killed says nothing; its end of the channel closes.
  if (process.connected) {
    process.once('disconnect', () => {
      if (!stopping) stop('SIGTERM')
    })
  }
  await starting.catch(fail)
}

function fail(error: unknown): never {
  console.error(startupMessage(error))
  process.exit(1)
}

/** Errors of other rooms, known by name because the kit imports none of them, whose message is for the terminal. */
const plainErrors: ReadonlySet<string> = new Set(['DatabaseError', 'MigrationError'])

/** One sentence for what a person can mend; anything else is a bug, and then the whole error helps. */
export function startupMessage(error: unknown): string {
  if (error instanceof ConfigError || error instanceof StartupError) return error.message
  if (!(error instanceof Error)) return String(error)
  if (plainErrors.has(error.name)) return error.message
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `Port ${error.port} is taken by another program. Stop it, or choose another port with PORT, or METRICS_PORT for metrics.`
  }
  if ('code' in error && error.code === 'EACCES') return `Permission denied: ${error.message}.`
  return error.stack ?? error.message
}
