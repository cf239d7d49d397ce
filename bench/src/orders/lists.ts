// The lists of orders that shall not slow down while the table grows: a customer's own, and the staff's under every
// kind of filter.
import { encodeCursor } from '@supermarket/service-kit/connection.ts'
import type postgres from 'postgres'
import { loadOperation } from '../documents.ts'
import { draw, type Random } from '../random.ts'
import { expectThat, type Work } from '../scenarios/scenario.ts'
import { ordersOfReader } from './accounts.ts'

export type Reader = {
  readonly token: string
  readonly orderIds: readonly string[]
  /** Each has a whole page behind it. */
  readonly cursors: readonly string[]
}

export type Lists = {
  readonly readers: readonly Reader[]
  readonly clerk: string
  /** Drawn over the whole table. */
  readonly cursors: readonly string[]
  readonly random: Random
}

export type List = { readonly name: string; readonly about: string; prepare(lists: Lists): Work }

const size = 20

export const lists: readonly List[] = [
  {
    name: 'history',
    about: `a customer's newest ${size} of ${ordersOfReader} orders, 3 lines each with live product names`,
    prepare: ({ readers, random }) => historyPage(() => ({ ...draw(random, readers), after: undefined })),
  },
  {
    name: 'history, deep',
    about: 'the same behind a cursor drawn over the history',
    prepare: ({ readers, random }) =>
      historyPage(() => {
        const reader = draw(random, readers)
        return { ...reader, after: draw(random, reader.cursors) }
      }),
  },
  {
    name: 'order',
    about: 'one of these orders with lines, payments, refunds, parcels and timeline',
    prepare: ({ readers, random }) => orderDetails(() => draw(random, readers), random),
  },
  staffList('staff', `staff: the newest ${size} of all orders, with the bounded count`, () => ({})),
  staffList('staff, deep', 'staff: the same behind a cursor drawn over the table', ({ cursors, random }) => ({
    after: draw(random, cursors),
  })),
  staffList('staff, to be sent', 'staff: CONFIRMED (a quarter of all)', () => ({
    where: { status: ['CONFIRMED'] },
  })),
  staffList('staff, unusual', 'staff: PENDING_PAYMENT or CANCELED (one in twenty)', () => ({
    where: { status: ['PENDING_PAYMENT', 'CANCELED'] },
  })),
  staffList('staff, refunded', 'staff: by payment status, REFUNDED', () => ({
    where: { paymentStatus: ['REFUNDED'] },
  })),
  staffList('staff, span', 'staff: CONFIRMED and PAID in 300 days drawn over two years', ({ random }) => {
    const from = Date.now() - (300 + 430 * random()) * dayMs
    const placedAt = { from: new Date(from).toISOString(), to: new Date(from + 300 * dayMs).toISOString() }
    return { where: { status: ['CONFIRMED'], paymentStatus: ['PAID'], placedAt } }
  }),
]

const dayMs = 24 * 60 * 60_000

type History = {
  me: {
    orders: { nodes: { lines: { productName: string; variant: { product: { name: string } } | null }[] }[] }
  } | null
}

function historyPage(drawPage: () => { token: string; after: string | undefined }): Work {
  const query = loadOperation('OrderHistory')
  return async (ask) => {
    const { token, after } = drawPage()
    const answer = await ask<History>(query, { first: size, after }, token)
    const nodes = answer.me?.orders.nodes ?? []
    expectThat(nodes.length === size, `there are ${size} orders`, answer)
    const isLive = nodes.every(
      ({ lines }) =>
        lines.length === 3 &&
        lines.every(({ variant, productName }) => variant?.product.name === productName),
    )
    expectThat(isLive, 'each order has 3 lines with the live name of their product', answer)
  }
}

type Details = {
  order: { id: string; lines: unknown[]; payments: unknown[]; events: { nodes: unknown[] } } | null
}

function orderDetails(drawReader: () => Reader, random: Random): Work {
  const query = loadOperation('OrderDetails')
  return async (ask) => {
    const { token, orderIds } = drawReader()
    const id = draw(random, orderIds)
    const answer = await ask<Details>(query, { id }, token)
    const { order } = answer
    const isWhole = order?.id === id && order.lines.length === 3 && order.payments.length === 1
    expectThat(isWhole && order.events.nodes.length === 3, 'the order is whole', answer)
  }
}

type Page = { orders: { nodes: { id: string; status: string }[]; totalCount: number | null } }

/** Fewer than a page are told only by a table that has no more. */
function staffList(
  name: string,
  about: string,
  drawArguments: (lists: Lists) => Record<string, unknown>,
): List {
  const query = loadOperation('StaffOrders')
  return {
    name,
    about,
    prepare: (all) => async (ask) => {
      const answer = await ask<Page>(query, { first: size, ...drawArguments(all) }, all.clerk)
      const { nodes, totalCount } = answer.orders
      const isWhole = nodes.length === size || nodes.length === totalCount
      expectThat(isWhole && nodes.length > 0, 'the page is full, or has all there is', answer)
    },
  }
}

/** What to draw from. */
export async function sampleOrders(
  orders: postgres.Sql,
  userIds: readonly string[],
): Promise<{ readers: Omit<Reader, 'token'>[]; cursors: string[] }> {
  const own = await orders<{ id: string; at: Date; customer: string }[]>`
    select id, placed_at as at, customer_id as customer from orders where customer_id = any(${[...userIds]})
    order by placed_at desc, id desc`
  const some = await orders<{ id: string; at: Date }[]>`
    select id, placed_at as at from orders where placed_at > (select min(placed_at) + interval '60 days' from orders)
    order by hashtextextended(id, 3) limit 2000`
  return {
    readers: userIds.map((userId) => {
      const history = own.filter(({ customer }) => customer === userId)
      const behind = history.slice(size, history.length - size)
      return { orderIds: history.map(({ id }) => id), cursors: behind.map(cursorOf) }
    }),
    cursors: some.map(cursorOf),
  }
}

function cursorOf({ id, at }: { id: string; at: Date }): string {
  return encodeCursor([at.toISOString(), id])
}
