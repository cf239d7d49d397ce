// The client room against the running graph, over both topologies: plain fetch, the real Apollo Client and the real urql,
// from sign-in to live status, with what goes wrong between a device and a shop.
import { createApolloClient } from '@supermarket/client/apollo/apollo-client.ts'
import { apolloGraph } from '@supermarket/client/apollo/apollo-graph.ts'
import { type Connection, type ConnectionOptions, connect } from '@supermarket/client/connection.ts'
import { fetchGraph } from '@supermarket/client/fetch-graph.ts'
import {
  Account as AccountQuery,
  OrderDetails,
  ProductBySlug,
} from '@supermarket/client/generated/operations.ts'
import type { Graph } from '@supermarket/client/graph.ts'
import { productPages } from '@supermarket/client/recipes/browse.ts'
import {
  addToCart,
  changeLine,
  findCart,
  findMyCart,
  takeCartAlong,
  tellBuyer,
} from '@supermarket/client/recipes/cart.ts'
import { beginPurchase, checkOut, confirmPayment } from '@supermarket/client/recipes/checkout.ts'
import { followOrder, type OrderRef } from '@supermarket/client/recipes/live-status.ts'
import { checkoutOutcome, followCheckout, submitPurchase } from '@supermarket/client/recipes/submit.ts'
import { parseRecord, writeRecord } from '@supermarket/client/session/session-record.ts'
import { memoryStore, type SessionStore } from '@supermarket/client/session/session-store.ts'
import { createUrqlClient } from '@supermarket/client/urql/urql-client.ts'
import { urqlGraph } from '@supermarket/client/urql/urql-graph.ts'
import { waitUntilReady } from '@supermarket/market/service-process.ts'
import { openStack, type Stack, topologies } from '@supermarket/testkit/stack.ts'
import { type Account, anAccount, aShop, type Shop, unique } from '@supermarket/testkit/story.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { address } from './buying.ts'
import { signed } from './signed-token.ts'
import { until } from './until.ts'
import { openWire, type Wire } from './wire.ts'

const clients: Readonly<Record<string, (connection: Connection) => Graph>> = {
  fetch: fetchGraph,
  'Apollo Client': (connection) => apolloGraph(createApolloClient(connection)),
  urql: (connection) => urqlGraph(createUrqlClient(connection)),
}

const approved = { provider: 'sandbox', token: 'tok_approved' }
const offSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds

describe.each(topologies)('in %s', (topology) => {
  let stack: Stack
  let shop: Shop
  let wire: Wire
  beforeAll(async () => {
    stack = await openStack(topology)
    shop = await aShop(stack)
      .withProduct({ name: 'Apple', prices: [250], stock: 1_000 })
      .withProduct({ name: 'Bread', prices: [400], stock: 1_000 })
      .withProduct({ name: 'Cheese', prices: [900], stock: 1_000 })
      .withProduct({ name: 'Dates', prices: [700], stock: 2 })
      .withProduct({ name: 'Eggs', prices: [300], stock: 1_000 })
      .open()
  }, 120_000)
  afterAll(() => stack?.[Symbol.asyncDispose]())
  beforeEach(async () => {
    wire = await openWire(stack.url)
  })
  afterEach(() => wire[Symbol.asyncDispose]())

  const variant = (name: string) =>
    shop.products.find((product) => product.name === name)?.variants[0]?.id ?? ''
  const device = (more: Partial<ConnectionOptions> = {}) =>
    connect({ url: wire.url, client: { name: 'e2e', version: '1.0.0' }, ...more })
  const signedIn = async (more?: Partial<ConnectionOptions>) => {
    const account = await anAccount(stack)
    const connection = device(more)
    await connection.session.signIn(account)
    return { account, connection }
  }
  /** As if the device had slept until its access token expired, or had one that soon will. */
  const withToken = async (store: SessionStore, account: Account, exp: number) => {
    const record = parseRecord(await store.read())
    if (record?.kind !== 'bearer') throw new Error('nobody is signed in')
    const accessToken = await signed(
      stack,
      { ...account, graph: account.graph.as(record.accessToken) },
      { exp },
    )
    await store.write(writeRecord({ ...record, accessToken, renewAt: Number.MAX_SAFE_INTEGER }))
  }
  const countOf = (operationName: string) =>
    wire.sent.filter((each) => each.operationName === operationName).length
  const fulfill = (id: string) =>
    shop.staff.graph.get(
      'mutation Fulfill($input: OrderFulfillInput!) { orderFulfill(input: $input) { userErrors { code } } }',
      { input: { id, idempotencyKey: unique() } },
    )
  const aPurchase = async (graph: Graph, { name = 'Apple', quantity = 1, token = 'tok_approved' } = {}) => {
    const cart = await addToCart(graph, { lines: [{ variantId: variant(name), quantity }] })
    const buyer = { cartId: cart.id, email: 'buyer@shop.test', shippingAddress: address }
    const { total } = await tellBuyer(graph, buyer)
    return beginPurchase({ id: cart.id, total }, { provider: 'sandbox', token })
  }
  const anOrder = async (graph: Graph) => {
    const outcome = await checkOut(graph, await aPurchase(graph))
    if (outcome.kind !== 'placed') throw new Error(JSON.stringify(outcome))
    return { id: outcome.order.id, accessToken: outcome.orderAccessToken }
  }
  /** Follows until the last status; what happens meanwhile is told by the status it waits for. */
  const statusesOf = async (
    graph: Graph,
    order: OrderRef,
    { last, ...after }: { last: string; [status: string]: string | (() => Promise<unknown>) },
  ) => {
    const heard: string[] = []
    const acts: Promise<unknown>[] = []
    for await (const { status } of followOrder(graph, order)) {
      if (heard.at(-1) === status) continue
      heard.push(status)
      if (status === last) break
      const act = after[status]
      if (typeof act === 'function') acts.push(act())
    }
    await Promise.all(acts)
    return heard
  }

  test('in cookie mode a page holds no token, is renewed by its cookies, and gets in again after it was put out', async () => {
    const account = await anAccount(stack)
    let now = Date.now()
    const connection = device({ cookieMode: true, fetch: aBrowser().fetch, now: () => now })
    const graph = fetchGraph(connection)
    const whoAmI = async () => (await graph.run(AccountQuery, {})).me?.id
    await connection.session.signIn(account)
    expect(await whoAmI()).toBe(account.id)
    now += 600_000
    expect(await whoAmI()).toBe(account.id)
    expect(countOf('Refresh')).toBe(1)
    await account.graph.get('mutation { userLogoutEverywhere { sessionsRevoked } }')
    await until(
      () => whoAmI().catch(() => connection.session.userId()),
      (id) => id === undefined,
    )
    // Anybody may look around, and sign in again.
    const { value: page } = await productPages(graph, { first: 1 }).next()
    expect(page?.map(({ name }) => name)).toEqual(['Apple'])
    await connection.session.signIn(account)
    expect(await whoAmI()).toBe(account.id)
    expect(await connection.session.signOut()).toBe(true)
    expect(await whoAmI()).toBe(undefined)
    expect(wire.sent.every(({ headers }) => headers.authorization === undefined)).toBe(true)
  })

  describe.each(Object.entries(clients))('in cookie mode with %s', (_, graphOf) => {
    let account: Account
    let browser: Browser
    beforeEach(async () => {
      account = await anAccount(stack)
      browser = aBrowser()
    })
    /** A page that was just loaded: it has the browser's cookies, and nothing in its memory. */
    const load = () => {
      const { session, ...more } = device({ cookieMode: true, fetch: browser.fetch, wait: async () => {} })
      const graph = graphOf({ session, ...more })
      return { session, whoAmI: async () => (await graph.run(AccountQuery, {})).me?.id }
    }
    /** As if the browser had been closed until its access token expired. */
    const expire = async () => {
      const presented = account.graph.as(browser.jar.get(accessCookie) ?? '')
      const expired = await signed(stack, { ...account, graph: presented }, { exp: offSeconds(-60) })
      browser.jar.set(accessCookie, expired)
    }
    /** With whatever is asked next, cookies of a session that is gone are taken away. */
    const forgets = async () => {
      await until(
        () => load().whoAmI().catch(String),
        (id) => id === undefined,
      )
      expect(browser.jar.size).toBe(0)
    }
    const isAlive = async (jar: ReadonlyMap<string, string>) => {
      const { fetch } = aBrowser(jar)
      return (await device({ cookieMode: true, fetch }).session.userId()) !== undefined
    }

    test('a page that was loaded again is renewed by its refresh cookie, once, and says who is signed in', async () => {
      await load().session.signIn(account)
      expect(await load().session.userId()).toBe(account.id)
      await expire()
      const refreshes = countOf('Refresh')
      const page = load()
      const changes: string[] = []
      page.session.watch((change) => changes.push(change))
      // One after a lost answer; urql and Apollo Client ask once for what is asked twice.
      wire.fail('Refresh', 'lose')
      expect(await Promise.all([page.whoAmI(), page.whoAmI(), page.session.userId()])).toEqual(
        Array(3).fill(account.id),
      )
      expect([countOf('Refresh') - refreshes, changes]).toEqual([2, []])
    })

    test('while no answer comes a page does not say that nobody is signed in, and asks again', async () => {
      await load().session.signIn(account)
      await expire()
      const page = load()
      wire.fail('Refresh', 'lose', 'lose')
      await expect(page.session.userId()).rejects.toMatchObject({ failure: { kind: 'network' } })
      expect([await page.session.userId(), await page.whoAmI()]).toEqual([account.id, account.id])
    })

    test('a page that was loaded again signs out the session of its cookies', async () => {
      await load().session.signIn(account)
      await expire()
      const before = new Map(browser.jar)
      expect(await load().session.signOut()).toBe(true)
      expect([browser.jar.size, await load().whoAmI(), await load().session.userId()]).toEqual([
        0,
        undefined,
        undefined,
      ])
      expect(await isAlive(before)).toBe(false)
    })

    test('a sign-out whose answer is lost is told once more, and answered', async () => {
      await load().session.signIn(account)
      wire.fail('Logout', 'lose')
      expect(await load().session.signOut()).toBe(true)
      expect(countOf('Logout')).toBe(2)
      await forgets()
    })

    test('a sign-out that nobody answered is told, the page is as it was, and may ask again', async () => {
      const page = load()
      await page.session.signIn(account)
      const before = new Map(browser.jar)
      wire.fail('Logout', 'refuse', 'refuse')
      expect(await page.session.signOut()).toBe(false)
      expect([await page.session.userId(), await page.whoAmI()]).toEqual([account.id, account.id])
      // The server did it, and the browser was not told to forget its cookies.
      wire.fail('Logout', 'lose', 'lose')
      expect(await page.session.signOut()).toBe(false)
      expect([await page.session.userId(), browser.jar.size]).toEqual([account.id, 2])
      expect(await page.session.signOut()).toBe(true)
      expect(await page.session.userId()).toBe(undefined)
      await forgets()
      expect(await isAlive(before)).toBe(false)
    })

    test('who has no cookies is nobody, and the server says so', async () => {
      const page = load()
      expect([await page.session.userId(), await page.whoAmI()]).toEqual([undefined, undefined])
      expect(await page.session.signOut()).toBe(true)
      expect(countOf('Logout')).toBe(1)
    })
  })

  describe.each(Object.entries(clients))('with %s', (_, graphOf) => {
    test('a customer signs in, browses, fills a cart, checks out and sees the order on its way', async () => {
      const { account, connection } = await signedIn()
      const graph = graphOf(connection)
      expect(await connection.session.userId()).toBe(account.id)

      const pages: string[][] = []
      for await (const page of productPages(graph, { first: 2 })) pages.push(page.map(({ name }) => name))
      expect(pages).toEqual([['Apple', 'Bread'], ['Cheese', 'Dates'], ['Eggs']])

      expect(await findCart(graph, 'crt_0000000000000000000000000000')).toBe(undefined)
      expect(await findMyCart(graph)).toBe(undefined)
      const opened = await addToCart(graph, { lines: [{ variantId: variant('Apple'), quantity: 2 }] })
      const more = [{ variantId: variant('Bread'), quantity: 1 }]
      const both = await addToCart(graph, { cartId: opened.id, lines: more })
      expect(both.total).toMatchObject({ minor: 900, currency: 'EUR', amount: '9.00' })
      const lineId = both.lines[0]?.id ?? ''
      const cart = await changeLine(graph, { cartId: opened.id, lineId, quantity: 1 })
      expect(cart.lines.map(({ quantity, variant: of }) => [quantity, of?.product.name])).toEqual([
        [1, 'Apple'],
        [1, 'Bread'],
      ])
      expect([await findCart(graph, cart.id), await findMyCart(graph)]).toEqual([cart, cart])
      const { problems } = await tellBuyer(graph, { cartId: cart.id, shippingAddress: address })
      expect(problems).toEqual([])

      const outcome = await checkOut(graph, beginPurchase(cart, approved))
      if (outcome.kind !== 'placed') throw new Error(JSON.stringify(outcome))
      const { order, orderAccessToken } = outcome
      expect(order).toMatchObject({ status: 'CONFIRMED', paymentStatus: 'PAID', total: { minor: 650 } })
      expect(orderAccessToken).toBe(null)

      expect(
        await statusesOf(graph, order, { last: 'FULFILLED', CONFIRMED: () => fulfill(order.id) }),
      ).toEqual(['CONFIRMED', 'FULFILLED'])
      expect(await connection.session.signOut()).toBe(true)
      expect(await connection.session.userId()).toBe(undefined)
      const { headers } = wire.sent.at(-1) ?? {}
      expect(headers).toMatchObject({
        'apollographql-client-name': 'e2e',
        'apollographql-client-version': '1.0.0',
      })
    })

    test('a guest signs in, takes the cart along and submits the purchase, whose answer is lost', async () => {
      const { account, connection } = await signedIn()
      const graph = graphOf(connection)
      await addToCart(graph, { lines: [{ variantId: variant('Apple'), quantity: 1 }] })
      const guests = await addToCart(graphOf(device()), {
        lines: [{ variantId: variant('Apple'), quantity: 2 }],
      })
      await takeCartAlong(graph, guests.id)
      const cart = await takeCartAlong(graph, guests.id)
      expect(cart.lines.map(({ quantity }) => quantity)).toEqual([3])
      expect((await findMyCart(graph))?.id).toBe(cart.id)
      await tellBuyer(graph, { cartId: cart.id, shippingAddress: address })

      const purchase = beginPurchase(cart, approved)
      const submitted = await submitPurchase(graph, purchase)
      if (submitted.kind !== 'submitted') throw new Error(JSON.stringify(submitted))
      expect(submitted.checkout.accessToken).toBe(null)
      expect(await submitPurchase(graph, purchase)).toEqual(submitted)
      const outcome = await checkoutOutcome(graph, submitted.checkout)
      expect(outcome).toMatchObject({ kind: 'placed', order: { status: 'CONFIRMED', total: { minor: 750 } } })
      expect(await checkOut(graph, purchase)).toEqual(outcome)
      expect(account.id).toBe(await connection.session.userId())
    })

    test('a guest submits a purchase, pays at the provider, and is told how it ends', async () => {
      const graph = graphOf(device())
      const submitted = await submitPurchase(graph, await aPurchase(graph, { token: 'tok_requires_action' }))
      if (submitted.kind !== 'submitted') throw new Error(JSON.stringify(submitted))
      const outcome = await checkoutOutcome(graph, submitted.checkout)
      if (outcome?.kind !== 'action required') throw new Error(JSON.stringify(outcome))
      await pay(outcome.url)
      const statuses: string[] = []
      for await (const { status } of followCheckout(graph, submitted.checkout)) statuses.push(status)
      expect(statuses.at(-1)).toBe('SUCCEEDED')
      const declined = await submitPurchase(graph, await aPurchase(graph, { token: 'tok_declined' }))
      if (declined.kind !== 'submitted') throw new Error(JSON.stringify(declined))
      expect(await checkoutOutcome(graph, declined.checkout)).toMatchObject({ kind: 'declined' })
      expect(await checkoutOutcome(graph, { id: declined.checkout.id })).toBe(undefined)
    })

    test('a guest pays at the provider, and follows the order by its token', async () => {
      const graph = graphOf(device())
      const outcome = await checkOut(graph, await aPurchase(graph, { token: 'tok_requires_action' }))
      if (outcome.kind !== 'action required') throw new Error(JSON.stringify(outcome))
      const { order, orderAccessToken, url } = outcome
      expect(order).toMatchObject({ status: 'PENDING_PAYMENT', paymentStatus: 'REQUIRES_ACTION' })
      await pay(url)
      const confirmation = { orderId: order.id, accessToken: orderAccessToken, idempotencyKey: unique() }
      expect(await confirmPayment(graph, confirmation)).toMatchObject({
        kind: 'placed',
        order: { id: order.id, status: 'CONFIRMED', paymentStatus: 'PAID' },
      })
      const ref = { id: order.id, accessToken: orderAccessToken }
      expect(await statusesOf(graph, ref, { last: 'CONFIRMED' })).toEqual(['CONFIRMED'])
      // Without the token it is nobody's.
      expect(await statusesOf(graph, { id: order.id }, { last: 'CONFIRMED' })).toEqual([])
    })

    test('what stands in the way of an order is an outcome that says what to do, and nothing is ordered', async () => {
      const { connection } = await signedIn()
      const graph = graphOf(connection)
      const cheap = await aPurchase(graph)
      expect(await checkOut(graph, { ...cheap, expectedTotal: { minor: 1, currency: 'EUR' } })).toMatchObject(
        { kind: 'price changed', actual: { minor: 250, currency: 'EUR' } },
      )
      expect(await checkOut(graph, await aPurchase(graph, { token: 'tok_declined' }))).toMatchObject({
        kind: 'declined',
      })
      expect(await checkOut(graph, await aPurchase(graph, { name: 'Dates', quantity: 3 }))).toMatchObject({
        kind: 'out of stock',
        short: [{ variantId: variant('Dates'), available: 2 }],
      })
      expect(await checkOut(graph, { ...cheap, cartId: 'crt_0000000000000000000000000000' })).toMatchObject({
        kind: 'refused',
      })
    })

    test('busy answers and lost ones are asked for again with the same key, and make one order', async () => {
      const { account, connection } = await signedIn({ wait: async () => {} })
      const graph = graphOf(connection)
      const purchase = await aPurchase(graph)
      wire.fail('Checkout', 'refuse', 'lose', 'lose')
      expect(await checkOut(graph, purchase)).toMatchObject({ kind: 'placed' })
      const keys = wire.sent
        .filter(({ operationName }) => operationName === 'Checkout')
        .map(({ variables }) => (variables.input as { idempotencyKey: string }).idempotencyKey)
      expect(keys).toEqual(Array(4).fill(purchase.idempotencyKey))
      const { me } = await account.graph.get<{ me: { orders: { totalCount: number } } }>(
        '{ me { orders { totalCount } } }',
      )
      expect(me.orders.totalCount).toBe(1)
    })

    test('a mutation without a key is not repeated when its answer is lost', async () => {
      const { connection } = await signedIn({ wait: async () => {} })
      const graph = graphOf(connection)
      const cart = await addToCart(graph, { lines: [{ variantId: variant('Apple'), quantity: 1 }] })
      const lines = [{ variantId: variant('Apple'), quantity: 1 }]
      wire.fail('CartAdd', 'refuse', 'lose')
      await expect(addToCart(graph, { cartId: cart.id, lines })).rejects.toMatchObject({
        failure: { kind: 'network' },
      })
      expect(countOf('CartAdd')).toBe(2)
    })

    test('an access token that expires under twenty parallel requests is renewed once', async () => {
      const store = memoryStore()
      const { account, connection } = await signedIn({ store })
      await withToken(store, account, offSeconds(-60))
      const again = device({ store })
      const graph = graphOf(again)
      // Different ones, because a cache would ask only once for what is alike.
      const slugs = Array.from({ length: 20 }, (_, at) => `no-such-${at}`)
      const answers = await Promise.all(slugs.map((slug) => graph.run(ProductBySlug, { slug })))
      expect(answers).toEqual(slugs.map(() => ({ product: null })))
      expect(countOf('Refresh')).toBe(1)
      expect((await graph.run(AccountQuery, {})).me?.id).toBe(account.id)
      expect(await connection.session.signOut()).toBe(true)
    })

    test('a session that was ended elsewhere says so once, and what follows is anonymous', async () => {
      const { account, connection } = await signedIn()
      const graph = graphOf(connection)
      const changes: string[] = []
      connection.session.watch((change) => changes.push(change))
      await account.graph.get('mutation { userLogoutEverywhere { sessionsRevoked } }')
      const look = async () => {
        await graph.run(OrderDetails, { id: `ord_${unique()}` }).catch(() => {})
        return connection.session.userId()
      }
      await until(look, (id) => id === undefined)
      expect(changes).toEqual(['expired'])
      for await (const page of productPages(graph, { first: 1 })) {
        expect(page.map(({ name }) => name)).toEqual(['Apple'])
        break
      }
    })

    test('a stream whose connection breaks goes on with the state of then', async () => {
      const { connection } = await signedIn({ random: () => 1 })
      const graph = graphOf(connection)
      const order = await anOrder(graph)
      const cutAndFulfill = async () => {
        wire.cut()
        await fulfill(order.id)
      }
      const heard = await statusesOf(graph, order, { last: 'FULFILLED', CONFIRMED: cutAndFulfill })
      expect(heard).toEqual(['CONFIRMED', 'FULFILLED'])
      expect(countOf('OrderFollow')).toBe(2)
    })

    test('a stream outlives its access token', async () => {
      const store = memoryStore()
      const { account } = await signedIn({ store })
      const order = await anOrder(fetchGraph(device({ store })))
      await withToken(store, account, offSeconds(2))
      const graph = graphOf(device({ store, random: () => 1 }))
      const expireAndFulfill = async () => {
        await until(
          async () => countOf('OrderFollow'),
          (count) => count === 2,
        )
        await fulfill(order.id)
      }
      const heard = await statusesOf(graph, order, { last: 'FULFILLED', CONFIRMED: expireAndFulfill })
      expect(heard).toEqual(['CONFIRMED', 'FULFILLED'])
      expect(countOf('Refresh')).toBe(1)
    })

    if (topology === 'one process') return
    test.each(['orders', 'gateway'])('a stream goes on after %s was killed', async (name) => {
      const { connection } = await signedIn()
      const graph = graphOf(connection)
      const order = await anOrder(graph)
      const killAndFulfill = async () => {
        const service = stack.processes.get(name)
        process.kill(service?.pid ?? 0, 'SIGKILL')
        if (service) await waitUntilReady(service)
        await until(
          () => fulfill(order.id),
          () => true,
          { withinMs: 30_000 },
        )
      }
      const heard = await statusesOf(graph, order, { last: 'FULFILLED', CONFIRMED: killAndFulfill })
      expect(heard).toEqual(['CONFIRMED', 'FULFILLED'])
    })
  })
})

const accessCookie = '__Host-supermarket-access'

type Browser = { readonly jar: Map<string, string>; readonly fetch: typeof fetch }

/** It keeps the cookies that it is given, and presents them whether the page likes it or not. */
function aBrowser(cookies: ReadonlyMap<string, string> = new Map()): Browser {
  const jar = new Map(cookies)
  const own: typeof fetch = async (input, init = {}) => {
    const headers = new Headers(init.headers)
    if (jar.size > 0) headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(input, { ...init, headers })
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = cookie.split('; ')
      const [name = '', value = ''] = pair.split('=', 2)
      if (attributes.includes('Max-Age=0')) jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }
  return { jar, fetch: own }
}

/** What the provider's page does when the buyer agrees. */
async function pay(url: string): Promise<void> {
  await fetch(`${url}/approve`, { method: 'POST', redirect: 'manual' })
}
