// One service as a child process: started, kept alive when it is killed, ended in order.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { processFlags } from '@supermarket/gateway/process-flags.ts'
import { StartupError } from '@supermarket/service-kit/run-service.ts'

export type ServiceProcess = AsyncDisposable & {
  readonly name: string
  /** Of the process that runs now. */
  readonly pid: number | undefined
  readonly url: string
  /** Rejects when the process ends by itself, with a code, which is a problem that a restart would not mend. */
  readonly failed: Promise<never>
}

const root = new URL('../../../', import.meta.url)
const restartMs = 300
const readyTimeoutMs = 30_000

export function startProcess(
  name: string,
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): ServiceProcess {
  const main = fileURLToPath(
    new URL(name === 'gateway' ? 'gateway/src/main.ts' : `subgraphs/${name}/src/main.ts`, root),
  )
  const { promise: failed, reject } = Promise.withResolvers<never>()
  failed.catch(() => {})
  let stopping = false
  let child = launch()

  function launch(): ChildProcess {
    const started = spawn(process.execPath, [...(name === 'gateway' ? processFlags : []), main, ...args], {
      cwd: fileURLToPath(root),
      env: { ...environment },
      // Ctrl+C reaches the whole process group of a terminal; only we may decide the order in which services end.
      detached: true,
      // The channel closes when we are killed, and the child ends with us.
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    started.once('exit', (code, signal) => void onExit(code, signal))
    return started
  }

  async function onExit(code: number | null, signal: NodeJS.Signals | null): Promise<void> {
    if (stopping) return
    if (code !== null)
      return reject(
        new StartupError(`The ${name} service ended with code ${code}; its last words stand above.`),
      )
    console.error(`  … ${name} was ended by ${signal}: starting it again`)
    await delay(restartMs)
    if (!stopping) child = launch()
  }

  return {
    name,
    get pid() {
      return child.pid
    },
    url: `http://127.0.0.1:${environment.PORT}`,
    failed,
    async [Symbol.asyncDispose]() {
      stopping = true
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Resolves once the service answers that it is ready. Rejects with a StartupError when it ends or takes too long. */
export async function waitUntilReady(service: ServiceProcess): Promise<void> {
  const deadline = Date.now() + readyTimeoutMs
  while (Date.now() < deadline) {
    const ready = fetch(`${service.url}/health/ready`, { signal: AbortSignal.timeout(1_000) }).then(
      (response) => response.ok,
      () => false,
    )
    if (await Promise.race([ready, service.failed])) return
    await delay(50)
  }
  throw new StartupError(`The ${service.name} service was not ready within ${readyTimeoutMs / 1000} s.`)
}
