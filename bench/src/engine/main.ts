// `npm run bench:engine`: measures the engine beside other gateways, prints the tables and keeps them in
// bench/RESULTS.md.
import { join, relative, resolve } from 'node:path'
import { stateFolder } from '@supermarket/market/state-folder.ts'
import { type BenchCommand, commandLine, runBench } from '../command.ts'
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

await runBench(main)

async function main(args: readonly string[], { signal, onProgress }: BenchCommand): Promise<void> {
  const options = readOptions(args)
  if (options.help) return console.log(usage)
  await using subgraphs = await openSubgraphs({ sizes: [1, manyGroups] })
  const bench: Bench = { subgraphs, signal }
  if (options.profile) return await profileEngine(bench, { ...options.durations, onProgress })
  const command = commandLine('bench:engine', args)
  const report = renderReport(await measure({ bench, onProgress }, options, command))
  console.log(`\n${report}\n`)
  const file = outputFile(options)
  writeSection(file, 'engine', report)
  console.log(`The report is in ${relative(process.cwd(), file)}.`)
}

type Measuring = Pick<BenchCommand, 'onProgress'> & { readonly bench: Bench }

async function measure(
  { bench, onProgress }: Measuring,
  options: EngineOptions,
  command: string,
): Promise<EngineRun> {
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
