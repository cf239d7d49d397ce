// `npm run bench:engine`: measures the engine beside other gateways, prints the tables and keeps them in
// bench/RESULTS.md.
import { join, relative, resolve } from 'node:path'
import { stateFolder } from '@supermarket/market/state-folder.ts'
import { StartupError, startupMessage } from '@supermarket/service-kit/run-service.ts'
import { describeMachine, loadAverage } from '../machine.ts'
import { writeSection } from '../results-file.ts'
import { comparePeers, pacedRates } from './compare.ts'
import { type EngineOptions, readOptions, usage } from './options.ts'
import { installPeers } from './peers/install.ts'
import { peers } from './peers/peers.ts'
import { profileEngine } from './profile-engine.ts'
import { type EngineRun, renderReport } from './report.ts'
import { manyGroups, scaleEngine } from './scale.ts'
import { openSubgraphs } from './subgraphs/subgraphs.ts'
import type { Bench } from './windows.ts'

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
  await using subgraphs = await openSubgraphs({ sizes: [1, manyGroups] })
  const bench: Bench = { subgraphs, signal: interrupted.signal }
  if (options.profile) return await profileEngine(bench, { ...options.durations, onProgress })
  const command = ['npm run bench:engine', ...(args.length > 0 ? ['--', ...args] : [])].join(' ')
  const report = renderReport(await measure(bench, options, command))
  console.log(`\n${report}\n`)
  const file = outputFile(options)
  writeSection(file, 'engine', report)
  console.log(`The report is in ${relative(process.cwd(), file)}.`)
}

async function measure(bench: Bench, options: EngineOptions, command: string): Promise<EngineRun> {
  const { durations, peers: names } = options
  const loadBefore = loadAverage()
  if (names.some((name) => name.startsWith('hive'))) await installPeers(onProgress)
  const results = await comparePeers(bench, names, { ...durations, onProgress })
  const scales = names.includes('engine') ? await scaleEngine(bench, { ...durations, onProgress }) : []
  return {
    date: new Date(),
    command,
    machine: describeMachine(),
    loadBefore,
    durations,
    pacedRates,
    peers,
    results,
    scales,
  }
}

function outputFile({ output, isWhole }: EngineOptions): string {
  if (output !== undefined) return resolve(output)
  return isWhole ? resolve(import.meta.dirname, '../../RESULTS.md') : join(stateFolder, 'bench', 'ENGINE.md')
}

function onProgress(line: string): void {
  interrupted.signal.throwIfAborted()
  console.error(`  … ${line}`)
}
