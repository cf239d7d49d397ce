// Handles offers one at a time. Of those that come meanwhile only the last counts.

export type LatestOnly<Value> = {
  offer(value: Value): void
  /** Before this, offers are only remembered. */
  open(): void
  /** Forgets what waits; resolves when what is being handled is done. */
  close(): Promise<void>
}

/** `handle` must not reject. */
export function latestOnly<Value>(handle: (value: Value) => Promise<void>): LatestOnly<Value> {
  let waiting: { readonly value: Value } | undefined
  let handling: Promise<void> | undefined
  let opened = false

  async function handleAll() {
    while (opened && waiting !== undefined) {
      const { value } = waiting
      waiting = undefined
      await handle(value)
    }
    handling = undefined
  }

  const proceed = () => {
    if (opened && waiting !== undefined) handling ??= handleAll()
  }

  return {
    offer(value) {
      waiting = { value }
      proceed()
    },
    open() {
      opened = true
      proceed()
    },
    async close() {
      opened = false
      waiting = undefined
      await handling
    },
  }
}
