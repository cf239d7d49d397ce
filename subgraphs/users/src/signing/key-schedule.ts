// Which signing key is next, active or retiring follows from the instants at which keys become active, nothing else.
// What must stay true: a key is published long before it signs, and until the last token that it signed is dead.
import { accessTokenTraceMs } from '../session/lifetimes.ts'

export type ScheduledKey = { readonly kid: string; readonly createdAt: number; readonly activeFrom: number }

/** How long a key signs. */
export const rotationPeriodMs = 30 * 24 * 60 * 60_000

/** How long a key is published before it may sign: longer than anybody keeps our key set (jose: 10 minutes). */
export const publicationLeadMs = 15 * 60_000

/** The key that signs: the latest whose time has come; the first one, should this clock be behind. */
export function activeKey<Key extends ScheduledKey>(keys: readonly Key[], now: number): Key | undefined {
  const ordered = inOrder(keys)
  return ordered.findLast((key) => key.activeFrom <= now) ?? ordered[0]
}

/** Keys that a verifier must know: all but those whose successor has signed alone for longer than a token lives. */
export function publishedKeys<Key extends ScheduledKey>(keys: readonly Key[], now: number): Key[] {
  const ordered = inOrder(keys)
  return ordered.filter((_, index) => {
    const successor = ordered[index + 1]
    return successor === undefined || successor.activeFrom + accessTokenTraceMs > now
  })
}

/** The earliest key that does not sign yet. */
export function nextKey<Key extends ScheduledKey>(keys: readonly Key[], now: number): Key | undefined {
  return inOrder(keys).find((key) => key.activeFrom > now)
}

function inOrder<Key extends ScheduledKey>(keys: readonly Key[]): Key[] {
  return keys.toSorted((left, right) => left.activeFrom - right.activeFrom)
}
