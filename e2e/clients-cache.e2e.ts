// What the caches of Apollo Client and urql make of the graph's answers: who watches sees changes without asking again.
import type { ApolloClient, OperationVariables, TypedDocumentNode } from '@apollo/client'
import { createApolloClient } from '@supermarket/client/apollo/apollo-client.ts'
import { apolloGraph } from '@supermarket/client/apollo/apollo-graph.ts'
import { type Connection, connect } from '@supermarket/client/connection.ts'
import { fetchGraph } from '@supermarket/client/fetch-graph.ts'
import {
  CartByIdDocument,
  MyCartDocument,
  OrderDetailsDocument,
  OrderHistoryDocument,
  ProductsPageDocument,
} from '@supermarket/client/generated/documents.ts'
import * as operations from '@supermarket/client/generated/operations.ts'
import type {
  CartByIdQuery,
  MyCartQuery,
  OrderDetailsQuery,
  OrderHistoryQuery,
} from '@supermarket/client/generated/types.ts'
import type { Graph } from '@supermarket/client/graph.ts'
import type { Operation } from '@supermarket/client/operation.ts'
import { addToCart, tellBuyer } from '@supermarket/client/recipes/cart.ts'
import { beginPurchase, checkOut } from '@supermarket/client/recipes/checkout.ts'
import { followOrder } from '@supermarket/client/recipes/live-status.ts'
import { createUrqlClient } from '@supermarket/client/urql/urql-client.ts'
import { urqlGraph } from '@supermarket/client/urql/urql-graph.ts'
import { openStack, type Stack } from '@supermarket/testkit/stack.ts'
import { anAccount, aShop, type Shop, unique } from '@supermarket/testkit/story.ts'
import type { Client as UrqlClient } from '@urql/core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { address } from './buying.ts'
import { until } from './until.ts'
import { openWire, type Wire } from './wire.ts'

const { Account, CartById } = operations

/** A cache under test: its graph, and how a component watches it. */
type Cached = {
  readonly graph: Graph
  /** What a component is shown, one after the other. */
  watch<Data>(document: TypedDocumentNode<Data, never>, variables?: object): Watched<Data>
}
type Watched<Data> = Disposable & { latest(): Data | undefined }

const caches: Readonly<Record<string, (connection: Connection) => Cached>> = {
  'Apollo Client': (connection) => {
    const client = createApolloClient(connection)
    return {
      graph: apolloGraph(client),
      watch: (document, variables) => watchApollo(client, document, variables),
    }
  },
  urql: (connection) => {
    const client = createUrqlClient(connection)
    return {
      graph: urqlGraph(client),
      watch: (document, variables) => watchUrql(client, document, variables),
    }
  },
}

let stack: Stack
let shop: Shop
let wire: Wire
beforeAll(async () => {
  stack = await openStack('one process')
  shop = await aShop(stack)
    .withProduct({ name: 'Apple', prices: [250] })
    .withProduct({ name: 'Bread', prices: [400] })
    .withProduct({ name: 'Cheese', prices: [900] })
    .open()
}, 120_000)
afterAll(() => stack?.[Symbol.asyncDispose]())
beforeEach(async () => {
  wire = await openWire(stack.url)
})
afterEach(() => wire[Symbol.asyncDispose]())

const lineOf = (at: number) => ({ variantId: shop.products[at]?.variants[0]?.id ?? '', quantity: 1 })
const asked = () => wire.sent.map(({ operationName }) => operationName)

describe.each(Object.entries(caches))('in %s', (_, cacheOf) => {
  const signedIn = async () => {
    const account = await anAccount(stack)
    const connection = connect({ url: wire.url, random: () => 1 })
    await connection.session.signIn(account)
    return { account, connection, ...cacheOf(connection) }
  }
  const placeOrder = async (graph: Graph, cartId: string) => {
    const { total } = await tellBuyer(graph, { cartId, shippingAddress: address })
    const payment = { provider: 'sandbox', token: 'tok_approved' }
    const outcome = await checkOut(graph, beginPurchase({ id: cartId, total }, payment))
    if (outcome.kind !== 'placed') throw new Error(JSON.stringify(outcome))
    return outcome.order
  }

  test('whoever watches a cart sees a new line and the new total, without asking again', async () => {
    const { graph, watch } = await signedIn()
    const cart = await addToCart(graph, { lines: [lineOf(0)] })
    using byId = watch<CartByIdQuery>(CartByIdDocument as never, { id: cart.id })
    using mine = watch<MyCartQuery>(MyCartDocument as never)
    await shows(mine, ({ me }) => me?.cart?.lines.length === 1)
    await shows(byId, ({ cart: seen }) => seen?.lines.length === 1)
    const before = asked()
    // The cart was there already: asking for it by its id costs nothing.
    expect(before).not.toContain('CartById')
    await addToCart(graph, { cartId: cart.id, lines: [lineOf(1)] })
    const seen = await shows(byId, ({ cart: shown }) => shown?.lines.length === 2)
    expect(seen.cart?.total).toMatchObject({ minor: 650, currency: 'EUR', amount: '6.50' })
    await shows(mine, ({ me }) => me?.cart?.lines.length === 2)
    expect(asked().slice(before.length)).toEqual(['CartAdd'])
  })

  test('a cart that is opened becomes the cart of whoever is signed in', async () => {
    const { graph, watch } = await signedIn()
    using mine = watch<MyCartQuery>(MyCartDocument as never)
    await shows(mine, ({ me }) => me !== null && me.cart === null)
    const before = asked()
    const { id } = await addToCart(graph, { lines: [lineOf(0)] })
    await shows(mine, ({ me }) => me?.cart?.id === id)
    expect(asked().slice(before.length)).toEqual(['CartOpen'])
  })

  test('telling the buyer changes no amount and leaves a watched cart whole', async () => {
    const { graph, watch } = await signedIn()
    const cart = await addToCart(graph, { lines: [lineOf(0)] })
    using byId = watch<CartByIdQuery>(CartByIdDocument as never, { id: cart.id })
    await shows(byId, ({ cart: seen }) => seen?.problems.length === 1)
    const before = asked()
    await tellBuyer(graph, { cartId: cart.id, shippingAddress: address })
    const seen = await shows(byId, ({ cart: shown }) => shown?.problems.length === 0)
    expect(seen.cart?.total).toMatchObject({ minor: 250, amount: '2.50' })
    expect(asked().slice(before.length)).toEqual(['CheckoutBuyer'])
  })

  test('an order takes the cart away and appears at the head of the history', async () => {
    const { graph, watch } = await signedIn()
    const first = await placeOrder(graph, (await addToCart(graph, { lines: [lineOf(0)] })).id)
    const cart = await addToCart(graph, { lines: [lineOf(1)] })
    using mine = watch<MyCartQuery>(MyCartDocument as never)
    using history = watch<OrderHistoryQuery>(OrderHistoryDocument as never)
    await shows(mine, ({ me }) => me?.cart?.id === cart.id)
    await shows(history, ({ me }) => me?.orders?.nodes.length === 1)
    const second = await placeOrder(graph, cart.id)
    await shows(mine, ({ me }) => me?.cart === null)
    const { me } = await shows(history, ({ me: seen }) => seen?.orders?.nodes.length === 2)
    expect(me?.orders?.nodes.map(({ id }) => id)).toEqual([second.id, first.id])
  })

  test('what the stream says of an order lands in the cache, before and after its connection breaks', async () => {
    const { graph, watch } = await signedIn()
    const order = await placeOrder(graph, (await addToCart(graph, { lines: [lineOf(0)] })).id)
    using details = watch<OrderDetailsQuery>(OrderDetailsDocument as never, { id: order.id })
    await shows(details, ({ order: seen }) => seen?.status === 'CONFIRMED')
    const looking = new AbortController()
    const following = (async () => {
      for await (const _ of followOrder(graph, order, { signal: looking.signal }));
    })()
    await until(
      async () => asked(),
      (names) => names.includes('OrderFollow'),
    )
    wire.cut()
    await shop.staff.graph.get(
      'mutation Fulfill($input: OrderFulfillInput!) { orderFulfill(input: $input) { userErrors { code } } }',
      { input: { id: order.id, idempotencyKey: unique() } },
    )
    const seen = await shows(details, ({ order: shown }) => shown?.status === 'FULFILLED')
    expect(seen.order).toMatchObject({ number: order.number, fulfillmentStatus: 'FULFILLED' })
    expect(asked().filter((name) => name === 'OrderDetails')).toHaveLength(1)
    looking.abort()
    await following
  })

  test('nothing of one user is left when another one signs in', async () => {
    const { connection, watch, graph } = await signedIn()
    await addToCart(graph, { lines: [lineOf(0)] })
    using mine = watch<MyCartQuery>(MyCartDocument as never)
    await shows(mine, ({ me }) => me?.cart?.lines.length === 1)
    await connection.session.signOut()
    const other = await anAccount(stack)
    await connection.session.signIn(other)
    // urql's way: another client for another user.
    const after = cacheOf(connection)
    using theirs = after.watch<MyCartQuery>(MyCartDocument as never)
    await shows(theirs, ({ me }) => me !== null && me.cart === null)
    expect((await after.graph.run(Account, {})).me?.id).toBe(other.id)
  })
})

test('in Apollo Client, what is watched is asked anew when somebody else signs in', async () => {
  const [ann, bob] = [await anAccount(stack), await anAccount(stack)]
  const connection = connect({ url: wire.url })
  await connection.session.signIn(ann)
  const client = createApolloClient(connection)
  await addToCart(apolloGraph(client), { lines: [lineOf(0)] })
  using mine = watchApollo<MyCartQuery>(client, MyCartDocument as never)
  await shows(mine, ({ me }) => me?.cart?.lines.length === 1)
  await connection.session.signIn(bob)
  await shows(mine, ({ me }) => me !== null && me.cart === null)
})

test('in Apollo Client, pages of products grow into one list, and a first page begins anew', async () => {
  const client = createApolloClient(connect({ url: wire.url }))
  const watched = client.watchQuery({ query: ProductsPageDocument, variables: { first: 2 } })
  const names = () => watched.getCurrentResult().data?.products?.nodes?.map((node) => node?.name)
  const subscription = watched.subscribe(() => {})
  await until(
    async () => names(),
    (seen) => seen?.length === 2,
  )
  const after = watched.getCurrentResult().data?.products?.pageInfo?.endCursor ?? null
  await watched.fetchMore({ variables: { after } })
  await until(
    async () => names(),
    (seen) => seen?.length === 3,
  )
  expect(names()).toEqual(['Apple', 'Bread', 'Cheese'])
  await watched.refetch()
  await until(
    async () => names(),
    (seen) => seen?.length === 2,
  )
  expect(names()).toEqual(['Apple', 'Bread'])
  subscription.unsubscribe()
})

test('with documents by id, the text travels only for an id that is not known yet', async () => {
  const id = 'crt_0000000000000000000000000000'
  const by = (documents: 'id first' | 'id only') => connect({ url: wire.url, documents })
  const texts = () => wire.sent.map(({ query }) => query !== undefined)
  await fetchGraph(by('id first')).run(CartById, { id })
  expect(texts()).toEqual([false, true])
  await fetchGraph(by('id first')).run(CartById, { id })
  await fetchGraph(by('id only')).run(CartById, { id })
  // Apollo Client and urql make the same id of the same operation.
  await apolloGraph(createApolloClient(by('id first'))).run(CartById, { id })
  await apolloGraph(createApolloClient(by('id only'))).run(CartById, { id })
  await urqlGraph(createUrqlClient(by('id first'))).run(CartById, { id })
  await urqlGraph(createUrqlClient(by('id only'))).run(CartById, { id })
  expect(texts().slice(2)).toEqual(Array(6).fill(false))
  const known = { persistedQuery: { version: 1, sha256Hash: CartById.id } }
  expect(wire.sent.map(({ extensions }) => extensions)).toMatchObject(Array(8).fill(known))
})

test.each(Object.entries(caches))(
  '%s sends the text after an id that is not known yet',
  async (_, cacheOf) => {
    const { graph } = cacheOf(connect({ url: wire.url, documents: 'id first' }))
    // Another text for each of them, of the same meaning.
    const text = `${CartById.text}\n\n# ${unique()}`.replace('CartById', `CartById${unique()}`)
    const operation = { ...CartById, text }
    expect(await graph.run(operation, { id: 'crt_0000000000000000000000000000' })).toEqual({ cart: null })
    expect(wire.sent.map(({ query }) => query !== undefined)).toEqual([false, true])
  },
)

describe.each(
  Object.entries({ fetch: (connection: Connection) => ({ graph: fetchGraph(connection) }), ...caches }),
)('%s with documents by id', (_, cacheOf) => {
  const id = 'crt_0000000000000000000000000000'
  const by = async (documents: 'id first' | 'id only') => {
    for (const operation of used) await register(operation)
    return connect({ url: wire.url, documents, wait: async () => {}, random: () => 1 })
  }
  const sentAs = (name: string) => wire.sent.filter(({ operationName }) => operationName === name)

  test.each(['id first', 'id only'] as const)(
    '%s: a lost answer is asked for again where that changes nothing twice, still by id',
    async (documents) => {
      const connection = await by(documents)
      await connection.session.signIn(await anAccount(stack))
      const { graph } = cacheOf(connection)
      wire.fail('CartById', 'lose', 'lose')
      expect(await graph.run(CartById, { id })).toEqual({ cart: null })
      expect(sentAs('CartById')).toHaveLength(3)

      const lines = [{ variantId: shop.products[0]?.variants[0]?.id ?? '', quantity: 1 }]
      const cart = await addToCart(graph, { lines })
      wire.fail('CartAdd', 'refuse', 'lose')
      await expect(addToCart(graph, { cartId: cart.id, lines })).rejects.toMatchObject({
        failure: { kind: 'network' },
      })
      expect(sentAs('CartAdd')).toHaveLength(2)

      const { total } = await tellBuyer(graph, { cartId: cart.id, shippingAddress: address })
      const purchase = beginPurchase({ id: cart.id, total }, { provider: 'sandbox', token: 'tok_approved' })
      wire.fail('Checkout', 'lose', 'lose')
      const outcome = await checkOut(graph, purchase)
      if (outcome.kind !== 'placed') throw new Error(JSON.stringify(outcome))
      expect(sentAs('Checkout').map(({ variables }) => variables.input)).toEqual(
        Array(3).fill(expect.objectContaining({ idempotencyKey: purchase.idempotencyKey })),
      )

      wire.fail('OrderFollow', 'break')
      for await (const { status } of followOrder(graph, { id: outcome.order.id })) {
        expect(status).toBe('CONFIRMED')
        break
      }
      expect(sentAs('OrderFollow')).toHaveLength(2)
      const texts = ['CartById', 'CartAdd', 'Checkout'].flatMap((name) =>
        sentAs(name).filter(({ query }) => query),
      )
      expect(texts).toEqual([])
      if (documents === 'id only')
        expect(sentAs('OrderFollow').map(({ query }) => query || undefined)).toEqual([undefined, undefined])
    },
  )
})

const { CartAdd, CartOpen, Checkout, CheckoutBuyer, Login, OrderFollow } = operations
const used = [CartById, CartAdd, CartOpen, Checkout, CheckoutBuyer, Login, OrderFollow]

/** The gateway has to know what is sent by id alone. Without its variables nothing is done. */
async function register(operation: Pick<Operation<never, never>, 'id' | 'name' | 'text'>): Promise<void> {
  const extensions = { persistedQuery: { version: 1, sha256Hash: operation.id } }
  const response = await fetch(`${stack.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream, application/json' },
    body: JSON.stringify({ operationName: operation.name, query: operation.text, extensions }),
  })
  expect(await response.text()).toContain('BAD_USER_INPUT')
}

async function shows<Data>(watched: Watched<Data>, isSo: (data: Data) => boolean): Promise<Data> {
  await until(
    async () => watched.latest(),
    (data) => data !== undefined && isSo(data),
  )
  const data = watched.latest()
  if (data === undefined) throw new Error('nothing is shown')
  return data
}

function watchApollo<Data>(
  client: ApolloClient,
  query: TypedDocumentNode<Data, never>,
  variables: object = {},
): Watched<Data> {
  let latest: Data | undefined
  const subscription = client
    .watchQuery({ query: query as TypedDocumentNode<Data, OperationVariables>, variables })
    .subscribe(({ data, dataState }) => {
      latest = dataState === 'complete' ? (data as Data) : undefined
    })
  return { latest: () => latest, [Symbol.dispose]: () => subscription.unsubscribe() }
}

function watchUrql<Data>(
  client: UrqlClient,
  query: TypedDocumentNode<Data, never>,
  variables: object = {},
): Watched<Data> {
  let latest: Data | undefined
  const { unsubscribe } = client.query(query as never, variables).subscribe(({ data }) => {
    latest = data as Data | undefined
  })
  return { latest: () => latest, [Symbol.dispose]: unsubscribe }
}
