// Waiting for others with a limit.

/** Resolves when the work has settled, but after `ms` at the latest. The work goes on. */
export async function settleWithin(work: Promise<unknown>, ms: number): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  await Promise.race([work, late]).catch(() => {})
  clearTimeout(timer)
}
