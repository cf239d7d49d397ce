// An observable as an async iterable: what it says is kept until it is read, and leaving unsubscribes.

type Subscribable<Value> = {
  subscribe(observer: {
    next: (value: Value) => void
    error: (error: unknown) => void
    complete: () => void
  }): { unsubscribe(): void }
}

/** A reader that is slower than this misses the oldest. */
const maxHeard = 1_000

/** Ends without an error when the signal aborts. */
export async function* valuesOf<Value>(
  observable: Subscribable<Value>,
  signal?: AbortSignal,
): AsyncGenerator<Value, void> {
  const heard: Value[] = []
  let end: { readonly error?: unknown } | undefined
  let wake = () => {}
  const finish = (how: { readonly error?: unknown }) => {
    end ??= how
    wake()
  }
  const onAbort = () => finish({})
  if (signal?.aborted) return
  signal?.addEventListener('abort', onAbort, { once: true })
  const subscription = observable.subscribe({
    next: (value) => {
      if (heard.push(value) > maxHeard) heard.shift()
      wake()
    },
    error: (error) => finish({ error }),
    complete: () => finish({}),
  })
  try {
    for (;;) {
      const [value] = heard.splice(0, 1)
      if (value !== undefined) yield value
      else if (end !== undefined) {
        if ('error' in end) throw end.error
        return
      } else
        await new Promise<void>((resolve) => {
          wake = resolve
        })
    }
  } finally {
    signal?.removeEventListener('abort', onAbort)
    subscription.unsubscribe()
  }
}
