// Many at once, over both topologies: stock is sold once, a key has one order, a capture is refunded once, a refresh
// token has one successor. What is counted is counted in the databases too.
import { brokenInvariants, openWork } from '@supermarket/testkit/invariants.ts'
import { openStack, type Stack, topologies } from '@supermarket/testkit/stack.ts'
import { anAccount, aShop, makeProduct, type Shop, unique } from '@supermarket/testkit/story.ts'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCart, anOrder, checkOut, checkoutInput, sendCheckout, type UserError } from './buying.ts'
import { until } from './until.ts'

describe.each(topologies)('in %s', (topology) => {
  let stack: Stack
  let shop: Shop
  let orders: Sql
  beforeAll(async () => {
    stack = await openStack(topology)
    shop = await aShop(stack).open()
    orders = postgres(stack.databases.orders, { max: 1, onnotice: () => {} })
  }, 120_000)
  afterAll(async () => {
    await orders?.end()
    await stack?.[Symbol.asyncDispose]()
  })

  const stockOf = async (sku: string) => {
    const { variant } = await shop.staff.graph.get<{ variant: { stock: object } }>(
      'query Stock($sku: String!) { variant(sku: $sku) { stock { onHand reserved } } }',
      { sku },
    )
    return variant.stock
  }

  const settled = () =>
    until(
      () => openWork(stack.databases),
      ({ length }) => length === 0,
      { withinMs: 20_000 },
    )

  test.each([
    ['one variant', [1_000]],
    ['three variants in random order', [1_000, 2_000, 3_000]],
  ])('a hundred buyers of ten pieces of %s make ten orders', async (_, prices) => {
    const { variants } = await makeProduct(shop.staff.graph, { prices, stock: 10 })
    const carts = await inTurns(100, 10, () =>
      aCart(
        shop.anonymous,
        shuffled(variants).map(({ id }) => ({ variantId: id, quantity: 1 })),
      ),
    )
    const outcomes = await Promise.all(carts.map((cart) => checkOut(shop.anonymous, cart)))
    const sold = outcomes.filter(({ order }) => order !== null)
    const refused = outcomes.filter(({ order }) => order === null)
    expect(sold).toHaveLength(10)
    expect(new Set(sold.map(({ order }) => order?.id)).size).toBe(10)
    for (const { userErrors } of refused)
      expect(new Set(userErrors.map(({ code }) => code))).toEqual(only('INSUFFICIENT_STOCK'))
    await settled()
    for (const { sku } of variants) expect(await stockOf(sku)).toEqual({ onHand: 0, reserved: 0 })
  })

  test('fifty checkouts with the same key are one order, one charge and one answer', async () => {
    const { variants } = await makeProduct(shop.staff.graph, { stock: 60 })
    const cart = await aCart(shop.anonymous, [{ variantId: variants[0]?.id ?? '', quantity: 1 }])
    const input = checkoutInput(cart)
    const attempt = () => sendCheckout(shop.anonymous, input)
    const answers = await Promise.all(Array.from({ length: 50 }, attempt))
    const running = answers.filter(({ userErrors }) => userErrors[0]?.code === 'IDEMPOTENCY_IN_PROGRESS')
    const done = answers.filter((answer) => !running.includes(answer))
    const [first] = done
    expect(first).toMatchObject({ order: { status: 'CONFIRMED' }, userErrors: [] })
    for (const answer of done) expect(answer).toEqual(first)
    expect(await attempt()).toEqual(first)
    const made = await orders`
      select orders.id, (select count(*)::integer from sandbox_charges where key = payments.id) as charges
      from orders join payments on payments.order_id = orders.id where cart_id = ${cart.id}`
    expect([...made]).toEqual([{ id: first?.order?.id, charges: 1 }])
  })

  test('a key that comes again with another input is refused and changes nothing', async () => {
    const { variants } = await makeProduct(shop.staff.graph, { stock: 5 })
    const cart = await aCart(shop.anonymous, [{ variantId: variants[0]?.id ?? '', quantity: 1 }])
    const idempotencyKey = unique()
    const { order } = await checkOut(shop.anonymous, cart, { idempotencyKey })
    const again = await checkOut(shop.anonymous, cart, { idempotencyKey, token: 'tok_declined' })
    expect(again).toMatchObject({ order: null, userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED' }] })
    const made = await orders`select id, status from orders where cart_id = ${cart.id}`
    expect([...made]).toEqual([{ id: order?.id, status: 'CONFIRMED' }])
  })

  test('twenty keys for one cart make one order', async () => {
    const { variants } = await makeProduct(shop.staff.graph, { stock: 60 })
    const cart = await aCart(shop.anonymous, [{ variantId: variants[0]?.id ?? '', quantity: 1 }])
    const answers = await Promise.all(Array.from({ length: 20 }, () => checkOut(shop.anonymous, cart)))
    const placed = answers.filter(({ order }) => order !== null)
    expect(placed).toHaveLength(1)
    const refusals = answers
      .filter(({ order }) => order === null)
      .map(({ userErrors }) => userErrors[0]?.code)
    expect(new Set(refusals)).toEqual(only('ILLEGAL_STATE'))
    await settled()
    expect(await stockOf(variants[0]?.sku ?? '')).toEqual({ onHand: 59, reserved: 0 })
  })

  test('twenty refunds at once never pay back more than was captured', async () => {
    const { variants } = await makeProduct(shop.staff.graph, { prices: [1_000], stock: 1 })
    const order = await anOrder(shop.anonymous, [{ variantId: variants[0]?.id ?? '', quantity: 1 }])
    const refund = async (idempotencyKey: string) => {
      const { orderRefund } = await shop.staff.graph.get<{
        orderRefund: { refund: { id: string; status: string } | null; userErrors: UserError[] }
      }>(
        `mutation Refund($input: OrderRefundInput!) {
          orderRefund(input: $input) { refund { id status } userErrors { code } } }`,
        { input: { id: order.id, amount: { minor: 300, currency: 'EUR' }, idempotencyKey } },
      )
      return orderRefund
    }
    const twins = await Promise.all(Array.from({ length: 5 }, () => refund('twins')))
    const refunded = twins.flatMap((answer) => answer.refund?.id ?? [])
    expect(new Set(refunded).size).toBe(1)
    const answers = await Promise.all(Array.from({ length: 20 }, () => refund(unique())))
    expect(answers.filter(({ refund: made }) => made?.status === 'SUCCEEDED')).toHaveLength(2)
    const codes = answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))
    expect(codes).toHaveLength(18)
    const [sums] = await orders`
      select captured_minor::integer, refunded_minor::integer, payment_status,
             (select sum(amount_minor)::integer from sandbox_transactions
              where kind = 'REFUND' and charge_key = (select id from payments where order_id = orders.id)) as given_back
      from orders where id = ${order.id}`
    expect(sums).toEqual({
      captured_minor: 1_000,
      refunded_minor: 900,
      payment_status: 'PARTIALLY_REFUNDED',
      given_back: 900,
    })
  })

  test('ten tabs that refresh one session get one successor, and it works', async () => {
    const account = await anAccount(stack)
    const refresh = async (refreshToken: string) => {
      const { sessionRefresh } = await shop.anonymous.get<{
        sessionRefresh: {
          tokens: { accessToken: string; refreshToken: string } | null
          userErrors: UserError[]
        }
      }>(
        `mutation Refresh($input: SessionRefreshInput!) {
          sessionRefresh(input: $input) { tokens { accessToken refreshToken } userErrors { code } } }`,
        { input: { refreshToken } },
      )
      return sessionRefresh.tokens
    }
    const tabs = await Promise.all(Array.from({ length: 10 }, () => refresh(account.refreshToken)))
    const successors = new Set(tabs.map((tokens) => tokens?.refreshToken))
    expect(successors.size).toBe(1)
    expect(successors.has(undefined)).toBe(false)
    for (const tokens of tabs)
      expect(
        await shop.anonymous.as(tokens?.accessToken).get('{ me { id sessions { totalCount } } }'),
      ).toEqual({ me: { id: account.id, sessions: { totalCount: 1 } } })
    const next = await refresh(tabs[0]?.refreshToken ?? '')
    expect(next?.refreshToken).toEqual(expect.any(String))
    expect(successors.has(next?.refreshToken)).toBe(false)
  })

  test('after all of it every invariant holds', async () => {
    await settled()
    expect(await brokenInvariants(stack.databases)).toEqual([])
  })
})

function only(code: string): Set<string> {
  return new Set([code])
}

/** The results of `count` calls, of which `atOnce` run at once. */
async function inTurns<Result>(
  count: number,
  atOnce: number,
  call: () => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  let begun = 0
  const work = async () => {
    for (; begun < count; ) {
      begun += 1
      results.push(await call())
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return results
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((left, right) => left.at - right.at)
    .map(({ item }) => item)
}
