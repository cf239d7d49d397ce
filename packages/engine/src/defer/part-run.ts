// A run within another: what it may have of its own is said, everything else is the other's.
import type { Run } from '../execute/run.ts'

/** Both grow one tree of data, so what spoils the text of one spoils it for both. */
export function runWithin(parent: Run, own: Pick<Partial<Run>, 'errors' | 'fetchEnded'>): Run {
  return Object.defineProperty({ ...parent, ...own }, 'plain', {
    enumerable: true,
    get: () => parent.plain,
    set(plain: boolean) {
      parent.plain = plain
    },
  })
}
