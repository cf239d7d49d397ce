// For tests: the orders service on a database of its own, beside a real products service, joined in memory. The clock
// may be put forward, and the service "killed" at a named step by throwing there.

import {
  openFixture as openProductsFixture,
  type ProductsFixture,
} from '@supermarket/products/products-service.fixture.ts'
import { memoryEventTransport } from '@supermarket/service-kit/events/memory-event-transport.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import { memoryTransport } from '@supermarket/service-kit/memory-transport.ts'
import type { SubgraphAnswer, SubgraphTransport } from '@supermarket/service-kit/subgraph-call.ts'
import type { Role } from '@supermarket/service-kit/viewer.ts'
import { testDatabase } from '@supermarket/testkit/test-database.ts'
import { testTokens } from '@supermarket/testkit/tokens.ts'
import { pino } from 'pino'
import postgres from 'postgres'
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
  readonly key?: string
  readonly expectedMinor?: number
  readonly as?: Someone | undefined
  readonly deadlineMs?: number
}

export type OrdersFixture = AsyncDisposable & {
  readonly service: OrdersService
  readonly products: ProductsFixture
  readonly databaseUrl: string
  /** As the service's role, beside the service. */
  readonly sql: postgres.Sql
  /** Settings that a test may change as it goes. */
  readonly fate: {
    /** The service dies here, once. */
    diesAt?: Step | undefined
    /** Milliseconds by which its clock is ahead. */
    aheadMs: number
    /** Stands between orders and products. */
    products?: ((send: SubgraphTransport) => SubgraphTransport) | undefined
  }
  someone(...roles: readonly Role[]): Promise<Someone>
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
  requireInvariants(): Promise<void>
}

export const orderFields = `id number status paymentStatus fulfillmentStatus
  total { minor currency amount } totalCaptured { minor } totalRefunded { minor }`

export const checkoutMutation = `mutation ($input: CheckoutCompleteInput!) {
  checkoutComplete(input: $input) {
    order { ${orderFields} }
    orderAccessToken
    nextAction { ... on RedirectAction { url } }
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
  // The databases go with the run's cluster: dropping one here would cut the sockets that graphile-worker's pool closes
  // after it has said that it is closed, and that is an uncaught error.
  const products = await openProductsFixture()
  opening.defer(async () => {
    await products.sql.end({ timeout: 5 })
    await products.service[Symbol.asyncDispose]()
  })
  const database = await testDatabase('orders')
  const tokens = await testTokens()
  const queries: string[] = []
  const fate: OrdersFixture['fate'] = { aheadMs: 0 }
  const toProducts = memoryTransport({ caller: 'orders', handler: products.service.handler })
  const { timings, ...others } = options
  const service = opening.use(
    await openOrders({
      databaseUrl: database.url,
      secret: 'a secret of tests that is long enough',
      log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
      links: {
        jwks: tokens.jwks,
        fetchRevocations: tokens.fetchRevocations,
        products: (call) => (fate.products?.(toProducts) ?? toProducts)(call),
        events: memoryEventTransport({ source: 'orders', receiverOf: () => products.service.events }),
      },
      // The sweep is the test's own.
      timings: { sweepMs: 60 * 60_000, ...timings },
      onQuery: (text) => void queries.push(text),
      onStep: (step) => {
        if (step !== fate.diesAt) return
        fate.diesAt = undefined
        throw new Killed(`killed at ${step}`)
      },
      now: () => new Date(Date.now() + fate.aheadMs),
      ...others,
    }),
  )
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
        payment: { provider: 'sandbox', token },
      },
      { as, ...(deadlineMs === undefined ? {} : { deadlineMs }) },
    )
  const resources = opening.move()
  return {
    ...{
      service,
      products,
      databaseUrl: database.url,
      sql,
      fate,
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
    settle: () => settle(service, sql, () => Date.now() + fate.aheadMs),
    async stockOf(variantId) {
      const [level] = await products.sql<{ onHand: number; reserved: number }[]>`
        select on_hand as "onHand", reserved from stock_levels where variant_id = ${variantId}`
      if (level === undefined) throw new Error(`no stock of ${variantId}`)
      return { ...level }
    },
    async requireInvariants() {
      await products.requireInvariants()
      await requireInvariants(sql)
      await requireSameStock(sql, products.sql)
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

async function settle(service: OrdersService, sql: postgres.Sql, now: () => number): Promise<void> {
  const givenUp = Date.now() + 15_000
  for (;;) {
    await service.sweepOrders()
    const [open] = await sql<{ orders: number; events: number }[]>`
      select (select count(*)::integer from orders where settle_after <= ${new Date(now()).toISOString()}
                or (status = 'CANCELED' and settle_after is not null)) as orders,
             (select count(*)::integer from outbox_delivery where delivered_at is null) as events`
    if (open?.orders === 0 && open.events === 0) return
    if (Date.now() > givenUp) throw new Error(`not settled: ${JSON.stringify(open)}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const invariants: Readonly<Record<string, string>> = {
  'no checkout is left half done': `
    select id from orders where placed_at is null and status = 'PENDING_PAYMENT'`,
  'an order adds up': `
    select o.id from orders as o left join order_lines as l on l.order_id = o.id
    group by o.id having o.subtotal_minor is distinct from sum(l.total_minor) or o.total_minor <> o.subtotal_minor`,
  'a balance is what the ledger adds up to': `
    select p.id from payments as p left join payment_ledger as e on e.payment_id = p.id
    group by p.id having p.captured_minor <> coalesce(sum(e.amount_minor) filter (where e.kind = 'CAPTURE'), 0)
      or p.refunded_minor <> coalesce(sum(e.amount_minor) filter (where e.kind = 'REFUND'), 0)`,
  'what is set aside is what refunds wait for': `
    select p.id from payments as p left join refunds as r on r.payment_id = p.id and r.status = 'PENDING'
    group by p.id having p.refunding_minor <> coalesce(sum(r.amount_minor), 0)`,
  'an order has what its payments have': `
    select o.id from orders as o join payments as p on p.order_id = o.id
    group by o.id having o.captured_minor <> sum(p.captured_minor) or o.refunded_minor <> sum(p.refunded_minor)`,
  'the ledger is what the provider has in its own books': `
    select theirs.id, ours.provider_transaction_id
    from sandbox_transactions as theirs
    full join payment_ledger as ours on ours.provider_transaction_id = theirs.id
    where (theirs.charge_key, theirs.kind, theirs.amount_minor, theirs.refund_key)
      is distinct from (ours.payment_id, ours.kind, ours.amount_minor, ours.refund_id)`,
  'the provider charged nothing for an order that is not paid': `
    select c.key from sandbox_charges as c left join payments as p on p.id = c.key
    left join orders as o on o.id = p.order_id
    where c.captured_minor > 0 and (o.id is null or o.placed_at is null)`,
  'a paid order is paid in full, another is not': `
    select id from orders where total_minor > 0
      and (payment_status = 'PAID') <> (captured_minor - refunded_minor = total_minor)`,
  'a canceled order keeps no money': `
    select id from orders where status = 'CANCELED' and captured_minor <> refunded_minor`,
  'a cart has one live order': `
    select cart_id from orders where status <> 'CANCELED' group by cart_id having count(*) > 1`,
  'every order tells of its end once': `
    select o.id from orders as o where o.placed_at is not null and (
      (select count(*) from outbox as e where e.aggregate_id = o.id and e.type = 'order.placed') <> 1
      or (select count(*) from outbox as e where e.aggregate_id = o.id and e.type = 'order.paid')
        <> (select count(*) from order_events as e where e.order_id = o.id and e.type = 'CONFIRMED')
      or (select count(*) from outbox as e where e.aggregate_id = o.id and e.type = 'order.canceled')
        <> (case when o.status = 'CANCELED' then 1 else 0 end))`,
  'no key is left without an answer': `select key from idempotency_keys where answer is null`,
}

async function requireInvariants(sql: postgres.Sql): Promise<void> {
  for (const [name, query] of Object.entries(invariants)) {
    const broken = await sql.unsafe(query)
    if (broken.length > 0) throw new Error(`${name}: broken for ${JSON.stringify(broken.slice(0, 3))}`)
  }
}

/** Nothing sold that was not reserved, nothing reserved that nobody wants. */
async function requireSameStock(orders: postgres.Sql, products: postgres.Sql): Promise<void> {
  const wanted = await orders<{ id: string; status: string; isPlaced: boolean }[]>`
    select id, status, placed_at is not null as "isPlaced" from orders`
  const reservations = await products<{ id: string; status: string }[]>`
    select order_id as id, status::text from stock_reservations`
  const statusOf = new Map(reservations.map(({ id, status }) => [id, status]))
  for (const { id, status } of wanted) {
    const expected =
      status === 'CANCELED'
        ? ['RELEASED', undefined]
        : status === 'PENDING_PAYMENT'
          ? ['RESERVED']
          : ['COMMITTED']
    const found = statusOf.get(id)
    if (!expected.includes(found)) throw new Error(`order ${id} is ${status}, its stock ${found}`)
    statusOf.delete(id)
  }
  if (statusOf.size > 0) throw new Error(`reserved for nobody: ${JSON.stringify([...statusOf])}`)
}
