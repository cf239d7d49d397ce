// A source of events that a test feeds by hand, and that tells what its reader does.

export type TestSource<Item> = AsyncIterable<Item> & {
  push(...items: Item[]): void
  end(): void
  fail(error: Error): void
  /** Resolves when a reader waits for an item that is not there. */
  awaited(): Promise<void>
  /** Resolves when the reader has told it to return. */
  readonly returned: Promise<void>
  /** Items that were taken. */
  readonly taken: number
}

export function testSource<Item>(): TestSource<Item> {
  const items: Item[] = []
  const returned = Promise.withResolvers<void>()
  let ended = false
  let failure: Error | undefined
  let taken = 0
  let wake = () => {}
  let onAwaited = () => {}
  const next = async (): Promise<IteratorResult<Item, undefined>> => {
    while (true) {
      const item = items.shift()
      if (item !== undefined) {
        taken++
        return { done: false, value: item }
      }
      if (failure) throw failure
      if (ended) return { done: true, value: undefined }
      const woken = new Promise<void>((resolve) => {
        wake = resolve
      })
      onAwaited()
      await woken
    }
  }
  return {
    push(...more) {
      items.push(...more)
      wake()
    },
    end() {
      ended = true
      wake()
    },
    fail(error) {
      failure = error
      wake()
    },
    awaited: () =>
      new Promise((resolve) => {
        onAwaited = resolve
      }),
    returned: returned.promise,
    get taken() {
      return taken
    },
    [Symbol.asyncIterator]: () => ({
      next,
      async return() {
        ended = true
        wake()
        returned.resolve()
        return { done: true, value: undefined }
      },
    }),
  }
}
