// Lets at most so many tasks run at once; the others wait in the order in which they came. The queue has no bound of
// its own: whoever asks for turns limits how many there are to ask.

export type Turns = {
  run<T>(task: () => Promise<T>): Promise<T>
  readonly running: number
  readonly waiting: number
}

export function createTurns(atOnce: number): Turns {
  const queue = new Set<() => void>()
  let running = 0

  function enter(): Promise<void> | undefined {
    if (running < atOnce) {
      running += 1
      return undefined
    }
    return new Promise((resolve) => queue.add(resolve))
  }

  // The turn is handed over, not given up and taken again: a newcomer can never overtake whoever waits.
  function leave(): void {
    const [next] = queue
    if (next === undefined) {
      running -= 1
      return
    }
    queue.delete(next)
    next()
  }

  return {
    async run(task) {
      await enter()
      try {
        return await task()
      } finally {
        leave()
      }
    },
    get running() {
      return running
    },
    get waiting() {
      return queue.size
    },
  }
}
