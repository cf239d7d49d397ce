// Sources that wait on a wire: whoever stops reading them stops the waiting as well.

/**
 * The items of a generator that obeys a signal. The signal aborts with `outer`, and when the reader returns, even while
 * the generator is waiting: a generator by itself would return only after its next item.
 */
export function abortedOnReturn<Item>(
  outer: AbortSignal | undefined,
  generate: (signal: AbortSignal) => AsyncGenerator<Item, void, undefined>,
): AsyncIterable<Item> {
  return {
    [Symbol.asyncIterator]() {
      const stop = new AbortController()
      const items = generate(outer ? AbortSignal.any([outer, stop.signal]) : stop.signal)
      return {
        next: () => items.next(),
        async return() {
          stop.abort()
          await items.return()
          return { done: true, value: undefined }
        },
      }
    },
  }
}
