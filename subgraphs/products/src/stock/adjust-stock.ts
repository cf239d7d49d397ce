// Books a change of the pieces on hand, once per idempotency key.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { isId } from '@supermarket/service-kit/ids.ts'
import { Refusal } from '@supermarket/service-kit/refusal.ts'
import type { StockAdjustInput } from '../generated/resolvers-types.ts'
import { type Outcome, once } from '../idempotency/once.ts'
import { inputCheck } from '../input-check.ts'
import { insufficientStock, limitReached, notFound, stockChanged } from '../user-errors.ts'
import { type AdjustAnswer, adjustLevel } from './store.ts'

const maxDelta = 1_000_000

/** Answers the variant's id. `actorId` is the user who asks, and whose keys these are. */
export async function adjustStock(
  connection: Pick<Connection, 'db'>,
  input: StockAdjustInput,
  actorId: string,
): Promise<string> {
  const { variantId, delta, reason, expectedQuantity = null, idempotencyKey } = input
  requireSane(input)
  const claim = { principal: actorId, operation: 'stockAdjust', key: idempotencyKey, input }
  return await once(connection, claim, async (tx) => {
    const answer = await adjustLevel({ db: tx }, { variantId, delta, reason, expectedQuantity, actorId })
    return outcomeOf(answer, variantId)
  })
}

function requireSane({ variantId, delta, idempotencyKey }: StockAdjustInput): void {
  const check = inputCheck()
  const isWithin = delta !== 0 && Math.abs(delta) <= maxDelta
  check.require(isWithin, ['input', 'delta'], 'Must be within ±1000000 and not zero.')
  const isKey = idempotencyKey.length >= 1 && idempotencyKey.length <= 128
  check.require(isKey, ['input', 'idempotencyKey'], 'Must have 1 to 128 characters.')
  check.done()
  if (!isId('var', variantId)) throw new Refusal(notFound(['input', 'variantId'], 'variant'))
}

function outcomeOf(answer: AdjustAnswer, variantId: string): Outcome<string> {
  switch (answer.outcome) {
    case 'DONE':
      return { done: variantId }
    case 'UNKNOWN':
      return { refused: [notFound(['input', 'variantId'], 'variant')] }
    case 'CHANGED':
      return { refused: [stockChanged(answer.onHand)] }
    case 'SHORT': {
      const shortage = { variantId, available: answer.onHand - answer.reserved }
      return { refused: [insufficientStock(shortage, ['input', 'delta'])] }
    }
    case 'FULL':
      return { refused: [limitReached(['input', 'delta'], 'No more than 1000000000 pieces can be on hand.')] }
  }
}
