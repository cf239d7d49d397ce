// When a failed delivery is tried again. Twice as long after each failure, from five seconds up to two hours, of which a
// random half is taken off; the last attempt is a day after the first. Pure.

export type Outcome = {
  /** The present failure counts. */
  readonly failures: number
  /** Since the first attempt. */
  readonly elapsedMs: number
  readonly windowMs: number
  /** In [0, 1). */
  readonly random: number
}

const firstMs = 5_000
const longestMs = 2 * 60 * 60_000

export function nextTryMs({ failures, elapsedMs, windowMs, random }: Outcome): number | 'never' {
  if (elapsedMs >= windowMs) return 'never'
  const pause = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 20)) * (0.5 + random / 2)
  return Math.round(Math.min(pause, windowMs - elapsedMs))
}
