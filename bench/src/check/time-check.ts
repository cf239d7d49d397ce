// One run of the schema check as the command line starts it, in a process of its own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { StartupError } from '@supermarket/service-kit/run-service.ts'

const main = fileURLToPath(new URL('../../../schema/src/check.main.ts', import.meta.url))

const tellCpu = new URL('tell-cpu.ts', import.meta.url).href

/** Milliseconds from start to end, and of CPU, of all its threads. */
export type Took = { readonly wallMs: number; readonly cpuMs: number }

/** Rejects when the check could not be made, or found that the contract does not hold. */
export async function timeCheck(args: readonly string[], signal: AbortSignal): Promise<Took> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, ['--import', tellCpu, main, '--format', 'json', ...args], {
    signal,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  const told: string[] = []
  const cpu: string[] = []
  child.stderr?.on('data', (text) => told.push(String(text)))
  child.stdio[3]?.on('data', (text) => cpu.push(String(text)))
  const [code] = await once(child, 'close')
  if (code !== 0)
    throw new StartupError(`npm run schema:check ended with exit code ${code}. ${told.join('').trim()}`)
  return { wallMs: performance.now() - startedAt, cpuMs: Number(cpu.join('')) }
}
