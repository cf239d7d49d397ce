// Answers in parts through the gateway, with the clients that applications use: an order that is followed over each
// protocol, what ends that and what does not, and a page whose slow part comes later.
import { waitUntilReady } from '@supermarket/market/service-process.ts'
import { openStack, type Stack, topologies } from '@supermarket/testkit/stack.ts'
import { type Account, anAccount, aShop, type Shop, unique } from '@supermarket/testkit/story.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anOrder } from './buying.ts'
import { type Follower, type Following, follow, placedDocument, protocols } from './followers.ts'
import { until } from './until.ts'

describe.each(topologies)('in %s', (topology) => {
  let stack: Stack
  let shop: Shop
  beforeAll(async () => {
    stack = await openStack(topology)
    shop = await aShop(stack)
      .withProduct({ name: 'Apple juice', prices: [250], stock: 500 })
      .open()
  }, 120_000)
  afterAll(() => stack?.[Symbol.asyncDispose]())

  const variantId = () => shop.products[0]?.variants[0]?.id ?? ''
  const buy = (buyer: Pick<Account, 'graph'>) =>
    anOrder(buyer.graph, [{ variantId: variantId(), quantity: 1 }])
  const following = ({ graph }: Account, id: string): Following => ({
    url: stack.url,
    accessToken: graph.accessToken,
    variables: { id },
  })
  const seen = (id: string, status: string) => ({
    id,
    status,
    customer: { name: 'Some customer' },
    lines: [{ variant: { product: { name: 'Apple juice' } } }],
  })

  test.each(protocols)(
    'over %s its owner follows an order, joined with products and users, from its state of now on',
    async (protocol) => {
      const owner = await anAccount(stack)
      const order = await buy(owner)
      const follower = follow(protocol, following(owner, order.id))
      expect(await follower.sees('CONFIRMED')).toMatchObject(seen(order.id, 'CONFIRMED'))
      await fulfill(shop, order.id)
      expect(await follower.sees('FULFILLED')).toMatchObject(seen(order.id, 'FULFILLED'))
      follower.leave()
    },
  )

  test.each(protocols)(
    'over %s a guest follows an order by its token, and nobody without it',
    async (protocol) => {
      const order = await anOrder(shop.anonymous, [{ variantId: variantId(), quantity: 1 }])
      const guest = follow(protocol, {
        url: stack.url,
        variables: { id: order.id, accessToken: order.accessToken },
      })
      const stranger = follow(protocol, { url: stack.url, variables: { id: order.id } })
      expect(await guest.sees('CONFIRMED')).toMatchObject({ ...seen(order.id, 'CONFIRMED'), customer: null })
      expect(await stranger.ended).toBe('complete')
      expect(stranger.heard).toEqual([null])
      guest.leave()
    },
  )

  test('staff hears of each order that is placed, over every protocol, and nobody else does', async () => {
    const all = (graph: { accessToken?: string | undefined }, protocol: (typeof protocols)[number]) =>
      follow(protocol, {
        ...{ url: stack.url, accessToken: graph.accessToken, variables: {} },
        document: placedDocument,
      })
    const followers = protocols.map((protocol) => all(shop.staff.graph, protocol))
    const owner = await anAccount(stack)
    const strangers = protocols.map((protocol) => all(owner.graph, protocol))
    const ends = await Promise.all(strangers.map(({ ended }) => ended))
    expect(ends.map((end) => /FORBIDDEN|403/.exec(end)?.[0] ?? end)).toEqual([
      'FORBIDDEN',
      'FORBIDDEN',
      'FORBIDDEN',
    ])
    expect(strangers.map(({ heard }) => heard.filter((order) => order !== null))).toEqual([[], [], []])
    // Begun for certain when it hears of one.
    const [first, second] = [await buy(owner), await buy({ graph: shop.anonymous })]
    for (const follower of followers) {
      await until(
        async () => follower.heard.map((order) => order?.id),
        (ids) => ids.includes(second.id),
      )
      const ids = follower.heard.map((order) => order?.id)
      expect(ids.filter((id) => id === second.id)).toEqual([second.id])
      expect(ids.indexOf(first.id)).toBeLessThan(ids.indexOf(second.id))
      expect(follower.heard.at(-1)).toMatchObject({ ...seen(second.id, 'CONFIRMED'), customer: null })
      follower.leave()
    }
  })

  test('a session that is revoked ends what it follows: 4401 on a socket, an error elsewhere', async () => {
    const owner = await anAccount(stack)
    const order = await buy(owner)
    const followers = protocols.map((protocol) => follow(protocol, following(owner, order.id)))
    await Promise.all(followers.map((follower) => follower.sees('CONFIRMED')))
    await owner.graph.get('mutation { userLogoutEverywhere { userErrors { code } } }')
    expect(await Promise.all(followers.map(({ ended }) => ended))).toEqual([
      '4401',
      'UNAUTHENTICATED',
      'UNAUTHENTICATED',
    ])
    await fulfill(shop, order.id)
    expect(followers.map(({ heard }) => heard.at(-1)?.status)).toEqual([
      'CONFIRMED',
      'CONFIRMED',
      'CONFIRMED',
    ])
  })

  test('a token that is not valid is told so at once', async () => {
    const bad = (protocol: (typeof protocols)[number]) =>
      follow(protocol, { url: stack.url, accessToken: 'not.a.token', variables: { id: 'ord_1' } })
    const ends = await Promise.all(protocols.map((protocol) => bad(protocol).ended))
    expect(ends[0]).toBe('4401')
    expect(ends.slice(1).every((end) => /UNAUTHENTICATED|401/.test(end))).toBe(true)
  })

  test('a subscription in one part, and one by an empty document, are refused with what to do', async () => {
    const { status, errors } = await shop.anonymous.ask('subscription { orderUpdated(id: "ord_1") { id } }')
    expect([status, errors[0]?.extensions?.code]).toEqual([406, 'BAD_REQUEST'])
    expect(errors[0]?.message).toContain('text/event-stream')
  })

  test('what is deferred comes after the rest, in both formats', async () => {
    const owner = await anAccount(stack)
    const order = await buy(owner)
    const document = `query Page($id: ID!) {
      order(id: $id) { id ... @defer(label: "live") { lines { variant { product { name } } } } } }`
    for (const spec of ['deferSpec=20220824', 'incrementalSpec=v0.2']) {
      const response = await fetch(`${stack.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: `multipart/mixed;${spec}, application/json`,
          authorization: `Bearer ${owner.graph.accessToken}`,
        },
        body: JSON.stringify({ query: document, variables: { id: order.id } }),
      })
      expect(response.headers.get('content-type')).toContain('multipart/mixed')
      const parts = partsOf(await response.text())
      expect(parts[0]).toMatchObject({ data: { order: { id: order.id } }, hasNext: true })
      expect(JSON.stringify(parts[0])).not.toContain('Apple juice')
      expect(JSON.stringify(parts.slice(1))).toContain('Apple juice')
      expect(parts.at(-1)).toMatchObject({ hasNext: false })
    }
  })
})

describe('in services, while one of them', () => {
  let stack: Stack
  let shop: Shop
  beforeAll(async () => {
    stack = await openStack('services')
    shop = await aShop(stack)
      .withProduct({ name: 'Apple juice', prices: [250], stock: 500 })
      .open()
  }, 120_000)
  afterAll(() => stack?.[Symbol.asyncDispose]())

  test('is killed and starts again, the streams go on with the state of then', async () => {
    const owner = await anAccount(stack)
    const order = await anOrder(owner.graph, [
      { variantId: shop.products[0]?.variants[0]?.id ?? '', quantity: 1 },
    ])
    const at: Following = {
      url: stack.url,
      accessToken: owner.graph.accessToken,
      variables: { id: order.id },
    }
    const followers: readonly Follower[] = protocols.map((protocol) => follow(protocol, at))
    await Promise.all(followers.map((follower) => follower.sees('CONFIRMED')))
    const orders = stack.processes.get('orders')
    process.kill(orders?.pid ?? 0, 'SIGKILL')
    if (orders) await waitUntilReady(orders)
    await fulfill(shop, order.id)
    await Promise.all(followers.map((follower) => follower.sees('FULFILLED')))
    for (const follower of followers) follower.leave()
  })

  test('hangs, the first part does not wait for it, and the rest says so', async () => {
    const owner = await anAccount(stack)
    const order = await anOrder(owner.graph, [
      { variantId: shop.products[0]?.variants[0]?.id ?? '', quantity: 1 },
    ])
    const query = 'query Page($id: ID!) { order(id: $id) { id ... @defer { lines { variant { sku } } } } }'
    const pid = stack.processes.get('products')?.pid ?? 0
    process.kill(pid, 'SIGSTOP')
    try {
      const asked = performance.now()
      const response = await fetch(`${stack.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'multipart/mixed;deferSpec=20220824',
          authorization: `Bearer ${owner.graph.accessToken}`,
        },
        body: JSON.stringify({ query, variables: { id: order.id } }),
      })
      let text = ''
      let firstMs = 0
      const decoder = new TextDecoder()
      for await (const chunk of response.body ?? []) {
        text += decoder.decode(chunk, { stream: true })
        if (firstMs === 0 && text.includes(order.id)) firstMs = performance.now() - asked
      }
      expect(text).toContain(order.id)
      expect(firstMs).toBeGreaterThan(0)
      expect(firstMs).toBeLessThan(2_000)
      expect(performance.now() - asked).toBeGreaterThan(2_900)
      expect(text).toContain('UPSTREAM_TIMEOUT')
    } finally {
      process.kill(pid, 'SIGCONT')
    }
  })
})

function partsOf(body: string): unknown[] {
  return body
    .split(/\r\n--[^\r\n]*/)
    .map((part) => part.slice(part.indexOf('\r\n\r\n') + 4).trim())
    .filter((part) => part.startsWith('{'))
    .map((part) => JSON.parse(part))
}

async function fulfill(shop: Shop, id: string): Promise<void> {
  const { orderFulfill } = await shop.staff.graph.get<{ orderFulfill: { userErrors: unknown[] } }>(
    'mutation Fulfill($input: OrderFulfillInput!) { orderFulfill(input: $input) { userErrors { code message } } }',
    { input: { id, idempotencyKey: unique() } },
  )
  expect(orderFulfill.userErrors).toEqual([])
}
