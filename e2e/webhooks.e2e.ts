// The sandbox tells the shop over HTTP, in both topologies: at the shop's one port, or at the orders service's.
import { openStack, type Stack, topologies } from '@supermarket/testkit/stack.ts'
import { type Account, anAccount, aShop } from '@supermarket/testkit/story.ts'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOrder } from './buying.ts'
import { until } from './until.ts'

describe.each(topologies)('in %s', (topology) => {
  let stack: Stack
  let sql: postgres.Sql
  let buyer: Account
  let lines: { variantId: string; quantity: number }[]
  beforeAll(async () => {
    stack = await openStack(topology)
    sql = postgres(stack.databases.orders, { max: 1, onnotice: () => {} })
    const shop = await aShop(stack).withProduct({ stock: 100 }).open()
    lines = [{ variantId: shop.products[0]?.variants[0]?.id ?? '', quantity: 1 }]
    buyer = await anAccount(stack)
  }, 120_000)
  afterAll(async () => {
    await sql?.end()
    await stack?.[Symbol.asyncDispose]()
  })

  const stateOf = async (id: string) => {
    const { order } = await buyer.graph.get<{ order: { status: string; paymentStatus: string } }>(
      `{ order(id: "${id}") { status paymentStatus } }`,
    )
    return order
  }
  const paid = { status: 'CONFIRMED', paymentStatus: 'PAID' }

  test('an approved payment is told of, and the order paid before the reconciler would have asked', async () => {
    const { id } = await anOrder(buyer.graph, lines, { token: 'tok_requires_action' })
    const [payment] = await sql<
      { url: string }[]
    >`select action_url as url from payments where order_id = ${id}`
    const { status } = await fetch(`${payment?.url}/approve`, { method: 'POST', redirect: 'manual' })
    expect(status).toBe(303)
    expect(
      await until(
        () => stateOf(id),
        ({ status }) => status === 'CONFIRMED',
        { withinMs: 5_000 },
      ),
    ).toEqual(paid)
    const told = await sql`select attempts, delivered_at is not null as delivered from sandbox_webhooks`
    expect([...told]).toEqual([{ attempts: 1, delivered: true }])
  })

  test('what nobody at the provider has signed is refused there', async () => {
    const { id } = await anOrder(buyer.graph, lines, { token: 'tok_requires_action' })
    const [waiting] = await sql<{ key: string; url: string }[]>`
      select id as key, action_url as url from payments where order_id = ${id}`
    const { origin } = new URL(waiting?.url ?? '')
    const answer = await fetch(`${origin}/webhooks/sandbox`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sandbox-signature': `t=1,v1=${'0'.repeat(64)}` },
      body: JSON.stringify({ id: 'evt_1', type: 'payment.captured', paymentKey: waiting?.key }),
    })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('The signature does not prove who sent this.')
    expect(await stateOf(id)).toEqual({ status: 'PENDING_PAYMENT', paymentStatus: 'REQUIRES_ACTION' })
  })
})
