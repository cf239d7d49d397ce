// Work that cannot be interrupted, awaited no longer than somebody waits for it.
import { type Expiring, onExpiry } from './expiry.ts'

/**
 * Rejects with UPSTREAM_TIMEOUT when the request expires first; the work goes on, and its outcome is dropped. The
 * request must not have expired yet.
 */
export function withinDeadline<Outcome>(request: Expiring, work: Promise<Outcome>): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const release = onExpiry(request, reject)
    work.then(
      (outcome) => {
        release()
        resolve(outcome)
      },
      (error: unknown) => {
        release()
        reject(error)
      },
    )
  })
}
