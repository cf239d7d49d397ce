// Reading from a source that may not produce anything for hours, by someone who may leave at any moment.

/**
 * The items of a source until it ends or the signal aborts; then it ends at once, even while the source is being waited
 * for, and the source is told to return. Rejects as the source does.
 */
export async function* interruptible<Item>(
  source: AsyncIterable<Item>,
  signal: AbortSignal,
): AsyncGenerator<Item, void, undefined> {
  const iterator = source[Symbol.asyncIterator]()
  let ended = false
  try {
    while (!signal.aborted) {
      const step = await nextUnlessAborted(iterator, signal)
      if (step === undefined) return
      if (step.done) {
        ended = true
        return
      }
      yield step.value
    }
  } catch (error) {
    ended = true
    throw error
  } finally {
    if (!ended) void dismiss(iterator)
  }
}

/** A listener for each step instead of a race against one promise, which would keep every step until the end. */
function nextUnlessAborted<Item>(
  iterator: AsyncIterator<Item>,
  signal: AbortSignal,
): Promise<IteratorResult<Item> | undefined> {
  return new Promise((resolve, reject) => {
    const leave = () => resolve(undefined)
    signal.addEventListener('abort', leave, { once: true })
    iterator
      .next()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', leave))
  })
}

/** Not waited for: a generator that stands in an await returns only when that settles. Nobody reads what it says. */
export async function dismiss(iterator: AsyncIterator<unknown>): Promise<void> {
  try {
    await iterator.return?.()
  } catch {
    // The reader has gone.
  }
}
