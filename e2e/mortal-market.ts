// The one-process shop in a process that is killed at a named step of an order, by SIGKILL to itself, and started anew
// on the same databases.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Step } from '@supermarket/orders/steps.ts'
import type { Stack } from '@supermarket/testkit/stack.ts'

type CaptureAt = 'FULFILLMENT' | undefined

export type MortalState = Pick<Stack, 'databases' | 'secrets'> & { readonly captureAt?: CaptureAt }

export type ToMortal = { readonly open: MortalState } | { readonly diesAt: Step }
export type FromMortal = { readonly url: string } | { readonly diesAt: Step }

export type MortalMarket = AsyncDisposable & {
  /** Another one after each death. */
  readonly url: string
  readonly captureAt: CaptureAt
  /** From now on it dies there, once. */
  arm(step: Step): Promise<void>
  /** Until it has died of a kill; throws when it ends in another way or lives on. */
  died(): Promise<void>
  /** Starts it anew, whether it has died or not. */
  revive(captureAt?: CaptureAt): Promise<void>
}

const main = fileURLToPath(new URL('mortal-market.main.ts', import.meta.url))
const patienceMs = 30_000
/** The lease of a request that died, and the next look of the sweep. */
const deathMs = 90_000

export async function openMortalMarket(state: MortalState): Promise<MortalMarket> {
  let { child, url } = await start(state)
  let captureAt = state.captureAt
  const end = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
  return {
    get url() {
      return url
    },
    get captureAt() {
      return captureAt
    },
    async arm(diesAt) {
      const armed = answerOf(child)
      child.send({ diesAt } satisfies ToMortal)
      await armed
    },
    async died() {
      if (child.signalCode === null && child.exitCode === null)
        await once(child, 'exit', { signal: AbortSignal.timeout(deathMs) })
      if (child.signalCode !== 'SIGKILL')
        throw new Error(`the shop ended with ${child.exitCode}, not by a kill`)
    },
    async revive(next) {
      await end()
      captureAt = next
      const revived = await start({ ...state, captureAt })
      child = revived.child
      url = revived.url
    },
    [Symbol.asyncDispose]: end,
  }
}

async function start(open: MortalState): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [main], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const ready = answerOf(child)
  child.send({ open } satisfies ToMortal)
  const answer = await ready
  if (!('url' in answer)) throw new Error('the shop did not tell where it is')
  return { child, url: answer.url }
}

async function answerOf(child: ChildProcess): Promise<FromMortal> {
  const over = new AbortController()
  const signal = AbortSignal.any([over.signal, AbortSignal.timeout(patienceMs)])
  try {
    const ended = once(child, 'exit', { signal }).then(([code]) => {
      throw new Error(`the shop ended with ${code} before it answered`)
    })
    const [answer] = await Promise.race([once(child, 'message', { signal }), ended])
    return answer as FromMortal
  } finally {
    over.abort()
  }
}
