// What one request has read: each kind of object for all who ask at once in one statement, and never twice.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import DataLoader from 'dataloader'
import type { CartWithLines } from './cart/cart.ts'
import { listCarts, listOpenCarts } from './cart/store.ts'
import { type DeliverySlice, listDeliveriesOf } from './merchant-webhook/delivery-store.ts'
import { listSecrets } from './merchant-webhook/endpoint-store.ts'
import type { WebhookDelivery, WebhookSecret } from './merchant-webhook/webhook.ts'
import type { OrderNote } from './note/note.ts'
import { listNotes } from './note/store.ts'
import {
  countEventsOf,
  countOrdersOf,
  listEventsOf,
  listOrdersOf,
  type OrderPosition,
  type Slice,
} from './order/list-store.ts'
import type {
  Order,
  OrderEvent,
  OrderEventType,
  OrderLine,
  Payment,
  Refund,
  Shipment,
  ShipmentLine,
} from './order/order.ts'
import { listShipmentLines, listShipments } from './order/shipment-store.ts'
import { listOrderLines, listPlacedOrders } from './order/store.ts'
import { listRefunds } from './payment/refund-store.ts'
import { listPayments } from './payment/store.ts'
import type { Return, ReturnLine } from './return/return.ts'
import { listReturnLines, listReturns } from './return/store.ts'

type One<Row> = DataLoader<string, Row | null>
type Many<Row> = DataLoader<string, readonly Row[]>
/** Asked for by owner and page; those of one page share a statement. */
type Paged<Position, Row, Part = Slice<Position>> = DataLoader<Wanted<Part>, readonly Row[], string>
type Wanted<Part> = { readonly id: string; readonly slice: Part }

export type Loaders = {
  readonly cart: One<CartWithLines>
  readonly openCart: One<CartWithLines>
  readonly order: One<Order>
  readonly orderLines: Many<OrderLine>
  readonly payments: Many<Payment>
  readonly refunds: Many<Refund>
  readonly shipments: Many<Shipment>
  readonly shipmentLines: Many<ShipmentLine>
  readonly returns: Many<Return>
  readonly returnLines: Many<ReturnLine>
  readonly notes: Many<OrderNote>
  readonly ordersOf: Paged<OrderPosition, Order>
  readonly orderCountOf: DataLoader<string, number | null>
  readonly events: Paged<number, OrderEvent>
  readonly eventCount: DataLoader<string, number>
  readonly webhookSecrets: Many<WebhookSecret>
  readonly webhookDeliveries: Paged<string, WebhookDelivery, DeliverySlice>
  /** After a mutation, what was read before it may be wrong. */
  clear(): void
}

/** Events of the `hidden` types are neither listed nor counted. */
export function createLoaders(connection: Connection, hidden: readonly OrderEventType[]): Loaders {
  const loaders = {
    cart: one(
      (ids) => listCarts(connection, ids),
      ({ id }) => id,
    ),
    openCart: one(
      (userIds) => listOpenCarts(connection, userIds),
      ({ userId }) => userId ?? '',
    ),
    order: one(
      (ids) => listPlacedOrders(connection, ids),
      ({ id }) => id,
    ),
    orderLines: many(
      (ids) => listOrderLines(connection, ids),
      ({ orderId }) => orderId,
    ),
    payments: many(
      (ids) => listPayments(connection, ids),
      ({ orderId }) => orderId,
    ),
    refunds: many(
      (ids) => listRefunds(connection, ids),
      ({ orderId }) => orderId,
    ),
    shipments: many(
      (ids) => listShipments(connection, ids),
      ({ orderId }) => orderId,
    ),
    shipmentLines: many(
      (ids) => listShipmentLines(connection, ids),
      ({ shipmentId }) => shipmentId,
    ),
    returns: many(
      (ids) => listReturns(connection, ids),
      ({ orderId }) => orderId,
    ),
    returnLines: many(
      (ids) => listReturnLines(connection, ids),
      ({ returnId }) => returnId,
    ),
    notes: many(
      (ids) => listNotes(connection, ids),
      ({ orderId }) => orderId,
    ),
    ordersOf: paged<OrderPosition, Order>(
      (ids, slice) => listOrdersOf(connection, ids, slice),
      ({ customerId }) => customerId ?? '',
    ),
    orderCountOf: counted((ids) => countOrdersOf(connection, ids)),
    events: paged<number, OrderEvent>(
      (ids, slice) => listEventsOf(connection, ids, { ...slice, hidden }),
      ({ orderId }) => orderId,
    ),
    eventCount: counted((ids) => countEventsOf(connection, ids, hidden)),
    webhookSecrets: many(
      (ids) => listSecrets(connection, ids),
      ({ endpointId }) => endpointId,
    ),
    webhookDeliveries: paged<string, WebhookDelivery, DeliverySlice>(
      (ids, slice) => listDeliveriesOf(connection, ids, slice),
      ({ endpointId }) => endpointId,
    ),
  }
  return {
    ...loaders,
    clear: () => {
      for (const loader of Object.values(loaders)) loader.clearAll()
    },
  }
}

function one<Row>(
  find: (ids: readonly string[]) => Promise<readonly Row[]>,
  idOf: (row: Row) => string,
): One<Row> {
  return new DataLoader(async (ids) => {
    const rows = new Map((await find(ids)).map((row) => [idOf(row), row]))
    return ids.map((id) => rows.get(id) ?? null)
  })
}

function many<Row>(
  list: (ids: readonly string[]) => Promise<readonly Row[]>,
  ownerOf: (row: Row) => string,
): Many<Row> {
  return new DataLoader(async (ids) => {
    const rows = Map.groupBy(await list(ids), ownerOf)
    return ids.map((id) => rows.get(id) ?? [])
  })
}

function counted<Count>(count: (ids: readonly string[]) => Promise<Map<string, Count>>) {
  return new DataLoader<string, Count | 0>(async (ids) => {
    const counts = await count(ids)
    return ids.map((id) => counts.get(id) ?? 0)
  })
}

function paged<Position, Row, Part = Slice<Position>>(
  list: (ids: readonly string[], slice: Part) => Promise<readonly Row[]>,
  ownerOf: (row: Row) => string,
): Paged<Position, Row, Part> {
  const pageOf = ({ slice }: Wanted<Part>) => JSON.stringify(slice)
  return new DataLoader(
    async (wanted) => {
      const pages = Map.groupBy(wanted, pageOf)
      const found = new Map<string, Map<string, Row[]>>()
      await Promise.all(
        [...pages].map(async ([page, [first, ...others]]) => {
          if (first === undefined) return
          const rows = await list(
            [first, ...others].map(({ id }) => id),
            first.slice,
          )
          found.set(page, Map.groupBy(rows, ownerOf))
        }),
      )
      return wanted.map((one) => found.get(pageOf(one))?.get(one.id) ?? [])
    },
    { cacheKeyFn: (one) => `${one.id} ${pageOf(one)}` },
  )
}
