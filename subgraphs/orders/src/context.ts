// What resolvers of orders see of a request, and the parents that they hand to one another.

import type { Money } from '@supermarket/service-kit/money.ts'
import type { RequestContext } from '@supermarket/service-kit/request-context.ts'
import { isStaff } from '@supermarket/service-kit/viewer.ts'
import type { CartLine, CartProblem, CartWithLines } from './cart/cart.ts'
import type { Checkout } from './checkout/checkout.ts'
import { createLoaders, type Loaders } from './loaders.ts'
import type { WebhookDelivery, WebhookEndpoint, WebhookSecret } from './merchant-webhook/webhook.ts'
import type { OrderNote } from './note/note.ts'
import type { OrderTokens } from './order/access-token.ts'
import type {
  Order,
  OrderDelivery,
  OrderEvent,
  OrderLine,
  Payment,
  Refund,
  Shipment,
  ShipmentLine,
} from './order/order.ts'
import type { OrderChanges } from './order/order-changes.ts'
import { staffOnlyEvents } from './order/timeline.ts'
import type { Caller, Parts } from './parts.ts'
import type { AppliedDiscount } from './pricing/apply-discounts.ts'
import type { DeliveryMethod, DeliveryOffer } from './pricing/delivery.ts'
import type { Discount } from './pricing/discount.ts'
import { asOfCompletion, type CartPrices, priceCart } from './pricing/price-cart.ts'
import type { TaxByRate } from './pricing/price-order.ts'
import type { TaxRate } from './pricing/tax.ts'
import type { Return, ReturnLine } from './return/return.ts'

export type Context = RequestContext & {
  readonly parts: Parts
  readonly tokens: OrderTokens
  readonly changes: Pick<OrderChanges, 'watch' | 'watchPlaced'>
  readonly loaders: Loaders
  readonly asCaller: Caller
  /** What a cart costs as it is; worked out once. */
  readonly pricesOf: (cart: CartWithLines) => Promise<CartPrices>
}

// Under names of their own, because the generated types have the graph's.
export type CartParent = CartWithLines
export type CartProblemParent = CartProblem
export type CheckoutParent = Checkout
export type OrderParent = Order
export type OrderEventParent = OrderEvent
export type PaymentParent = Payment
export type RefundParent = Refund
export type MoneyParent = Money
export type DeliveryMethodParent = DeliveryMethod
export type DiscountParent = Discount
export type TaxRateParent = TaxRate
export type WebhookEndpointParent = WebhookEndpoint
export type WebhookSecretParent = WebhookSecret
export type WebhookDeliveryParent = WebhookDelivery
export type OrderNoteParent = OrderNote

export type UserReference = { readonly id: string }
export type VariantReference = { readonly __typename: 'ProductVariant'; readonly id: string }
export type CartLineParent = { readonly line: CartLine; readonly cart: CartWithLines }
export type DeliveryOptionParent = DeliveryOffer & { readonly currency: string }
export type AppliedDiscountParent = AppliedDiscount & { readonly currency: string }
export type AppliedTaxParent = TaxByRate & { readonly currency: string }
export type OrderDeliveryParent = OrderDelivery & { readonly currency: string }
export type OrderLineParent = { readonly line: OrderLine; readonly currency: string }
export type ShipmentParent = { readonly shipment: Shipment; readonly currency: string }
export type ShipmentLineParent = {
  readonly line: ShipmentLine
  readonly shipment: Shipment
  readonly currency: string
}

export type ReturnParent = { readonly made: Return; readonly currency: string }
export type ReturnLineParent = {
  readonly line: ReturnLine
  readonly orderId: string
  readonly currency: string
}

export function contextFactory({ parts, tokens, changes }: Pick<Context, 'parts' | 'tokens' | 'changes'>) {
  return (request: RequestContext): Context => {
    const { viewer, requestId, deadlineAt } = request
    const asCaller = { viewer, scope: { requestId, deadlineAt } }
    const hidden = isStaff(viewer) ? [] : staffOnlyEvents
    const loaders = createLoaders(parts.connection, hidden)
    const pricesOf = pricesOnce((cart) =>
      cart.completedAt === null
        ? priceCart(parts.pricing, cart, { at: parts.now(), deadlineAt })
        : priceCart(parts.pricing, asOfCompletion(cart), { at: cart.completedAt, deadlineAt }),
    )
    return { ...request, parts, tokens, changes, loaders, asCaller, pricesOf }
  }
}

function pricesOnce(price: Context['pricesOf']): Context['pricesOf'] {
  const known = new WeakMap<CartWithLines, Promise<CartPrices>>()
  return (cart) => {
    const prices = known.get(cart) ?? price(cart)
    known.set(cart, prices)
    return prices
  }
}
