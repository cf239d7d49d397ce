// A guest's token, until it has expired, and how a guest gets another.
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { submit } from '../checkout/submit.fixture.ts'
import type { OrderLink } from '../mail/order-link-mailer.ts'
import { type OrdersFixture, openFixture } from '../orders-service.fixture.ts'
import { followOrderAt } from './follow.fixture.ts'

let shop: OrdersFixture
const sent: OrderLink[] = []
let failures = 0
beforeAll(async () => {
  shop = await openFixture({
    async sendOrderLink(link) {
      if (failures > 0) {
        failures -= 1
        throw new Error('the mail server is down')
      }
      sent.push(link)
    },
  })
})
beforeEach(() => {
  sent.length = 0
  shop.fate.aheadMs = 0
})
afterAll(() => shop[Symbol.asyncDispose]())

const dayMs = 24 * 60 * 60_000
const numberOf = async (id: string): Promise<string> =>
  (await shop.sql`select number from orders where id = ${id}`)[0]?.number
const readable = async (id: string, accessToken: string | null) => {
  const query = 'query ($id: ID!, $accessToken: String) { order(id: $id, accessToken: $accessToken) { id } }'
  return (await shop.ask(query, { variables: { id, accessToken } })).order !== null
}
const request = (number: string, email = 'ann@shop.test') =>
  shop.change(
    `mutation ($input: OrderAccessRequestInput!) { orderAccessRequest(input: $input) {
      number userErrors { code path } } }`,
    { number, email },
  )
/** Until every job that was asked for has run. */
const jobsDone = () =>
  vi.waitFor(
    async () => {
      const [row] = await shop.sql`
        select count(*)::integer as count from graphile_worker.jobs where task_identifier = 'send-order-access'`
      expect(row?.count).toBe(0)
    },
    { timeout: 20_000 },
  )

test('a token ends 90 days after its order was made, for the order, its checkout and who follows them', async () => {
  const key = 'the same'
  const cart = await shop.aCart([{ variantId: await shop.aVariant(), quantity: 1 }])
  const { order, orderAccessToken } = await shop.checkout({ cart, key })
  expect(await readable(order.id, orderAccessToken)).toBe(true)
  shop.fate.aheadMs = 89 * dayMs
  expect(await readable(order.id, orderAccessToken)).toBe(true)
  expect((await shop.checkout({ cart, key })).orderAccessToken).toBe(orderAccessToken)
  expect((await submit(shop, { cart, key })).checkout.orderAccessToken).toBe(orderAccessToken)
  shop.fate.aheadMs = 90 * dayMs
  expect(await readable(order.id, orderAccessToken)).toBe(false)
  const query = 'query ($id: ID!, $token: String) { checkout(id: $id, accessToken: $token) { id } }'
  const variables = { id: order.id.replace('ord_', 'chk_'), token: orderAccessToken }
  expect(await shop.ask(query, { variables })).toEqual({ checkout: null })
  const following = await followOrderAt(shop.service, { id: order.id, accessToken: orderAccessToken })
  expect(await following.next()).toBe(null)
  expect(await following.nextAnswer()).toBe(undefined)
})

test('the guest of an order is sent a fresh link, however the number and the address are written', async () => {
  const { id, accessToken } = await shop.anOrder()
  const number = await numberOf(id)
  shop.fate.aheadMs = 60 * dayMs
  expect(await request(` ${number.toLowerCase()} `, 'ANN@shop.test')).toEqual({ number, userErrors: [] })
  await vi.waitFor(() => expect(sent).toHaveLength(1), { timeout: 10_000 })
  expect(sent[0]?.order.id).toBe(id)
  const fresh = sent[0]?.accessToken ?? null
  shop.fate.aheadMs = 120 * dayMs
  expect([await readable(id, accessToken), await readable(id, fresh)]).toEqual([false, true])
  shop.fate.aheadMs = 150 * dayMs
  expect(await readable(id, fresh)).toBe(false)
})

test('nobody else is sent anything, and every answer is the same', async () => {
  const { id } = await shop.anOrder()
  const { id: owned } = await shop.anOrder({ as: await shop.someone() })
  const unseen = await shop.aCart([{ variantId: await shop.aVariant(), quantity: 1 }])
  await shop.checkout({ cart: unseen, token: 'tok_declined' })
  const [failed] = await shop.sql`select number from orders where cart_id = ${unseen.id}`
  const requests = [
    [await numberOf(id), 'bob@shop.test'],
    [await numberOf(owned), 'ann@shop.test'],
    [failed?.number, 'ann@shop.test'],
    ['S1', 'ann@shop.test'],
  ]
  for (const [number = '', email] of requests) {
    expect(await request(number, email)).toEqual({ number, userErrors: [] })
  }
  await jobsDone()
  expect(sent).toEqual([])
  expect(await request('1'.repeat(31))).toEqual({
    number: null,
    userErrors: [{ code: 'INVALID', path: ['input', 'number'] }],
  })
})

test('three links at once, then one more each twenty minutes, and no word of it', async () => {
  const { id } = await shop.anOrder()
  const number = await numberOf(id)
  const answers = await Promise.all(Array.from({ length: 10 }, () => request(number)))
  expect(answers).toEqual(Array.from({ length: 10 }, () => ({ number, userErrors: [] })))
  await jobsDone()
  expect(sent).toHaveLength(3)
  shop.fate.aheadMs = 21 * 60_000
  await request(number)
  await request(number)
  await jobsDone()
  expect(sent).toHaveLength(4)
})

test('what is not sent is tried again', async () => {
  const { id } = await shop.anOrder()
  failures = 1
  await request(await numberOf(id))
  await vi.waitFor(() => expect(sent).toHaveLength(1), { timeout: 20_000 })
  expect(sent[0]?.order.id).toBe(id)
})
