// What the command of every bench does: end in order when it is interrupted, and tell a failure in one sentence.
import { StartupError, startupMessage } from '@supermarket/service-kit/run-service.ts'

export type BenchCommand = {
  readonly signal: AbortSignal
  /** Says where the bench is; throws once it was interrupted. */
  onProgress(line: string): void
}

/** The first signal ends the run in order, with every process that it started; the second one at once. */
export async function runBench(
  main: (args: readonly string[], command: BenchCommand) => Promise<void>,
): Promise<void> {
  const interrupted = new AbortController()
  const { signal } = interrupted
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (signal.aborted) process.exit(130)
      interrupted.abort(new StartupError('The bench was interrupted; nothing was written.'))
    })
  }
  const onProgress = (line: string) => {
    signal.throwIfAborted()
    console.error(`  … ${line}`)
  }
  try {
    await main(process.argv.slice(2), { signal, onProgress })
  } catch (error) {
    console.error(startupMessage(signal.aborted ? signal.reason : error))
    process.exitCode = 1
  }
}

/** As it was called, for the report. */
export function commandLine(name: string, args: readonly string[]): string {
  return [`npm run ${name}`, ...(args.length > 0 ? ['--', ...args] : [])].join(' ')
}
