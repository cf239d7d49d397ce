// `npm run bench:check`: measures the schema check, keeps the figures in bench/RESULTS.md and fails over budget.
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { StartupError } from '@supermarket/service-kit/run-service.ts'
import { type BenchCommand, commandLine, runBench } from '../command.ts'
import { describeMachine, loadAverage } from '../machine.ts'
import { writeSection } from '../results-file.ts'
import { fullRecording } from './full-recording.ts'
import { readOptions, usage } from './options.ts'
import { type CheckCase, isHeld, renderReport } from './report.ts'
import { type Took, timeCheck } from './time-check.ts'

await runBench(main)

async function main(args: readonly string[], { signal }: BenchCommand): Promise<void> {
  const { runs, output, help } = readOptions(args)
  if (help) return console.log(usage)
  const loadBefore = loadAverage()
  const cases = await measure(runs, signal)
  const command = commandLine('bench:check', args)
  const report = renderReport({
    date: new Date(),
    command,
    machine: describeMachine(),
    loadBefore,
    runs,
    cases,
  })
  console.log(`\n${report}\n`)
  const file = output === undefined ? resolve(import.meta.dirname, '../../RESULTS.md') : resolve(output)
  writeSection(file, 'check', report)
  console.log(`The report is in ${relative(process.cwd(), file)}.`)
  const missed = cases.filter((each) => !isHeld(each)).map(({ title }) => title)
  if (missed.length > 0) throw new StartupError(`Over the budget: ${missed.join('; ')}.`)
}

async function measure(runs: number, signal: AbortSignal): Promise<readonly CheckCase[]> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'bench-check-'))
  const recording = join(folder.path, 'traffic.json')
  await writeFile(recording, JSON.stringify(fullRecording(Date.now())))
  const cases = [
    { title: 'against HEAD', args: ['--base', 'HEAD'], took: [] as Took[] },
    {
      title: 'against HEAD, with the fullest recording of traffic',
      args: ['--base', 'HEAD', '--traffic', recording],
      took: [] as Took[],
    },
  ]
  for (let run = 0; run <= runs; run += 1) {
    for (const { title, args, took } of cases) {
      const one = await timeCheck(args, signal)
      console.error(`  … ${title}: ${Math.round(one.wallMs)} ms${run === 0 ? ', does not count' : ''}`)
      if (run > 0) took.push(one)
    }
  }
  return cases
}
