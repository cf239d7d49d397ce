// Wakes one waiting loop. A ring is kept until it is heard, so none between looking for work and waiting is lost.

export type Bell = {
  ring(): void
  /** Resolves at the next ring, at once if it has rung since the last wait, or after `timeoutMs`. */
  wait(timeoutMs: number): Promise<void>
}

export function createBell(): Bell {
  let rung = false
  let wake: (() => void) | undefined
  return {
    ring() {
      rung = true
      wake?.()
    },
    async wait(timeoutMs) {
      if (!rung) {
        const { promise, resolve } = Promise.withResolvers<void>()
        const timer = setTimeout(resolve, timeoutMs)
        wake = resolve
        await promise
        clearTimeout(timer)
        wake = undefined
      }
      rung = false
    },
  }
}
