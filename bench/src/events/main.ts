// `npm run bench:events`: measures what carries events, prints the tables and keeps them in bench/RESULTS.md.
import { join, relative, resolve } from 'node:path'
import { benchFolder, openCluster } from '../cluster.ts'
import { type BenchCommand, commandLine, runBench } from '../command.ts'
import { describeMachine, loadAverage } from '../machine.ts'
import { writeSection } from '../results-file.ts'
import type { EventsBench } from './bench.ts'
import { measureDrain } from './drain.ts'
import { type Lag, measureLag } from './lag.ts'
import { type EventsOptions, readEventsOptions, usage } from './options.ts'
import { measurePublishing } from './publishing.ts'
import { type EventsRun, renderEvents } from './report.ts'

await runBench(main)

async function main(args: readonly string[], bench: BenchCommand): Promise<void> {
  const options = readEventsOptions(args)
  if (options.help) return console.log(usage)
  const command = commandLine('bench:events', args)
  const report = renderEvents(await measure(options, command, bench))
  console.log(`\n${report}\n`)
  const file = outputFile(options)
  writeSection(file, 'events', report)
  console.log(`The report is in ${relative(process.cwd(), file)}.`)
}

async function measure(
  options: EventsOptions,
  command: string,
  { signal, onProgress }: BenchCommand,
): Promise<EventsRun> {
  const loadBefore = loadAverage()
  await using cluster = await openCluster(onProgress)
  const bench: EventsBench = { cluster, signal, onProgress }
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
