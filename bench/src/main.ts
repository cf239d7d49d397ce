// `npm run bench`: measures the shop, prints the tables and keeps them in bench/RESULTS.md.
import { join, relative, resolve } from 'node:path'
import { benchFolder, openCluster, removeCluster } from './cluster.ts'
import { type BenchCommand, commandLine, runBench } from './command.ts'
import { describeMachine, loadAverage } from './machine.ts'
import { type Options, readOptions, usage } from './options.ts'
import { type Run, renderReport, renderSession } from './report.ts'
import { writeSection } from './results-file.ts'
import { runSession, type Session } from './session.ts'

await runBench(main)

async function main(args: readonly string[], bench: BenchCommand): Promise<void> {
  const options = readOptions(args)
  if (options.help) return console.log(usage)
  if (options.clean) return await removeCluster()
  const file = outputFile(options)
  const run = await measure(options, commandLine('bench', args), bench)
  writeSection(file, 'shop', renderReport(run))
  console.log(`\nThe whole report is in ${relative(process.cwd(), file) || file}.`)
}

async function measure(
  options: Options,
  command: string,
  { signal, onProgress }: BenchCommand,
): Promise<Run> {
  const progressOf = (what: string) => (line: string) => onProgress(`${what}: ${line}`)
  const { durations } = options
  const loadBefore = loadAverage()
  await using cluster = await openCluster(progressOf('database'))
  const sessions: Session[] = []
  for (const products of options.products) {
    for (const topology of options.topologies) {
      const isFirst = topology === options.topologies[0]
      const session = await runSession({
        ...options,
        cluster,
        topology,
        products,
        fresh: options.fresh && isFirst,
        signal,
        onProgress: progressOf(`${topology}, ${products.toLocaleString('en')} products`),
      })
      console.log(`\n${renderSession(session)}\n`)
      sessions.push(session)
    }
  }
  return {
    date: new Date(),
    command,
    machine: describeMachine(cluster.version),
    loadBefore,
    durations,
    sessions,
  }
}

function outputFile({ output, isWhole }: Options): string {
  if (output !== undefined) return resolve(output)
  return isWhole ? resolve(import.meta.dirname, '../RESULTS.md') : join(benchFolder, 'RESULTS.md')
}
