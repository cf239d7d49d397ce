// Work cut into steps, so that what takes long can let others in between. The same code runs at once or in turns.
import { setImmediate as nextTurn } from 'node:timers/promises'

/** Each `yield` is a place where it may be left alone for a while. */
export type Steps<T> = Generator<undefined, T, undefined>

export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** Holds the event loop for a few milliseconds at a time. */
export async function finishInTurns<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const until = performance.now() + turnMs
    do {
      const step = steps.next()
      if (step.done) return step.value
    } while (performance.now() < until)
    await nextTurn()
  }
}

const turnMs = 4
