// How long a failed event waits. Twice as long after each failure, up to ten minutes, of which a random half is
// taken off, so that events which failed together do not return together.

const firstMs = 500
const longestMs = 10 * 60_000

/** Failures after which an event is dead: 73 minutes of trying on average. Revived by hand; see dead-letters.ts. */
export const defaultMaxFailures = 20

/** `failures` counts the present one. `random` is in [0, 1). */
export function backOffMs(failures: number, random: number): number {
  return halfTo(Math.min(longestMs, firstMs * 2 ** (failures - 1)), random)
}

/** How long a lane leaves an unreachable subscriber alone: it is back in use at most 5 s after its return. */
export function probeDelayMs(tries: number, random: number): number {
  return halfTo(Math.min(5000, 100 * 2 ** (tries - 1)), random)
}

function halfTo(ms: number, random: number): number {
  return Math.round(ms * (0.5 + random / 2))
}
