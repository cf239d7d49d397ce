// Work that a service does again and again, one round at a time.

export type Repeated = {
  /** Begins no round any more and waits for the one under way. */
  stop(): Promise<void>
}

/** `work` must not reject: what a failed round means is its own to say. */
export function repeat(everyMs: number, work: () => Promise<unknown>): Repeated {
  let running: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    running = running.then(work)
  }, everyMs)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
