// For the model test: what an action may come to. One outcome, or for what happens at once and for kills every outcome
// that would be right. Pure.
import type { Step } from '../steps.ts'
import type { Action, Keyed, Request } from './actions.fixture.ts'
import { type Answer, type ModelShop, orderOf } from './model-shop.fixture.ts'
import { addToCart, checkOut, mergeCart, openCart, setQuantity } from './predict-checkout.fixture.ts'
import { cancel, fulfill, refund } from './predict-order.fixture.ts'
import { complete, confirm, decide, hearOfSales, lapse, sweep } from './predict-payment.fixture.ts'

export type Outcome = { readonly shop: ModelShop; readonly answers: readonly Answer[] }

/** At a kill nobody gets an answer. */
export const killed = 'KILLED'

const minuteMs = 60_000

export function predict(before: ModelShop, action: Action): readonly Outcome[] {
  // Each action takes a moment, so that what comes later is younger.
  const shop = structuredClone(before)
  shop.nowMs += 1
  switch (action.kind) {
    case 'once':
      return [answered(shop, [action])]
    case 'again':
      return [repeated(shop, action)]
    case 'at once':
      return outcomesAtOnce(shop, action.both)
    case 'killed':
      return outcomesOfKill(shop, action)
    case 'pass':
      shop.nowMs += action.minutes * minuteMs
      return [{ shop, answers: [] }]
    case 'sweep':
      return [after(shop, sweepUp)]
    case 'lapse':
      return [after(shop, (changed) => lapse(changed, orderOf(changed, action.order)))]
    case 'complete':
      return [after(shop, complete)]
  }
}

/** The service sweeps until nothing is due; what products hears of it in between may make more due. */
function sweepUp(shop: ModelShop): void {
  sweep(shop)
  hearOfSales(shop)
}

function after(shop: ModelShop, change: (shop: ModelShop) => void): Outcome {
  change(shop)
  hearOfSales(shop)
  return { shop, answers: [] }
}

/** One after another. */
function answered(from: ModelShop, requests: readonly Keyed[]): Outcome {
  const shop = structuredClone(from)
  const answers = requests.map((keyed) => answer(shop, keyed))
  hearOfSales(shop)
  return { shop, answers }
}

function repeated(shop: ModelShop, { isAltered, ...keyed }: Keyed & { isAltered: boolean }): Outcome {
  const kept = shop.answers[keyed.key]
  if (kept === undefined) return answered(shop, [keyed])
  return { shop, answers: [isAltered ? 'IDEMPOTENCY_KEY_REUSED' : kept] }
}

/** Either one before the other. Who finds somebody at work may also be told so, and then has changed nothing. */
function outcomesAtOnce(shop: ModelShop, [left, right]: readonly [Keyed, Keyed]): readonly Outcome[] {
  const reversed = answered(shop, [right, left])
  return [
    answered(shop, [left, right]),
    { ...reversed, answers: reversed.answers.toReversed() },
    ...busyAnswers(left, right)
      .map((busy) => interrupted(shop, { done: right, busy: left, with: busy }))
      .map(swap),
    ...busyAnswers(right, left).map((busy) => interrupted(shop, { done: left, busy: right, with: busy })),
  ]
}

function interrupted(shop: ModelShop, told: { done: Keyed; busy: Keyed; with: string }): Outcome {
  const outcome = answered(shop, [told.done])
  // The only one of these answers that is kept.
  if (told.with === 'INSUFFICIENT_STOCK') outcome.shop.answers[told.busy.key] = told.with
  return { shop: outcome.shop, answers: [...outcome.answers, told.with] }
}

function swap({ shop, answers }: Outcome): Outcome {
  return { shop, answers: answers.toReversed() }
}

/** What `one` may be told because of a checkout that is under way, and that may fail yet. */
function busyAnswers(one: Keyed, other: Keyed): readonly string[] {
  if (one.key === other.key) return ['IDEMPOTENCY_IN_PROGRESS']
  if (other.request.kind !== 'checkout') return []
  if (one.request.kind === 'checkout') return ['ILLEGAL_STATE', 'CONFLICT', 'INSUFFICIENT_STOCK']
  return one.request.kind === 'add' || one.request.kind === 'set quantity' ? ['ILLEGAL_STATE'] : []
}

/** Whatever was under way is finished or undone by the reconciler, a few minutes later. */
function outcomesOfKill(shop: ModelShop, { step, ...keyed }: Keyed & { step: Step }): readonly Outcome[] {
  const whole = answered(shop, [keyed])
  const outcomes = [
    whole,
    { shop: structuredClone(shop), answers: [killed] },
    { ...whole, answers: [killed] },
    ...(step === 'cancel:voided' ? [calledOff(shop, keyed)] : []),
  ]
  return outcomes.map((outcome) => {
    const later = structuredClone(outcome.shop)
    later.nowMs += 2 * minuteMs
    sweepUp(later)
    return { ...outcome, shop: later }
  })
}

/** The provider has called it off, and nobody knows for whom: to the reconciler it is a payment that failed. */
function calledOff(from: ModelShop, { request }: Keyed): Outcome {
  const shop = structuredClone(from)
  const order = 'order' in request ? orderOf(shop, request.order) : undefined
  if (order?.status === 'PENDING_PAYMENT' && order.charge === 'requires_action') order.charge = 'voided'
  return { shop, answers: [killed] }
}

function answer(shop: ModelShop, { key, request }: Keyed): Answer {
  const kept = shop.answers[key]
  if (kept !== undefined) return kept
  const { answer: given, keeps } = act(shop, key, request)
  if (keeps) shop.answers[key] = given
  return given
}

function act(shop: ModelShop, key: string, request: Request): { answer: Answer; keeps: boolean } {
  const unkept = (given: Answer) => ({ answer: given, keeps: false })
  const kept = (given: Answer) => ({ answer: given, keeps: true })
  switch (request.kind) {
    case 'open cart':
      return unkept(openCart(shop, key, request))
    case 'add':
      return unkept(addToCart(shop, request))
    case 'merge':
      return unkept(mergeCart(shop, request))
    case 'set quantity':
      return unkept(setQuantity(shop, request))
    case 'checkout':
      return checkOut(shop, key, request)
    case 'decide':
      return unkept(decide(shop, orderOf(shop, request.order), request))
    case 'confirm':
      return kept(confirm(shop, orderOf(shop, request.order)))
    case 'cancel':
      return cancel(shop, orderOf(shop, request.order), request)
    case 'fulfill':
      return kept(fulfill(shop, orderOf(shop, request.order), request))
    case 'refund':
      return kept(refund(shop, orderOf(shop, request.order), request))
  }
}
