import { type TestDatabase, testDatabase } from '@supermarket/testkit/test-database.ts'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { carts, orderEvents, orders } from '../orders/tables.ts'
import { type Connection, connect } from './connect.ts'
import { wholeRows } from './whole-rows.ts'

let database: TestDatabase
let connection: Connection
beforeAll(async () => {
  database = await testDatabase('orders')
  connection = connect({ url: database.url, applicationName: 'whole rows test' })
})
afterAll(async () => {
  await connection[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

const at = new Date('2026-11-22T10:20:30.123Z')
const cart: typeof carts.$inferSelect = {
  id: 'crt_1',
  userId: null,
  currency: 'EUR',
  email: `quoted "'\\ ☃ 😀`,
  shippingAddress: {
    name: "O'Neil; drop table carts --",
    line1: '$1',
    line2: null,
    city: 'Köln',
    region: null,
    postalCode: null,
    country: 'DE',
    phone: null,
  },
  billingAddress: null,
  deliveryMethodId: null,
  discountCodes: ['SAVE-10', 'ÄPFEL'],
  version: 1,
  completedAt: null,
  mergedInto: null,
  createdAt: at,
  updatedAt: at,
}
const rows = wholeRows(carts)

async function readCart(id: string) {
  const [row] = await connection.db.execute(
    sql`select ${rows.columns('c', 'x.')} from carts as c where id = ${id}`,
  )
  return row && rows.read(row, 'x.')
}

test('a row is read as it was inserted, and as the builder reads it', async () => {
  await connection.db.execute(rows.insert([cart]))
  expect(await readCart(cart.id)).toEqual(cart)
  expect(await connection.db.select().from(carts).where(eq(carts.id, cart.id))).toEqual([cart])
})

test('an update assigns what is given, null included, and leaves the rest', async () => {
  const before = { ...cart, id: 'crt_2', billingAddress: cart.shippingAddress, completedAt: at }
  await connection.db.execute(rows.insert([before]))
  const change = {
    email: 'a@b.test',
    shippingAddress: null,
    completedAt: null,
    version: 2,
  }
  await connection.db.execute(sql`update carts set ${rows.assign(change)} where id = ${before.id}`)
  expect(await readCart(before.id)).toEqual({ ...before, ...change })
})

test('rows are inserted in their order, and what is generated is', async () => {
  const events = wholeRows(orderEvents, { generated: ['sequence'] })
  const { generated } = await givenOrder()
  expect(generated).toMatch(/^S\d{6}$/)
  const types = ['PLACED', 'PAYMENT_CAPTURED', 'CONFIRMED'] as const
  const inserted = types.map((type, position) => ({
    id: `oev_${9 - position}`,
    orderId: 'ord_1',
    type,
    actor: 'SYSTEM' as const,
    message: null,
    at,
  }))
  await connection.db.execute(events.insert(inserted))
  const read = await connection.db.select().from(orderEvents).orderBy(orderEvents.sequence)
  expect(read.map(({ type }) => type)).toEqual(types)
})

test('nothing is inserted for a source without rows', async () => {
  await connection.db.execute(
    sql`with none as (select 1 as id where false) ${rows.insert([{ ...cart, id: 'crt_3' }], 'none')}`,
  )
  expect(await readCart('crt_3')).toBe(undefined)
})

async function givenOrder() {
  const order: Omit<typeof orders.$inferSelect, 'number'> = {
    id: 'ord_1',
    cartId: cart.id,
    customerId: null,
    currency: 'EUR',
    status: 'PENDING_PAYMENT',
    paymentStatus: 'PENDING',
    fulfillmentStatus: 'UNFULFILLED',
    ...{ discountMinor: 0, deliveryMinor: 0, taxMinor: 0, pricesIncludeTax: true },
    ...{ delivery: null, discounts: [], taxes: [] },
    subtotalMinor: Number.MAX_SAFE_INTEGER,
    totalMinor: Number.MAX_SAFE_INTEGER,
    authorizedMinor: 0,
    capturedMinor: 0,
    refundedMinor: 0,
    email: null,
    shippingAddress: null,
    billingAddress: null,
    cancelReason: null,
    createdAt: at,
    placedAt: null,
    fulfilledAt: null,
    canceledAt: null,
    anonymizedAt: null,
    payableUntil: at,
    settleAfter: at,
  }
  await connection.db.execute(wholeRows(orders, { generated: ['number'] }).insert([order]))
  const [read] = await connection.db.select().from(orders)
  expect(read).toEqual({ ...order, number: read?.number })
  return { generated: read?.number }
}
