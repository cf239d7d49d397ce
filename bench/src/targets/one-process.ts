// Starts the one-process shop as a child: the load generator must not be in the server's process.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Secrets } from '@supermarket/market/secrets.ts'
import type { Prepared } from '../prepare.ts'
import type { CpuProfile } from './profiler.ts'
import type { Target } from './target.ts'

export type OneProcessOptions = { readonly databases: Prepared['urls']; readonly secrets: Secrets }

export type ToShop = 'profile' | 'report'
export type FromShop =
  | { readonly kind: 'ready'; readonly url: string }
  | { readonly kind: 'profiling' }
  | { readonly kind: 'profiled'; readonly profile: CpuProfile }

const main = fileURLToPath(new URL('one-process.main.ts', import.meta.url))
const answerTimeoutMs = 60_000

/** Ready when it resolves. */
export async function openOneProcess(options: OneProcessOptions): Promise<Required<Target>> {
  const child = spawn(process.execPath, [main], {
    env: { NODE_ENV: 'production' },
    // Ctrl+C reaches the whole process group of a terminal; the parent ends its children in order.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  await using starting = new AsyncDisposableStack()
  starting.defer(() => end(child))
  const { url } = await ask(child, options, 'ready')
  const resources = starting.move()
  return {
    url,
    pids: () => (child.pid === undefined ? [] : [child.pid]),
    async profile(work) {
      await ask(child, 'profile', 'profiling')
      await work()
      return (await ask(child, 'report', 'profiled')).profile
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

/** Rejects when the child ends or keeps silent. */
async function ask<Kind extends FromShop['kind']>(
  child: ChildProcess,
  message: ToShop | OneProcessOptions,
  kind: Kind,
): Promise<Extract<FromShop, { kind: Kind }>> {
  const over = new AbortController()
  const signal = AbortSignal.any([over.signal, AbortSignal.timeout(answerTimeoutMs)])
  try {
    const ended = once(child, 'exit', { signal }).then(([code]) => {
      throw new Error(`the shop ended with code ${code}; its last words stand above`)
    })
    const answered = once(child, 'message', { signal })
    child.send(message)
    const [answer]: FromShop[] = await Promise.race([answered, ended])
    if (answer?.kind !== kind) throw new Error(`the shop answered ${answer?.kind} instead of ${kind}`)
    return answer as Extract<FromShop, { kind: Kind }>
  } finally {
    over.abort()
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}
