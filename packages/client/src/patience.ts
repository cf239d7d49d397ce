// How long to wait before asking again, and the wait itself.

export type Wait = (ms: number, signal?: AbortSignal | null) => Promise<void>

export type Patience = {
  readonly wait: Wait
  /** Between 0 and 1, as Math.random. */
  readonly random: () => number
}

const firstMs = 250
const longestMs = 10_000

/** Doubles with each failure, from 250 ms to 10 s, less up to a half by chance so that clients do not come in step. */
export function backOffMs(failures: number, random: () => number): number {
  return Math.min(longestMs, firstMs * 2 ** failures) * (1 - random() / 2)
}

/** What the server asks for, at most 10 s, and a little more by chance; absent, the usual. */
export function waitMs(failures: number, retryAfterMs: number | undefined, random: () => number): number {
  if (retryAfterMs === undefined) return backOffMs(failures, random)
  return Math.min(longestMs, retryAfterMs) + firstMs * random()
}

/** `Retry-After` in seconds; the graph sends no dates. */
export function readRetryAfter(headers: Headers): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : undefined
}

/** Rejects with the signal's reason as soon as it aborts. */
export const waitByTimer: Wait = (ms, signal) =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
