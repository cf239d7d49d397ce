// For the model test: what a shop is to its model, a few plain values. Pure.
import type { FulfillmentStatus, OrderEventType, OrderStatus, PaymentStatus } from '../order/order.ts'

export type BuyerName = 'guest' | 'owner'

export type ModelVariant = { readonly priceMinor: number; onHand: number; reserved: number }

export type ModelCart = {
  readonly key: string
  buyer: BuyerName
  /** A guest's that became the owner's: under its old keys nobody knows it any more. */
  isAdopted: boolean
  isMerged: boolean
  hasAddress: boolean
  isOpen: boolean
  lines: { variant: number; quantity: number }[]
}

/** The provider's side of it. */
export type ChargeState = 'requires_action' | 'captured' | 'declined' | 'voided'

export type ModelOrder = {
  /** Of the checkout that placed it. */
  readonly key: string
  readonly cartKey: string
  readonly buyer: BuyerName
  readonly lines: {
    readonly variant: number
    readonly quantity: number
    fulfilled: number
    refunded: number
  }[]
  readonly totalMinor: number
  readonly placedAtMs: number
  readonly hasPage: boolean
  status: OrderStatus
  paymentStatus: PaymentStatus
  fulfillmentStatus: FulfillmentStatus
  charge: ChargeState
  capturedMinor: number
  refundedMinor: number
  refunds: number[]
  /** Money that goes back with the next sweep. */
  refundDueMinor: number
  parcels: number
  timeline: OrderEventType[]
  /** The last time that somebody found out where the payment stands. */
  lookedAtMs: number
  /** Its stock is not set aside any more. */
  isLapsed: boolean
  /** The reconciler is to look at once, unless somebody else does before. */
  isDue: boolean
  /** It is paid, and products is to find its goods anew. */
  isUnsold: boolean
  fulfilledAtMs: number | undefined
}

export type ModelShop = {
  nowMs: number
  variants: ModelVariant[]
  carts: ModelCart[]
  orders: ModelOrder[]
  /** Requests whose answer is kept, by their key. */
  answers: Record<string, Answer>
}

/** The code of the first user error; null when it was done. */
export type Answer = string | null

export function emptyShop(variants: readonly ModelVariant[], nowMs: number): ModelShop {
  return { nowMs, variants: variants.map((variant) => ({ ...variant })), carts: [], orders: [], answers: {} }
}

export function totalOf(shop: ModelShop, lines: readonly { variant: number; quantity: number }[]): number {
  return lines.reduce(
    (sum, { variant, quantity }) => sum + quantity * (shop.variants[variant]?.priceMinor ?? Number.NaN),
    0,
  )
}

/** Where an order's goods are in the end: sold, held or free. */
export function moveStock(shop: ModelShop, order: ModelOrder, change: 'sell' | 'release'): void {
  if (order.isLapsed) {
    order.isUnsold = change === 'sell'
    return
  }
  for (const { variant, quantity } of order.lines) {
    const level = levelOf(shop, variant)
    level.reserved -= quantity
    if (change === 'sell') level.onHand -= quantity
  }
}

export function cartOf(shop: ModelShop, key: string): ModelCart {
  const cart = shop.carts.find((other) => other.key === key)
  if (cart === undefined) throw new Error(`no cart ${key}`)
  return cart
}

export function orderOf({ orders }: ModelShop, key: string): ModelOrder {
  const order = orders.find((other) => other.key === key)
  if (order === undefined) throw new Error(`no order ${key}`)
  return order
}

export function levelOf({ variants }: ModelShop, variant: number): ModelVariant {
  const level = variants[variant]
  if (level === undefined) throw new Error(`no variant ${variant}`)
  return level
}
