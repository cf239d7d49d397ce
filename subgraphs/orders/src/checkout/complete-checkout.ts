// Places an order in three phases: prepare (one transaction), reserve and pay (no transaction), finalise (one
// transaction), all while its request waits. checkout-rounds.ts knows who may try, attempt-checkout.ts tries.
import { replay } from '../idempotency/answer.ts'
import { findAnyOrder } from '../order/store.ts'
import type { Caller, Parts } from '../parts.ts'
import { type CheckoutInput, tryCheckout } from './attempt-checkout.ts'
import type { PlacedOrder } from './carry-out.ts'
import { inRounds } from './checkout-rounds.ts'

/** Throws a Refusal for whatever stands in the way; then nothing is reserved, charged or ordered. */
export function completeCheckout(parts: Parts, caller: Caller, input: CheckoutInput): Promise<PlacedOrder> {
  return inRounds(parts, caller, input, {
    async replay(key, known) {
      const answer = replay(key, known)
      return answer && (await replayed(parts, answer))
    },
    attempt: (attempt) => tryCheckout(parts, caller, attempt),
  })
}

async function replayed({ connection }: Parts, { orderId }: { orderId: string }): Promise<PlacedOrder> {
  const order = await findAnyOrder(connection, orderId)
  if (order === undefined) throw new Error(`order ${orderId} is gone`)
  return { order }
}
