// Runs a change once per idempotency key. The outcome, done or refused, commits with the change and answers every
// repetition; the same key with another input is refused.
import { createHash } from 'node:crypto'
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { type Transaction, withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { Refusal, type UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import { keyReused } from '../user-errors.ts'
import { type Claim, claimKey, settleKey } from './store.ts'

export type Outcome<Result> =
  | { readonly done: Result }
  | { readonly refused: readonly [UserErrorEntry, ...UserErrorEntry[]] }

export type Once = Omit<Claim, 'fingerprint'> & { readonly input: unknown }

/** `work` answers a refusal instead of throwing it, because what it throws is forgotten. `Result` is a JSON value. */
export async function once<Result>(
  connection: Pick<Connection, 'db'>,
  { input, ...scope }: Once,
  work: (tx: Transaction) => Promise<Outcome<Result>>,
): Promise<Result> {
  const claim = { ...scope, fingerprint: fingerprintOf(input) }
  const outcome = await withTransaction(connection, async (tx) => {
    const earlier = await claimKey(tx, claim)
    if (earlier !== undefined) {
      if (earlier.fingerprint !== claim.fingerprint) throw new Refusal(keyReused(['input', 'idempotencyKey']))
      return earlier.outcome as Outcome<Result>
    }
    const settled = await work(tx)
    await settleKey(tx, claim, settled)
    return settled
  })
  if ('refused' in outcome) throw new Refusal(...outcome.refused)
  return outcome.done
}

/** Equal for inputs that say the same: without regard to the order of keys, and absent is null. */
export function fingerprintOf(input: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(canonical(input)))
    .digest('hex')
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (value instanceof Date || typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner != null)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  )
}
