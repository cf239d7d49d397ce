// Invariants between orders and products, which share no database: what is sold is paid, and what is paid is sold.
import type { Invariant, Violation } from './invariant.ts'

type OrderRow = {
  readonly id: string
  readonly status: string
  /** `var_…×2`, in order of the variants. */
  readonly lines: string
}

type ReservationRow = OrderRow

export const crossInvariants: readonly Invariant[] = [
  agreement(
    'each paid order has exactly one committed reservation, of its lines',
    ({ status }) => status === 'CONFIRMED' || status === 'FULFILLED' || status === 'COMPLETED',
    (order, reservation) => reservation?.status === 'COMMITTED' && reservation.lines === order.lines,
  ),
  agreement(
    'no canceled order holds or has sold stock',
    ({ status }) => status === 'CANCELED',
    (_order, reservation) => reservation === undefined || isFree(reservation),
  ),
  agreement(
    'each order that waits for its payment holds the stock of its lines',
    ({ status }) => status === 'PENDING_PAYMENT',
    (order, reservation) => reservation?.status === 'RESERVED' && reservation.lines === order.lines,
  ),
  {
    name: 'no stock is held or sold in the name of an order that is not there',
    async violations({ orders, products }) {
      const known = new Set((await orders<{ id: string }[]>`select id from orders`).map(({ id }) => id))
      const reservations = await listReservations(products)
      return reservations.filter((reservation) => !isFree(reservation) && !known.has(reservation.id))
    },
  },
]

function agreement(
  name: string,
  concerns: (order: OrderRow) => boolean,
  agrees: (order: OrderRow, reservation: ReservationRow | undefined) => boolean,
): Invariant {
  return {
    name,
    async violations({ orders, products }) {
      const reservations = new Map((await listReservations(products)).map((row) => [row.id, row]))
      return (await listOrders(orders))
        .filter((order) => concerns(order) && !agrees(order, reservations.get(order.id)))
        .map((order): Violation => ({ order, reservation: reservations.get(order.id) }))
    },
  }
}

function isFree({ status }: ReservationRow): boolean {
  return status === 'RELEASED' || status === 'EXPIRED'
}

type Books = Parameters<Invariant['violations']>[0]

function listOrders(sql: Books['orders']) {
  return sql<OrderRow[]>`
    select orders.id, status,
           string_agg(variant_id || '×' || quantity, ' ' order by variant_id collate "C") as lines
    from orders join order_lines on order_lines.order_id = orders.id
    group by orders.id`
}

function listReservations(sql: Books['products']) {
  return sql<ReservationRow[]>`
    select order_id as id, status,
           coalesce(string_agg(variant_id || '×' || quantity, ' ' order by variant_id collate "C"), '') as lines
    from stock_reservations left join stock_reservation_lines using (order_id)
    group by order_id`
}
