// An iteration that must be noticed when it is over, however it ends: also when it was never begun.

/** Calls `over` once: at the end, at a failure, or when the one who iterates leaves. May be iterated once. */
export function whenOver<Item>(source: AsyncIterable<Item>, over: () => void): AsyncIterable<Item> {
  const iterator = source[Symbol.asyncIterator]()
  let live = true
  const end = () => {
    if (!live) return
    live = false
    over()
  }
  const watched: AsyncIterator<Item, unknown, undefined> = {
    async next() {
      try {
        const step = await iterator.next()
        if (step.done) end()
        return step
      } catch (error) {
        end()
        throw error
      }
    },
    async return() {
      try {
        // A generator that was never begun runs none of its own `finally`.
        await iterator.return?.()
      } finally {
        end()
      }
      return { done: true, value: undefined }
    },
  }
  return { [Symbol.asyncIterator]: () => watched }
}
