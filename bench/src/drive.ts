// The load generator: a closed loop of so many clients, each asking again as soon as it has its answer, or an open one
// that asks at a fixed rate whatever comes back.
import { setTimeout as delay } from 'node:timers/promises'
import { type Ask, openAsker } from './ask.ts'

export type Load = {
  readonly url: string
  readonly concurrency: number
  readonly durationMs: number
  readonly signal: AbortSignal
  /** One unit of work, whole and checked. */
  readonly work: (ask: Ask) => Promise<void>
}

export type Driven = {
  /** Ascending. */
  readonly latenciesMs: readonly number[]
  readonly elapsedMs: number
}

/** Rejects with the first failure. Units that have begun are brought to their end and count. */
export async function drive({ url, concurrency, durationMs, signal, work }: Load): Promise<Driven> {
  const latenciesMs: number[] = []
  const failed = new AbortController()
  const startedAt = performance.now()
  const isOver = () => performance.now() - startedAt >= durationMs || signal.aborted || failed.signal.aborted
  await Promise.all(
    Array.from({ length: concurrency }, async (_, place) => {
      await using client = openAsker(url, place)
      try {
        while (!isOver()) {
          const begunAt = performance.now()
          await work(client.ask)
          latenciesMs.push(performance.now() - begunAt)
        }
      } catch (error) {
        failed.abort()
        throw error
      }
    }),
  )
  signal.throwIfAborted()
  const elapsedMs = performance.now() - startedAt
  return { latenciesMs: latenciesMs.sort((left, right) => left - right), elapsedMs }
}

export type Pace = Omit<Load, 'concurrency'> & { readonly perSecond: number }

/** Connections among which an open loop deals its questions: more than are ever under way at a rate below capacity. */
const connections = 16

/** Rejects with the first failure, after what was asked before it has come to its end. */
export async function drivePaced({ url, perSecond, durationMs, signal, work }: Pace): Promise<Driven> {
  const latenciesMs: number[] = []
  const failures: unknown[] = []
  await using clients = new AsyncDisposableStack()
  const askers = Array.from({ length: connections }, (_, place) => clients.use(openAsker(url, place)))
  const asked: Promise<void>[] = []
  const startedAt = performance.now()
  const count = Math.max(1, Math.round((durationMs / 1000) * perSecond))
  for (let index = 0; index < count; index++) {
    await delay(Math.max(0, startedAt + (index * 1000) / perSecond - performance.now()))
    if (failures.length > 0 || signal.aborted) break
    const asker = askers[index % connections]
    if (asker === undefined) throw new RangeError('there is no connection')
    const begunAt = performance.now()
    const answered = work(asker.ask).then(() => {
      latenciesMs.push(performance.now() - begunAt)
    })
    asked.push(answered.catch((error: unknown) => void failures.push(error)))
  }
  await Promise.all(asked)
  signal.throwIfAborted()
  if (failures.length > 0) throw failures[0]
  const elapsedMs = performance.now() - startedAt
  return { latenciesMs: latenciesMs.sort((left, right) => left - right), elapsedMs }
}

/** Polls until it holds. Rejects when it does not within the time. */
export async function until(holds: () => Promise<boolean>, what: string, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`${what}: not within ${timeoutMs / 1000} s`)
    await delay(50)
  }
}
