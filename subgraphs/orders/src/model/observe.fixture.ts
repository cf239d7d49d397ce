// For the model test: what the shop looks like to its clients, and what it must look like by the model, in one shape.
import type { OrderEventType } from '../order/order.ts'
import { cartQuery, orderQuery } from './model-documents.fixture.ts'
import { type ModelCart, type ModelOrder, type ModelShop, totalOf } from './model-shop.fixture.ts'
import { placedOrders, type RealShop } from './real-shop.fixture.ts'

export type SeenOrder = {
  readonly cart: string
  readonly status: string
  readonly paymentStatus: string
  readonly fulfillmentStatus: string
  readonly totalMinor: number
  readonly capturedMinor: number
  readonly refundedMinor: number
  readonly lines: readonly string[]
  readonly refunds: readonly string[]
  readonly parcels: number
  readonly hasPage: boolean
  /** Without their order: what happens at once has none. */
  readonly timeline: readonly string[]
}

export type Seen = {
  readonly stock: readonly { readonly onHand: number; readonly reserved: number }[]
  readonly carts: readonly {
    readonly isOpen: boolean
    readonly totalMinor: number
    readonly lines: readonly string[]
  }[]
  readonly orders: readonly SeenOrder[]
}

export function foresee(shop: ModelShop): Seen {
  return {
    stock: shop.variants.map(({ onHand, reserved }) => ({ onHand, reserved })),
    carts: shop.carts.map((cart) => foreseeCart(shop, cart)),
    orders: shop.carts.flatMap(({ key }) =>
      shop.orders.filter(({ cartKey }) => cartKey === key).map((order) => foreseeOrder(shop, order)),
    ),
  }
}

/** A cart that was merged into another is gone. */
const gone: Seen['carts'][number] = { isOpen: false, totalMinor: 0, lines: [] }

function foreseeCart(shop: ModelShop, { isOpen, isMerged, lines }: ModelCart): Seen['carts'][number] {
  if (isMerged) return gone
  const texts = lines.map(({ variant, quantity }) => `${quantity} × ${variant}`)
  return { isOpen, totalMinor: totalOf(shop, lines), lines: texts.toSorted() }
}

function foreseeOrder(shop: ModelShop, order: ModelOrder): SeenOrder {
  const { cartKey, lines, refunds, refundDueMinor, timeline, ...rest } = order
  return {
    cart: cartKey,
    status: rest.status,
    paymentStatus: rest.paymentStatus,
    fulfillmentStatus: rest.fulfillmentStatus,
    totalMinor: rest.totalMinor,
    capturedMinor: rest.capturedMinor,
    refundedMinor: rest.refundedMinor,
    lines: lines
      .map(({ variant, quantity, fulfilled, refunded }) =>
        tellLine({
          variant,
          quantity,
          fulfilled,
          refunded,
          totalMinor: totalOf(shop, [{ variant, quantity }]),
        }),
      )
      .toSorted(),
    refunds: refunds
      .map((minor) => `${minor} ${minor === refundDueMinor ? 'PENDING' : 'SUCCEEDED'}`)
      .toSorted(),
    parcels: rest.parcels,
    hasPage: rest.paymentStatus === 'REQUIRES_ACTION',
    timeline: timeline.toSorted(),
  }
}

type ToldLine = { variant: number; quantity: number; fulfilled: number; refunded: number; totalMinor: number }

function tellLine({ variant, quantity, fulfilled, refunded, totalMinor }: ToldLine): string {
  return `${quantity} × ${variant} at ${totalMinor}, ${fulfilled} sent, ${refunded} paid back`
}

/** As staff, who may see everything. */
export async function observe(real: RealShop, model: ModelShop): Promise<Seen> {
  const keys = model.carts.map(({ key }) => key)
  const [stock, carts, orders] = await Promise.all([
    Promise.all(real.variantIds.map((id) => real.fixture.stockOf(id))),
    Promise.all(keys.map((key) => observeCart(real, key))),
    Promise.all(keys.map((key) => observeOrders(real, key))),
  ])
  return { stock, carts, orders: orders.flat() }
}

async function observeOrders(real: RealShop, cart: string): Promise<SeenOrder[]> {
  const ids = await placedOrders(real, cart)
  return Promise.all(ids.map((id) => observeOrder(real, cart, id)))
}

async function observeCart(real: RealShop, key: string): Promise<Seen['carts'][number]> {
  const { fixture, staff } = real
  const { cart } = await fixture.ask(cartQuery, { variables: { id: real.cartIds.get(key) }, as: staff })
  if (cart === null) return gone
  const lines: string[] = cart.lines.map(
    (line: { quantity: number; variant: { id: string } }) =>
      `${line.quantity} × ${real.variantIds.indexOf(line.variant.id)}`,
  )
  return { isOpen: cart.completedAt === null, totalMinor: cart.total.minor, lines: lines.toSorted() }
}

async function observeOrder(real: RealShop, cart: string, id: string): Promise<SeenOrder> {
  const { fixture, staff } = real
  const { order } = await fixture.ask(orderQuery, { variables: { id }, as: staff })
  const lines: string[] = order.lines.map(
    (line: {
      quantity: number
      quantityFulfilled: number
      quantityRefunded: number
      total: { minor: number }
      variant: { id: string }
    }) =>
      tellLine({
        variant: real.variantIds.indexOf(line.variant.id),
        quantity: line.quantity,
        fulfilled: line.quantityFulfilled,
        refunded: line.quantityRefunded,
        totalMinor: line.total.minor,
      }),
  )
  const refunds: string[] = order.refunds.map(
    (refund: { status: string; amount: { minor: number } }) => `${refund.amount.minor} ${refund.status}`,
  )
  const timeline: OrderEventType[] = order.events.nodes.map(({ type }: { type: OrderEventType }) => type)
  return {
    cart,
    status: order.status,
    paymentStatus: order.paymentStatus,
    fulfillmentStatus: order.fulfillmentStatus,
    totalMinor: order.total.minor,
    capturedMinor: order.totalCaptured.minor,
    refundedMinor: order.totalRefunded.minor,
    lines: lines.toSorted(),
    refunds: refunds.toSorted(),
    parcels: order.shipments.length,
    hasPage: order.nextAction !== null,
    timeline: timeline.toSorted(),
  }
}
