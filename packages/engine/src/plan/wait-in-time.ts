// A request waits for a plan only as long as somebody waits for the request; the plan is made all the same.

export type Patience = {
  /** Epoch milliseconds; Infinity for none. */
  readonly deadlineAt: number
  readonly signal: AbortSignal | undefined
}

/** Settles as `work` does, or rejects with what `late` makes when the deadline or the client's abort comes first. */
export async function waitInTime<Value>(
  work: Promise<Value>,
  { deadlineAt, signal }: Patience,
  late: () => Error,
): Promise<Value> {
  if (deadlineAt === Number.POSITIVE_INFINITY && signal === undefined) return work
  const { promise: tooLate, reject } = Promise.withResolvers<never>()
  const giveUp = () => reject(late())
  // A longer delay than a timer can hold would fire at once.
  const timer = setTimeout(giveUp, Math.min(Math.max(deadlineAt - Date.now(), 0), 2 ** 31 - 1))
  signal?.addEventListener('abort', giveUp, { once: true })
  if (signal?.aborted) giveUp()
  try {
    return await Promise.race([work, tooLate])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', giveUp)
  }
}
