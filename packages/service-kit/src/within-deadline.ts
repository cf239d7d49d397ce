// Waits for work until its deadline and no longer. The work itself goes on; its outcome is dropped.
import { upstreamTimeout } from './graph-error.ts'

export type Waiting = {
  /** Epoch milliseconds. */
  readonly deadlineAt: number
  /** Aborts when nobody waits any more. */
  readonly signal?: AbortSignal | undefined
}

/** Rejects with `UPSTREAM_TIMEOUT`, which names the service, at the deadline or when `signal` aborts. */
export async function withinDeadline<Answer>(
  { deadlineAt, signal }: Waiting,
  service: string,
  work: Promise<Answer>,
): Promise<Answer> {
  const { promise, reject } = Promise.withResolvers<never>()
  const giveUp = () => reject(upstreamTimeout(service))
  const timer = setTimeout(giveUp, deadlineAt - Date.now())
  signal?.addEventListener('abort', giveUp)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', giveUp)
  }
}
