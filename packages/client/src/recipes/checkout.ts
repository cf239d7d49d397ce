// From a cart to an order. What must stay true: one decision to buy has one idempotency key, made once and sent with
// every repetition, also after a restart of the app; so it makes one order, whatever gets lost on the way.
import { Checkout, CheckoutConfirm } from '../generated/operations.ts'
import type {
  CheckoutErrorFragment,
  CheckoutOrderFragment,
  MoneyInput,
  PaymentInput,
} from '../generated/types.ts'
import type { Graph, RunOptions } from '../graph.ts'
import { waitByTimer } from '../patience.ts'
import { requirePayload } from '../user-errors.ts'

/** Plain JSON: store it before it is sent, and send the same one again until there is an outcome. */
export type Purchase = {
  readonly cartId: string
  readonly idempotencyKey: string
  /** What the buyer saw and agreed to. */
  readonly expectedTotal: MoneyInput
  readonly payment: PaymentInput
}

export type CheckoutOutcome =
  /** Paid, or about to be: follow the order. A guest needs the token for that. */
  | {
      readonly kind: 'placed'
      readonly order: CheckoutOrderFragment
      readonly orderAccessToken: string | null
    }
  /** Send the buyer to `url`, and call `confirmPayment` when they are back. */
  | {
      readonly kind: 'action required'
      readonly url: string
      readonly order: CheckoutOrderFragment
      readonly orderAccessToken: string | null
    }
  /** Let Stripe's library do what `action` asks for (`handleNextAction`), and call `confirmPayment` afterwards. */
  | {
      readonly kind: 'app action required'
      readonly action: { readonly clientSecret: string; readonly publishableKey: string }
      readonly order: CheckoutOrderFragment
      readonly orderAccessToken: string | null
    }
  /** Show the new total and ask again: agreeing to it is another purchase. */
  | { readonly kind: 'price changed'; readonly actual: MoneyInput }
  /** Fewer are left than the cart holds; change its lines. */
  | { readonly kind: 'out of stock'; readonly short: readonly { variantId: string; available: number }[] }
  /** Another way to pay is another purchase. */
  | { readonly kind: 'declined'; readonly message: string }
  | { readonly kind: 'refused'; readonly userErrors: readonly CheckoutErrorFragment[] }

/** The decision to buy, of the cart as it was shown. */
export function beginPurchase(
  cart: { readonly id: string; readonly total: MoneyInput },
  payment: PaymentInput,
  newKey: () => string = () => crypto.randomUUID(),
): Purchase {
  const { minor, currency } = cart.total
  return { cartId: cart.id, idempotencyKey: newKey(), expectedTotal: { minor, currency }, payment }
}

/** Throws a ClientError when there is no answer: whether there is an order is then unknown until it is called again. */
export async function checkOut(
  graph: Graph,
  purchase: Purchase,
  options?: RunOptions,
): Promise<CheckoutOutcome> {
  const ask = async () =>
    requirePayload((await graph.run(Checkout, { input: purchase }, options)).checkoutComplete)
  const { order, orderAccessToken, nextAction, userErrors } = await untilDone(ask, options)
  return outcomeOf({ order, orderAccessToken, nextAction, userErrors })
}

/** After the buyer has been at the provider's page. */
export async function confirmPayment(
  graph: Graph,
  {
    orderId,
    accessToken = null,
    idempotencyKey,
  }: {
    readonly orderId: string
    /** A guest's. */
    readonly accessToken?: string | null
    readonly idempotencyKey: string
  },
  options?: RunOptions,
): Promise<CheckoutOutcome> {
  const input = { orderId, accessToken, idempotencyKey }
  const ask = async () =>
    requirePayload((await graph.run(CheckoutConfirm, { input }, options)).paymentConfirm)
  const { order, nextAction, userErrors } = await untilDone(ask, options)
  return outcomeOf({ order, orderAccessToken: accessToken, nextAction, userErrors })
}

const askAgainMs = 1_000
const maxAsks = 15

/** The same request may still be running, sent by an earlier try whose answer was lost. */
async function untilDone<Payload extends { readonly userErrors: readonly CheckoutErrorFragment[] }>(
  ask: () => Promise<Payload>,
  options: RunOptions = {},
): Promise<Payload> {
  for (let asks = 1; ; asks++) {
    const payload = await ask()
    const isRunning = payload.userErrors.some(({ code }) => code === 'IDEMPOTENCY_IN_PROGRESS')
    if (!isRunning || asks === maxAsks) return payload
    await waitByTimer(askAgainMs, options.signal)
  }
}

type NextAction =
  | { readonly __typename: 'RedirectAction'; readonly url: string }
  | {
      readonly __typename: 'StripeSdkAction'
      readonly clientSecret: string
      readonly publishableKey: string
    }
  | null

/** What there is to do next. */
export function outcomeOf({
  order,
  orderAccessToken,
  nextAction,
  userErrors,
}: {
  readonly order: CheckoutOrderFragment | null
  readonly orderAccessToken: string | null
  readonly nextAction: NextAction
  readonly userErrors: readonly CheckoutErrorFragment[]
}): CheckoutOutcome {
  if (order !== null && userErrors.length === 0) {
    if (nextAction?.__typename === 'RedirectAction') {
      return { kind: 'action required', url: nextAction.url, order, orderAccessToken }
    }
    if (nextAction?.__typename === 'StripeSdkAction') {
      const { clientSecret, publishableKey } = nextAction
      const action = { clientSecret, publishableKey }
      return { kind: 'app action required', action, order, orderAccessToken }
    }
    return { kind: 'placed', order, orderAccessToken }
  }
  const short = userErrors.filter((error) => error.__typename === 'InsufficientStock')
  const price = userErrors.find((error) => error.__typename === 'PriceChanged')
  const declined = userErrors.find(({ code }) => code === 'PAYMENT_DECLINED')
  if (short.length > 0) return { kind: 'out of stock', short }
  if (price !== undefined) return { kind: 'price changed', actual: price.actual }
  if (declined !== undefined) return { kind: 'declined', message: declined.message }
  return { kind: 'refused', userErrors }
}
