// For tests: the orders service on a database of its own, beside a real products service, joined in memory. The clock
// may be put forward, and the service "killed" at a named step by throwing there.

import {
  openFixture as openProductsFixture,
  type ProductsFixture,
} from '@supermarket/products/products-service.fixture.ts'
import { memoryEventTransport } from '@supermarket/service-kit/events/memory-event-transport.ts'
import { SubscriberUnreachableError } from '@supermarket/service-kit/events/transport.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import { memoryTransport } from '@supermarket/service-kit/memory-transport.ts'
import type { SubgraphAnswer, SubgraphTransport } from '@supermarket/service-kit/subgraph-call.ts'
import type { Role } from '@supermarket/service-kit/viewer.ts'
import { testDatabase } from '@supermarket/testkit/test-database.ts'
import { type TestTokens, testTokens } from '@supermarket/testkit/tokens.ts'
import { pino } from 'pino'
import postgres from 'postgres'
import { requireInvariants, requireSameStock, settle } from './orders-invariants.fixture.ts'
import { type OrdersOptions, type OrdersService, openOrders } from './server.ts'
import type { Step } from './steps.ts'

export type Someone = { readonly userId: string; readonly authorization: string }

export type Asked = {
  readonly variables?: Record<string, unknown>
  readonly as?: Someone | undefined
  readonly deadlineMs?: number
}

export type MadeCart = {
  readonly id: string
  readonly totalMinor: number
  readonly variantIds: readonly string[]
}

export type Payment = { readonly provider?: string; readonly token?: string }

export type CheckoutTry = {
  readonly cart: MadeCart
  readonly token?: string
  readonly provider?: string
  readonly key?: string
  readonly expectedMinor?: number
  readonly as?: Someone | undefined
  readonly deadlineMs?: number
}

export type OrdersFixture = AsyncDisposable & {
  readonly service: OrdersService
  readonly products: ProductsFixture
  readonly databaseUrl: string
  readonly tokens: TestTokens
  /** As the service's role, beside the service. */
  readonly sql: postgres.Sql
  /** Settings that a test may change as it goes. */
  readonly fate: {
    /** The service dies here, once. */
    diesAt?: Step | undefined
    /** Milliseconds by which its clock is ahead. */
    aheadMs: number
    /** No event is told before this. */
    events?: Promise<void> | undefined
    /** Stands between orders and products. */
    products?: ((send: SubgraphTransport) => SubgraphTransport) | undefined
  }
  someone(...roles: readonly Role[]): Promise<Someone>
  /** Another process of the service, as it were, on the same database; the caller ends it. */
  replica(): Promise<OrdersService>
  takeQueries(): string[]
  answer(query: string, asked?: Asked): Promise<SubgraphAnswer>
  /** The data; throws when the answer holds an error. */
  // biome-ignore lint/suspicious/noExplicitAny: tests assert on the shape they asked for
  ask(query: string, asked?: Asked): Promise<any>
  /** The only field of a mutation's data. */
  // biome-ignore lint/suspicious/noExplicitAny: tests assert on the shape they asked for
  change(mutation: string, input: Record<string, unknown>, asked?: Asked): Promise<any>
  /** A variant on sale at `minor` cents with `stock` pieces. */
  aVariant(options?: { minor?: number; stock?: number }): Promise<string>
  /** Ready to be ordered. */
  aCart(lines: readonly { variantId: string; quantity: number }[], as?: Someone): Promise<MadeCart>
  // biome-ignore lint/suspicious/noExplicitAny: tests assert on the shape they asked for
  checkout(attempt: CheckoutTry): Promise<any>
  /** Placed and paid. */
  anOrder(options?: { as?: Someone; quantity?: number; minor?: number }): Promise<{
    id: string
    totalMinor: number
    accessToken: string | null
    variantId: string
    cart: MadeCart
  }>
  /** Until nothing is due and every event has been delivered. */
  settle(): Promise<void>
  stockOf(variantId: string): Promise<{ onHand: number; reserved: number }>
  /** What must hold whenever nothing is running; throws on the first that does not. */
  requireInvariants(isSettled?: boolean): Promise<void>
}

export const orderFields = `id number status paymentStatus fulfillmentStatus
  total { minor currency amount } totalCaptured { minor } totalRefunded { minor }`

export const checkoutMutation = `mutation ($input: CheckoutCompleteInput!) {
  checkoutComplete(input: $input) {
    order { ${orderFields} }
    orderAccessToken
    nextAction { ... on RedirectAction { url } ... on StripeSdkAction { clientSecret publishableKey } }
    userErrors {
      __typename code message path
      ... on InsufficientStock { variantId available }
      ... on PriceChanged { expected { minor } actual { minor } }
    }
  }
}`

/** A request of this length gives a provider half a second. */
export const shortMs = 1_500

export const address = { name: 'Ann', line1: 'Main Street 1', city: 'Berlin', country: 'DE' }

export class Killed extends Error {}

export async function openFixture(options: Partial<OrdersOptions> = {}): Promise<OrdersFixture> {
  await using opening = new AsyncDisposableStack()
  const fate: OrdersFixture['fate'] = { aheadMs: 0 }
  // The databases go with the run's cluster: dropping one here would cut the sockets that graphile-worker's pool closes
  // after it has said that it is closed, and that is an uncaught error.
  const { timings, sandbox, now = () => new Date(Date.now() + fate.aheadMs), ...others } = options
  let orders: OrdersService | undefined
  const products = await openProductsFixture({
    now,
    async deliver(envelope) {
      if (orders === undefined) throw new SubscriberUnreachableError('orders is not running')
      await fate.events
      await orders.events.receive('products', envelope)
    },
  })
  opening.defer(async () => {
    await products.sql.end({ timeout: 5 })
    await products.service[Symbol.asyncDispose]()
  })
  const database = await testDatabase('orders')
  const tokens = await testTokens()
  const queries: string[] = []
  const toProducts = memoryTransport({ caller: 'orders', handler: products.service.handler })
  const toSubscribers = memoryEventTransport({ source: 'orders', receiverOf: () => products.service.events })
  const replica = () =>
    openOrders({
      databaseUrl: database.url,
      secret: 'a secret of tests that is long enough',
      log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
      links: {
        jwks: tokens.jwks,
        fetchRevocations: tokens.fetchRevocations,
        products: (call) => (fate.products?.(toProducts) ?? toProducts)(call),
        events: {
          async deliver(...delivery) {
            await fate.events
            await toSubscribers.deliver(...delivery)
          },
        },
      },
      // The sweep is the test's own.
      timings: { sweepMs: 60 * 60_000, ...timings },
      onQuery: (text) => void queries.push(text),
      onStep: (step) => {
        if (step !== fate.diesAt) return
        fate.diesAt = undefined
        throw new Killed(`killed at ${step}`)
      },
      now,
      // Nobody listens for its messages, unless a test does.
      sandbox: sandbox === false ? false : { webhooks: false, ...sandbox },
      ...others,
    })
  const service = opening.use(await replica())
  orders = service
  const sql = postgres(database.url, { max: 4, onnotice: () => {} })
  opening.defer(() => sql.end({ timeout: 5 }))

  const answer: OrdersFixture['answer'] = (query, { variables, as, deadlineMs = 10_000 } = {}) =>
    service.handler.handle('gateway', {
      query,
      variables,
      authorization: as?.authorization,
      requestId: 'request-of-a-test',
      deadlineAt: Date.now() + deadlineMs,
    })
  const ask: OrdersFixture['ask'] = async (query, asked) => {
    const { body } = await answer(query, asked)
    if (body.errors) throw new Error(JSON.stringify(body.errors))
    return body.data
  }
  const change: OrdersFixture['change'] = async (mutation, input, asked) =>
    Object.values(await ask(mutation, { ...asked, variables: { input } }))[0]
  const aVariant: OrdersFixture['aVariant'] = async ({ minor = 1000, stock = 100 } = {}) => {
    const product = await products.aProduct({
      variants: [{ price: { minor, currency: 'EUR' }, onHand: stock }],
    })
    const [variant] = product.variants
    if (variant === undefined) throw new Error('a product without variants')
    return variant.id
  }
  const aCart: OrdersFixture['aCart'] = async (lines, as) => {
    const { cart, userErrors } = await change(
      `mutation ($input: CartCreateInput!) {
        cartCreate(input: $input) { cart { id total { minor } } userErrors { code message } } }`,
      { lines },
      { as },
    )
    if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors))
    const buyer = await change(
      `mutation ($input: CartBuyerUpdateInput!) { cartBuyerUpdate(input: $input) { userErrors { code message } } }`,
      { cartId: cart.id, email: 'ann@shop.test', shippingAddress: address },
      { as },
    )
    if (buyer.userErrors.length > 0) throw new Error(JSON.stringify(buyer.userErrors))
    return { id: cart.id, totalMinor: cart.total.minor, variantIds: lines.map(({ variantId }) => variantId) }
  }
  const checkout: OrdersFixture['checkout'] = ({
    cart,
    token = 'tok_approved',
    provider = 'sandbox',
    key = newId('evt'),
    expectedMinor = cart.totalMinor,
    as,
    deadlineMs,
  }) =>
    change(
      checkoutMutation,
      {
        cartId: cart.id,
        idempotencyKey: key,
        expectedTotal: { minor: expectedMinor, currency: 'EUR' },
        payment: { provider, token },
      },
      { as, ...(deadlineMs === undefined ? {} : { deadlineMs }) },
    )
  const resources = opening.move()
  return {
    ...{
      service,
      products,
      databaseUrl: database.url,
      tokens,
      sql,
      fate,
      replica,
      answer,
      ask,
      change,
      aVariant,
      aCart,
      checkout,
    },
    async someone(...roles) {
      const userId = newId('usr')
      return { userId, authorization: await tokens.authorization({ userId, roles: ['CUSTOMER', ...roles] }) }
    },
    takeQueries: () => queries.splice(0),
    async anOrder({ as, quantity = 2, minor = 1000 } = {}) {
      const variantId = await aVariant({ minor })
      const cart = await aCart([{ variantId, quantity }], as)
      const { order, orderAccessToken, userErrors } = await checkout({ cart, as })
      if (order === null) throw new Error(JSON.stringify(userErrors))
      return { id: order.id, totalMinor: order.total.minor, accessToken: orderAccessToken, variantId, cart }
    },
    settle: () => settle(service, sql, () => now().getTime()),
    async stockOf(variantId) {
      const [level] = await products.sql<{ onHand: number; reserved: number }[]>`
        select on_hand as "onHand", reserved from stock_levels where variant_id = ${variantId}`
      if (level === undefined) throw new Error(`no stock of ${variantId}`)
      return { ...level }
    },
    async requireInvariants(isSettled = true) {
      await Promise.all([
        products.requireInvariants(),
        requireInvariants(sql, isSettled),
        ...(isSettled ? [requireSameStock(sql, products.sql)] : []),
      ])
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}
