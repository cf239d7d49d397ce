// Something that is open while anybody uses it, and may be opened again after the last one left.

export type SharedUse = {
  /** Throws what `open` throws; nothing is entered then. */
  enter(): void
  leave(): void
  /** Resolves when nobody uses it. */
  unused(): Promise<void>
}

export function sharedUse({ open, close }: { open: () => void; close: () => void }): SharedUse {
  let users = 0
  let waiting: (() => void)[] = []
  return {
    enter() {
      if (users === 0) open()
      users += 1
    },
    leave() {
      users -= 1
      if (users > 0) return
      close()
      for (const resolve of waiting) resolve()
      waiting = []
    },
    unused: () => (users === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  }
}
