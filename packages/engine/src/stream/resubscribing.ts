// A subscription to a subgraph that outlives the connection it came over: a stream that breaks is opened again, and its
// first event is then the state of now, so nothing has to be replayed and no duplicate filtered out.
import { setTimeout as delay } from 'node:timers/promises'
import type { SubgraphResponse } from '../transport/subgraph-transport.ts'
import { abortedOnReturn } from './aborted-on-return.ts'

export type ResubscribeOptions = {
  readonly signal?: AbortSignal | undefined
  /** Before the first new attempt at most, 250 ms; doubled for each further one in a row. */
  readonly firstDelayMs?: number
  /** 5,000. */
  readonly maxDelayMs?: number
  /** How long a subgraph may be away; then the error of the last attempt ends the stream. 60,000. */
  readonly giveUpAfterMs?: number
  /**
   * How long a refusal of the token waits to be told, once something has been heard: whoever watches the session ends
   * the stream in its own way meanwhile. 3,000.
   */
  readonly sessionGraceMs?: number
  readonly onBreak?: (error: unknown) => void
  /** In [0, 1). */
  readonly random?: () => number
  /** Resolves after `ms`, or when the signal aborts. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>
}

type Subscribe = (signal: AbortSignal) => AsyncIterable<SubgraphResponse>

/**
 * `subscribe` is called for each attempt, and has to send what is valid then: a token may have been renewed.
 *
 * Ends when the subgraph completes, when it answers a subscription with errors and no data, and when the signal aborts;
 * rejects as the last attempt did when the subgraph stays away.
 */
export function resubscribing(
  subscribe: Subscribe,
  options: ResubscribeOptions = {},
): AsyncIterable<SubgraphResponse> {
  return abortedOnReturn(options.signal, (signal) => attempts(subscribe, options, signal))
}

async function* attempts(
  subscribe: Subscribe,
  options: ResubscribeOptions,
  signal: AbortSignal,
): AsyncGenerator<SubgraphResponse, void, undefined> {
  const { giveUpAfterMs = 60_000, sessionGraceMs = 3_000, wait = pause, onBreak } = options
  let begun = false
  let failures = 0
  let brokenAt: number | undefined
  const onAnswer = async (answer: SubgraphResponse) => {
    if (begun && isUnauthenticated(answer)) await wait(sessionGraceMs, signal)
    begun = true
    failures = 0
    brokenAt = undefined
  }
  while (!signal.aborted) {
    try {
      const end = yield* attempt(subscribe(signal), { onAnswer, signal })
      if (end === 'over') return
    } catch (error) {
      if (signal.aborted) return
      onBreak?.(error)
      brokenAt ??= performance.now()
      const waitMs = backOffMs(failures++, options)
      if (performance.now() + waitMs - brokenAt > giveUpAfterMs) throw error
      await wait(waitMs, signal)
    }
  }
}

type Attempt = {
  readonly onAnswer: (answer: SubgraphResponse) => Promise<void>
  readonly signal: AbortSignal
}

/** Rejects never: the caller sees an aborted signal. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => {})
}

/** `token-expired` when the subgraph ends what it had begun: with the token of now it may go on. */
async function* attempt(
  answers: AsyncIterable<SubgraphResponse>,
  { onAnswer, signal }: Attempt,
): AsyncGenerator<SubgraphResponse, 'over' | 'token-expired', undefined> {
  let heard = false
  for await (const answer of answers) {
    if (heard && isUnauthenticated(answer)) return 'token-expired'
    heard = true
    await onAnswer(answer)
    if (signal.aborted) return 'over'
    yield answer
    if (isRefused(answer)) return 'over'
  }
  return 'over'
}

function isRefused({ data, errors }: SubgraphResponse): boolean {
  return data === undefined && errors !== undefined
}

function isUnauthenticated(answer: SubgraphResponse): boolean {
  return isRefused(answer) && answer.errors?.[0]?.extensions?.code === 'UNAUTHENTICATED'
}

/** Anywhere up to the limit, so that those whom one restart has cut off do not come back together. */
function backOffMs(failures: number, options: ResubscribeOptions): number {
  const { firstDelayMs = 250, maxDelayMs = 5_000, random = Math.random } = options
  return random() * Math.min(maxDelayMs, firstDelayMs * 2 ** failures)
}
