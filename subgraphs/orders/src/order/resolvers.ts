// Orders in the graph: what finders let through is shown, so that single fields need no rule of their own.
import { isId } from '@supermarket/service-kit/ids.ts'
import { payloadOf } from '@supermarket/service-kit/refusal.ts'
import { isStaff } from '@supermarket/service-kit/viewer.ts'
import type { Context } from '../context.ts'
import type { Resolvers, SubscriptionOrderUpdatedArgs } from '../generated/resolvers-types.ts'
import { returnableQuantity } from '../return/state.ts'
import { cancelOrder } from './cancel-order.ts'
import { captureOrder } from './capture-order.ts'
import { findReadableOrder, mayReadOrder } from './find-order.ts'
import { followOrder, type Look } from './follow-order.ts'
import { followPlacements, type PlacementLook } from './follow-placements.ts'
import { fulfillOrder } from './fulfill-order.ts'
import { parseEventPage, toEventList } from './list-events.ts'
import { listOrderPage, parseOrderPage, toOrderList } from './list-orders.ts'
import { listPlacedSince } from './list-store.ts'
import { nextActionsOf, type OrderAction } from './next-actions.ts'
import type { Order, OrderLine } from './order.ts'
import { refundOrder } from './refund-order.ts'
import { askForOrderAccess } from './request-order-access.ts'
import { findPlacedOrder } from './store.ts'

export const orderResolvers = {
  Query: {
    order: async (_parent, { id, accessToken }, { parts, tokens, viewer }) =>
      (await findReadableOrder(parts.connection, tokens, { id, viewer, accessToken })) ?? null,
    orders: (_parent, args, { parts }) => listOrderPage(parts.connection, args),
  },
  Mutation: {
    orderAccessRequest: (_parent, { input }, { parts }) =>
      payloadOf(async () => ({ number: await askForOrderAccess(parts, input) })),
    orderCancel: (_parent, { input }, { parts, tokens, asCaller, loaders }) =>
      payloadOf(async () => {
        const order = await cancelOrder({ ...parts, tokens }, asCaller, { ...input })
        loaders.clear()
        return { order }
      }),
    orderFulfill: (_parent, { input }, { parts, asCaller, loaders }) =>
      payloadOf(async () => {
        const { order, shipment } = await fulfillOrder(parts, asCaller, { ...input })
        loaders.clear()
        return { order, shipment: { shipment, currency: order.currency } }
      }),
    paymentCapture: (_parent, { input }, { parts, asCaller, loaders }) =>
      payloadOf(async () => {
        const order = await captureOrder(parts, asCaller, { ...input })
        loaders.clear()
        return { order }
      }),
    orderRefund: (_parent, { input }, { parts, asCaller, loaders }) =>
      payloadOf(async () => {
        const done = await refundOrder(parts, asCaller, { ...input })
        loaders.clear()
        return done
      }),
  },
  Subscription: {
    orderUpdated: {
      subscribe: (_parent: unknown, { id }: SubscriptionOrderUpdatedArgs, { changes }: Context) =>
        followOrder(changes.watch(id)),
      resolve: lookAtOrder,
    },
    orderPlaced: {
      subscribe: (_parent: unknown, _args: unknown, { changes, parts }: Context) =>
        followPlacements({
          watch: changes.watchPlaced(),
          listPlaced: (from, after, limit) => listPlacedSince(parts.connection, { from, after, limit }),
          now: parts.now,
        }),
      resolve: async (look: PlacementLook, _args: unknown, { parts }: Context) => {
        const order = await findPlacedOrder(parts.connection, look.id)
        look.outcome = order ? 'found' : 'missing'
        look.placedAt = order?.placedAt ?? null
        return order ?? null
      },
    },
  },
  User: {
    orders: async ({ id }, args, { loaders }) => {
      const { page, slice } = parseOrderPage(args)
      const rows = await loaders.ordersOf.load({ id, slice })
      return toOrderList(rows, page, () => loaders.orderCountOf.load(id))
    },
  },
  Order: {
    __resolveReference: async ({ id }, { loaders, viewer }) => {
      const order = isId('ord', id) ? await loaders.order.load(id) : null
      return order !== null && mayReadOrder(order, viewer) ? order : null
    },
    lines: async (order, _args, { loaders }) =>
      (await loaders.orderLines.load(order.id)).map((line) => ({ line, currency: order.currency })),
    subtotal: ({ subtotalMinor: minor, currency }) => ({ minor, currency }),
    discounts: ({ discounts, currency }) => discounts.map((discount) => ({ ...discount, currency })),
    discountTotal: ({ discountMinor: minor, currency }) => ({ minor, currency }),
    delivery: ({ delivery, currency }) => delivery && { ...delivery, currency },
    deliveryTotal: ({ deliveryMinor: minor, currency }) => ({ minor, currency }),
    taxes: ({ taxes, currency }) => taxes.map((tax) => ({ ...tax, currency })),
    taxTotal: ({ taxMinor: minor, currency }) => ({ minor, currency }),
    total: ({ totalMinor: minor, currency }) => ({ minor, currency }),
    totalCaptured: ({ capturedMinor: minor, currency }) => ({ minor, currency }),
    totalRefunded: ({ refundedMinor: minor, currency }) => ({ minor, currency }),
    customer: ({ customerId }) => (customerId === null ? null : { id: customerId }),
    placedAt: ({ placedAt, createdAt }) => placedAt ?? createdAt,
    payments: ({ id }, _args, { loaders }) => loaders.payments.load(id),
    refunds: ({ id }, _args, { loaders }) => loaders.refunds.load(id),
    nextActions: (order, _args, context) => actionsOf(order, context),
    shipments: async ({ id, currency }, _args, { loaders }) =>
      (await loaders.shipments.load(id)).map((shipment) => ({ shipment, currency })),
    events: async ({ id }, args, { loaders }) => {
      const { page, slice } = parseEventPage(args)
      const rows = await loaders.events.load({ id, slice })
      return toEventList(rows, page, () => loaders.eventCount.load(id))
    },
  },
  OrderLine: {
    id: ({ line }) => line.id,
    productName: ({ line }) => line.productName,
    variantName: ({ line }) => line.variantName,
    sku: ({ line }) => line.sku,
    quantity: ({ line }) => line.quantity,
    quantityFulfilled: ({ line }) => line.quantityFulfilled,
    quantityRefunded: ({ line }) => line.quantityRefunded,
    quantityCanceled: ({ line }) => line.quantityCanceled,
    quantityReturned: ({ line }) => line.quantityReturned,
    quantityReturnable: ({ line }) => returnableQuantity(line),
    unitPrice: ({ line, currency }) => ({ minor: line.unitMinor, currency }),
    total: ({ line, currency }) => ({ minor: line.totalMinor, currency }),
    discountTotal: ({ line, currency }) => ({ minor: line.discountMinor, currency }),
    taxTotal: ({ line, currency }) => ({ minor: line.taxMinor, currency }),
    variant: ({ line }) => ({ __typename: 'ProductVariant', id: line.variantId }),
  },
  OrderDelivery: {
    price: ({ priceMinor: minor, currency }) => ({ minor, currency }),
    discountTotal: ({ discountMinor: minor, currency }) => ({ minor, currency }),
    taxTotal: ({ taxMinor: minor, currency }) => ({ minor, currency }),
  },
  Payment: {
    amount: ({ amountMinor: minor, currency }) => ({ minor, currency }),
    authorized: ({ authorizedMinor, voidedMinor, currency }) => ({
      minor: authorizedMinor - voidedMinor,
      currency,
    }),
    captured: ({ capturedMinor: minor, currency }) => ({ minor, currency }),
    refunded: ({ refundedMinor: minor, currency }) => ({ minor, currency }),
  },
  Refund: {
    amount: ({ amountMinor: minor, currency }) => ({ minor, currency }),
    deliveryTotal: ({ deliveryMinor: minor, currency }) => ({ minor, currency }),
  },
  Shipment: {
    id: ({ shipment }) => shipment.id,
    createdAt: ({ shipment }) => shipment.createdAt,
    tracking: ({ shipment: { carrier, trackingNumber: number, trackingUrl: url } }) =>
      carrier === null || number === null ? null : { carrier, number, url },
    lines: async ({ shipment, currency }, _args, { loaders }) =>
      (await loaders.shipmentLines.load(shipment.id)).map((line) => ({ line, shipment, currency })),
  },
  ShipmentLine: {
    quantity: ({ line }) => line.quantity,
    orderLine: async ({ line, shipment, currency }, _args, context) => ({
      line: await lineOf(shipment.orderId, line.orderLineId, context),
      currency,
    }),
  },
} satisfies Resolvers

async function lookAtOrder(
  look: Look,
  { id, accessToken }: SubscriptionOrderUpdatedArgs,
  { parts, tokens, viewer }: Context,
): Promise<Order | null> {
  const order = await findReadableOrder(parts.connection, tokens, { id, viewer, accessToken })
  look.outcome = order ? 'found' : 'missing'
  return order ?? null
}

async function actionsOf(order: Order, { parts, loaders, viewer }: Context): Promise<OrderAction[]> {
  const [payments, lines, returns] = await Promise.all([
    loaders.payments.load(order.id),
    loaders.orderLines.load(order.id),
    loaders.returns.load(order.id),
  ])
  const payment = payments.at(-1)
  if (payment === undefined) throw new Error(`order ${order.id} has no payment`)
  return nextActionsOf({
    ...{ order, payment, lines, returns },
    by: isStaff(viewer) ? 'STAFF' : 'BUYER',
    at: parts.now(),
    returnWindowMs: parts.timings.returnWindowMs,
  })
}

export async function lineOf(orderId: Order['id'], id: string, { loaders }: Context): Promise<OrderLine> {
  const line = (await loaders.orderLines.load(orderId)).find((one) => one.id === id)
  if (line === undefined) throw new Error(`line ${id} of order ${orderId} is gone`)
  return line
}
