// `npm run bench`: measures the shop, prints the tables and keeps them in bench/RESULTS.md.
import { join, relative, resolve } from 'node:path'
import { StartupError, startupMessage } from '@supermarket/service-kit/run-service.ts'
import { benchFolder, openCluster, removeCluster } from './cluster.ts'
import { describeMachine, loadAverage } from './machine.ts'
import { type Options, readOptions, usage } from './options.ts'
import { type Run, renderReport, renderSession } from './report.ts'
import { writeSection } from './results-file.ts'
import { runSession, type Session } from './session.ts'

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
  const options = readOptions(args)
  if (options.help) return console.log(usage)
  if (options.clean) return await removeCluster()
  const file = outputFile(options)
  const run = await measure(options, ['npm run bench', ...(args.length > 0 ? ['--', ...args] : [])].join(' '))
  writeSection(file, 'shop', renderReport(run))
  console.log(`\nThe whole report is in ${relative(process.cwd(), file) || file}.`)
}

async function measure(options: Options, command: string): Promise<Run> {
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
        signal: interrupted.signal,
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

function progressOf(what: string): (line: string) => void {
  return (line) => {
    interrupted.signal.throwIfAborted()
    console.error(`  … ${what}: ${line}`)
  }
}
