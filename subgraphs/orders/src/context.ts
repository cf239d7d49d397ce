// What resolvers of orders see of a request, and the parents that they hand to one another.

import type { Money } from '@supermarket/service-kit/money.ts'
import type { RequestContext } from '@supermarket/service-kit/request-context.ts'
import type { Cart, CartLine, CartProblem } from './cart/cart.ts'
import type { Checkout } from './checkout/checkout.ts'
import { createLoaders, type Loaders } from './loaders.ts'
import type { OrderTokens } from './order/access-token.ts'
import type { Order, OrderEvent, OrderLine, Payment, Refund, Shipment, ShipmentLine } from './order/order.ts'
import type { OrderChanges } from './order/order-changes.ts'
import type { Caller, Parts } from './parts.ts'

export type Context = RequestContext & {
  readonly parts: Parts
  readonly tokens: OrderTokens
  readonly changes: Pick<OrderChanges, 'watch'>
  readonly loaders: Loaders
  readonly asCaller: Caller
}

// Under names of their own, because the generated types have the graph's.
export type CartParent = Cart
export type CartProblemParent = CartProblem
export type CheckoutParent = Checkout
export type OrderParent = Order
export type OrderEventParent = OrderEvent
export type PaymentParent = Payment
export type RefundParent = Refund
export type MoneyParent = Money

export type UserReference = { readonly id: string }
export type VariantReference = { readonly __typename: 'ProductVariant'; readonly id: string }
export type CartLineParent = { readonly line: CartLine; readonly currency: string }
export type OrderLineParent = { readonly line: OrderLine; readonly currency: string }
export type ShipmentParent = { readonly shipment: Shipment; readonly currency: string }
export type ShipmentLineParent = {
  readonly line: ShipmentLine
  readonly shipment: Shipment
  readonly currency: string
}

export function contextFactory({ parts, tokens, changes }: Pick<Context, 'parts' | 'tokens' | 'changes'>) {
  return (request: RequestContext): Context => {
    const { viewer, requestId, deadlineAt } = request
    const asCaller = { viewer, scope: { requestId, deadlineAt } }
    return { ...request, parts, tokens, changes, loaders: createLoaders(parts.connection), asCaller }
  }
}
