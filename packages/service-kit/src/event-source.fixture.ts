// For tests: a source of events that the test drives, and that tells whether it was returned.
export type TestSource<Event> = AsyncIterableIterator<Event, void> & {
  push(event: Event): void
  finish(): void
  fail(error: Error): void
  /** How often `next` is being waited for; more than one would be a reader's mistake. */
  readonly waiting: number
  /** Events that nobody has asked for yet. */
  readonly ready: number
  readonly returned: boolean
}

type Waiter<Event> = PromiseWithResolvers<IteratorResult<Event, void>>

export function testSource<Event>(): TestSource<Event> {
  const done = { done: true, value: undefined } as const
  const ready: (() => Promise<IteratorResult<Event, void>>)[] = []
  const waiters: Waiter<Event>[] = []
  let returned = false
  const give = (make: () => Promise<IteratorResult<Event, void>>) => {
    const waiter = waiters.shift()
    if (waiter) make().then(waiter.resolve, waiter.reject)
    else ready.push(make)
  }
  return {
    push: (value) => give(async () => ({ done: false, value })),
    finish: () => give(async () => done),
    fail: (error) => give(() => Promise.reject(error)),
    next() {
      const make = ready.shift()
      if (make) return make()
      if (returned) return Promise.resolve(done)
      const waiter: Waiter<Event> = Promise.withResolvers()
      waiters.push(waiter)
      return waiter.promise
    },
    async return() {
      returned = true
      for (const waiter of waiters.splice(0)) waiter.resolve(done)
      return done
    },
    [Symbol.asyncIterator]() {
      return this
    },
    get ready() {
      return ready.length
    },
    get waiting() {
      return waiters.length
    },
    get returned() {
      return returned
    },
  }
}
