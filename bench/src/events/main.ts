// `npm run bench:events`: measures what carries events, prints the tables and keeps them in bench/RESULTS.md.
import { join, relative, resolve } from 'node:path'
import { StartupError, startupMessage } from '@supermarket/service-kit/run-service.ts'
import { benchFolder, openCluster } from '../cluster.ts'
import { describeMachine, loadAverage } from '../machine.ts'
import { writeSection } from '../results-file.ts'
import type { EventsBench } from './bench.ts'
import { measureDrain } from './drain.ts'
import { type Lag, measureLag } from './lag.ts'
import { type EventsOptions, readEventsOptions, usage } from './options.ts'
import { measurePublishing } from './publishing.ts'
import { type EventsRun, renderEvents } from './report.ts'

const interrupted = new AbortController()

// The first signal ends the run in order, with every process that it started; the second one at once.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (interrupted.signal.aborted) process.exit(130)
    interrupted.abort(new StartupError('The bench was interrupted; nothing was written.'))
  })
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  console.error(startupMessage(interrupted.signal.aborted ? interrupted.signal.reason : error))
  process.exitCode = 1
}

async function main(args: readonly string[]): Promise<void> {
  const options = readEventsOptions(args)
  if (options.help) return console.log(usage)
  const command = ['npm run bench:events', ...(args.length > 0 ? ['--', ...args] : [])].join(' ')
  const report = renderEvents(await measure(options, command))
  console.log(`\n${report}\n`)
  const file = outputFile(options)
  writeSection(file, 'events', report)
  console.log(`The report is in ${relative(process.cwd(), file)}.`)
}

async function measure(options: EventsOptions, command: string): Promise<EventsRun> {
  const loadBefore = loadAverage()
  await using cluster = await openCluster(onProgress)
  const bench: EventsBench = { cluster, signal: interrupted.signal, onProgress }
  const lags: Lag[] = []
  if (options.parts.includes('lag')) {
    for (const carrier of options.carriers) {
      onProgress(`lag over ${carrier} at ${options.perSecond} a second`)
      lags.push(await measureLag(bench, { ...options, carrier }))
    }
  }
  const wants = (part: EventsOptions['parts'][number]) => options.parts.includes(part)
  return {
    date: new Date(),
    command,
    machine: describeMachine(cluster.version),
    loadBefore,
    lags,
    drain: wants('drain') ? await measureDrain(bench, options.rows) : undefined,
    publishing: wants('publishing') ? await measurePublishing(bench, options.seconds) : undefined,
  }
}

function outputFile({ output, isWhole }: EventsOptions): string {
  if (output !== undefined) return resolve(output)
  return isWhole ? resolve(import.meta.dirname, '../../RESULTS.md') : join(benchFolder, 'RESULTS.md')
}

function onProgress(line: string): void {
  interrupted.signal.throwIfAborted()
  console.error(`  … ${line}`)
}
