// Waits for what comes about by itself: asks again and again until it is so, and fails with what was seen last.
import { setTimeout as delay } from 'node:timers/promises'

type Patience = { readonly withinMs?: number; readonly everyMs?: number }

/** The first value that `isSo` accepts. Errors of `look` count as not yet. */
export async function until<Value>(
  look: () => Promise<Value>,
  isSo: (value: Value) => boolean,
  { withinMs = 10_000, everyMs = 50 }: Patience = {},
): Promise<Value> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const seen = await look().then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    )
    if ('value' in seen && isSo(seen.value)) return seen.value
    if (Date.now() > deadline) {
      const last = 'value' in seen ? JSON.stringify(seen.value) : String(seen.error)
      throw new Error(`not so within ${withinMs} ms; seen last: ${last}`)
    }
    await delay(everyMs)
  }
}
