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
    name: 'products took back what was called off before it was sent, and what came back to be sold',
    async violations({ orders, products }) {
      const back = await orders<{ pair: string }[]>`
        select line.order_id || ' ' || line.variant_id || '×' || back.quantity as pair
        from order_lines as line
        cross join lateral (
          select line.quantity_canceled + coalesce(sum(quantity_sellable), 0) as quantity
          from return_lines where order_line_id = line.id) as back
        where back.quantity > 0`
      const taken = await products<{ pair: string }[]>`
        select order_id || ' ' || variant_id || '×' || taken_back as pair
        from stock_reservation_lines join stock_reservations using (order_id)
        where taken_back > 0 and status = 'COMMITTED'`
      return [...differences(back, taken, 'not taken back'), ...differences(taken, back, 'not given back')]
    },
  },
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

function differences(
  these: readonly { readonly pair: string }[],
  those: readonly { readonly pair: string }[],
  what: string,
): Violation[] {
  const known = new Set(those.map(({ pair }) => pair))
  return these.filter(({ pair }) => !known.has(pair)).map(({ pair }) => ({ [what]: pair }))
}
