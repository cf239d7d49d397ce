// Begins a checkout and answers as soon as it is durable. It is carried out at once in this process; when that dies,
// the job that was written with it, the sweep or the next request with its key goes on.
import { replay, requireSameInput } from '../idempotency/answer.ts'
import type { Caller, Parts } from '../parts.ts'
import { type Attempt, type CheckoutInput, tryPrepare } from './attempt-checkout.ts'
import { carryOut } from './carry-out.ts'
import { backgroundScope } from './catalog.ts'
import { inRounds } from './checkout-rounds.ts'
import { type FoundCheckout, findCheckoutOf } from './submission-store.ts'

/** Throws a Refusal for what is found out at once; then nothing was begun. */
export function submitCheckout(parts: Parts, caller: Caller, input: CheckoutInput): Promise<FoundCheckout> {
  const find = (orderId: string) => findCheckoutOf(parts.connection, orderId)
  return inRounds(parts, caller, input, {
    async replay(key, known) {
      requireSameInput(key, known)
      const submitted = known.orderId === null ? undefined : await find(known.orderId)
      if (submitted?.isSubmitted) return submitted
      const answer = replay(key, known)
      return answer && (await find(answer.orderId))
    },
    attempt: (attempt) => begin(parts, caller, attempt),
  })
}

async function begin(parts: Parts, caller: Caller, attempt: Attempt): Promise<FoundCheckout | undefined> {
  const { token } = attempt.input.payment
  const scope = backgroundScope(parts.timings.submitMs)
  const prepared = await tryPrepare(parts, caller, { ...attempt, submission: { token, scope } })
  if (prepared === undefined) return undefined
  const { order } = prepared
  await parts.onStep('checkout:submitted', order.id)
  parts.runs.start({
    orderId: order.id,
    until: order.settleAfter ?? order.createdAt,
    work: () => carryOut(parts, prepared, { token, scope, isSubmitted: true }),
  })
  return { order, isSubmitted: true, failure: null, wasConfirmed: false }
}
