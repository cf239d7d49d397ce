// Between a source that pushes and a reader that pulls: while too much waits for the reader, the source is told to pause.

export type PausingQueue<Item> = {
  push(item: Item): void
  /** What waits is still read, then the items end. */
  end(): void
  /** What waits is still read, then reading rejects. */
  fail(error: Error): void
  /** For one reader. */
  items(): AsyncGenerator<Item, void, undefined>
}

export type PausingQueueOptions = {
  /** How many items may wait before the source is paused. What it pushes nevertheless is kept. */
  readonly limit: number
  readonly pause: () => void
  readonly resume: () => void
}

export function pausingQueue<Item>({ limit, pause, resume }: PausingQueueOptions): PausingQueue<Item> {
  const waiting: Item[] = []
  let paused = false
  let ended = false
  let failure: Error | undefined
  let wake = () => {}
  return {
    push(item) {
      waiting.push(item)
      if (!paused && waiting.length >= limit) {
        paused = true
        pause()
      }
      wake()
    },
    end() {
      ended = true
      wake()
    },
    fail(error) {
      failure ??= error
      wake()
    },
    async *items() {
      while (true) {
        const item = waiting.shift()
        if (item !== undefined) yield item
        else if (ended) return
        else if (failure) throw failure
        else if (paused) {
          paused = false
          resume()
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
      }
    },
  }
}
