// For the model test: the same shop for real. Does what actions say, as clients would, and tells what it looks like.
import { connect } from '@supermarket/drizzle/connect.ts'
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import type { OrdersFixture, Someone } from '../orders-service.fixture.ts'
import { address } from '../orders-service.fixture.ts'
import { sandboxPage } from '../sandbox/page.ts'
import { completeOrders } from '../settlement/store.ts'
import { defaultTimings } from '../timings.ts'
import type { Action, Keyed, Request } from './actions.fixture.ts'
import * as documents from './model-documents.fixture.ts'
import type { Answer, ModelShop } from './model-shop.fixture.ts'
import { cartOf, orderOf } from './model-shop.fixture.ts'
import { killed } from './predict.fixture.ts'

export type Clock = { nowMs: number }

/** One shop for one run: its own variants, carts and buyers, beside those of runs before. */
export type RealShop = {
  readonly fixture: OrdersFixture
  readonly clock: Clock
  readonly owner: Someone
  readonly stranger: Someone
  readonly staff: Someone
  readonly variantIds: readonly string[]
  /** By the key of the request that opened it. */
  readonly cartIds: Map<string, string>
}

export async function openRealShop(
  fixture: OrdersFixture,
  clock: Clock,
  variants: readonly { readonly priceMinor: number; readonly onHand: number }[],
): Promise<RealShop> {
  const product = await fixture.products.aProduct({
    variants: variants.map(({ priceMinor, onHand }) => ({
      price: { minor: priceMinor, currency: 'EUR' },
      onHand,
    })),
  })
  const [owner, stranger, staff] = [
    await fixture.someone(),
    await fixture.someone(),
    await fixture.someone('STAFF'),
  ]
  const variantIds = product.variants.map(({ id }) => id)
  return { fixture, clock, owner, stranger, staff, variantIds, cartIds: new Map() }
}

/** `before` is what the model knows, to find what the action names. */
export async function doReally(
  shop: RealShop,
  before: ModelShop,
  action: Action,
): Promise<readonly Answer[]> {
  const { clock, fixture } = shop
  clock.nowMs += 1
  switch (action.kind) {
    case 'once':
      return [await ask(shop, before, action)]
    case 'again':
      return [await ask(shop, before, action, { isAltered: action.isAltered })]
    case 'at once':
      return Promise.all(action.both.map((keyed) => ask(shop, before, keyed)))
    case 'killed': {
      fixture.fate.diesAt = action.step
      const answer = await ask(shop, before, action, { mayDie: true })
      fixture.fate.diesAt = undefined
      clock.nowMs += 2 * 60_000
      await sweep(fixture)
      return [answer]
    }
    case 'pass':
      clock.nowMs += action.minutes * 60_000
      return []
    case 'lapse':
      await lapse(shop, before, action.order)
      return []
    case 'sweep':
      await sweep(fixture)
      return []
    case 'complete':
      await complete(shop)
      return []
  }
}

/** What a sweep makes due at once is swept, too; the clock stands still. */
async function sweep({ service }: OrdersFixture): Promise<void> {
  while ((await service.sweepOrders()) > 0);
}

/** As if its time had come; products goes by the clock of its database. */
async function lapse(shop: RealShop, before: ModelShop, order: string): Promise<void> {
  const { products } = shop.fixture
  const id = await orderIdOf(shop, before, order)
  await products.sql`
    update stock_reservations set expires_at = now() - interval '1 second'
    where order_id = ${id} and status = 'RESERVED'`
  await products.service.expireReservations()
}

async function complete({ fixture, clock }: RealShop): Promise<void> {
  await using connection = connect({ url: fixture.databaseUrl, applicationName: 'the model test' })
  const before = new Date(clock.nowMs - defaultTimings.returnWindowMs)
  await withTransaction(connection, (tx) =>
    completeOrders(tx, { before, limit: 1_000, at: new Date(clock.nowMs) }),
  )
}

async function ask(
  shop: RealShop,
  before: ModelShop,
  keyed: Keyed,
  { isAltered = false, mayDie = false }: { isAltered?: boolean; mayDie?: boolean } = {},
): Promise<Answer> {
  if (keyed.request.kind === 'decide') return decide(shop, before, keyed.request)
  const { query, input, as } = await requestOf(shop, before, keyed)
  const altered = isAltered ? alter(keyed.request, input) : input
  const { body } = await shop.fixture.answer(query, { variables: { input: altered }, as })
  const [error] = body.errors ?? []
  if (error !== undefined) {
    // The fixture kills by throwing, once; any other fault is one.
    if (mayDie && shop.fixture.fate.diesAt === undefined) return killed
    throw new Error(`${keyed.request.kind}: ${JSON.stringify(error)}`)
  }
  // biome-ignore lint/suspicious/noExplicitAny: payloads of many mutations, each with userErrors
  const payload: any = Object.values(body.data ?? {})[0]
  const code: Answer = payload.userErrors[0]?.code ?? null
  if (keyed.request.kind === 'open cart' && code === null)
    await furnish(shop, keyed.request, { keyed, payload })
  return keyed.request.kind === 'checkout' && payload.checkout ? followed(shop, payload.checkout) : code
}

/** Until it has ended, or the order stands and somebody else has to do something. */
async function followed({ fixture, staff }: RealShop, { id }: { readonly id: string }): Promise<Answer> {
  const givenUp = Date.now() + 15_000
  for (;;) {
    const { checkout } = await fixture.ask(documents.checkoutQuery, { variables: { id }, as: staff })
    if (checkout.order !== null) return null
    if (checkout.status === 'FAILED') return checkout.userErrors[0]?.code ?? null
    if (Date.now() > givenUp) throw new Error(`the checkout is still ${checkout.status}`)
    await new Promise((done) => setTimeout(done, 2))
  }
}

async function furnish(
  { cartIds, fixture, owner }: RealShop,
  { buyer, hasAddress }: Extract<Request, { kind: 'open cart' }>,
  { keyed, payload }: { keyed: Keyed; payload: { cart: { id: string } } },
): Promise<void> {
  cartIds.set(keyed.key, payload.cart.id)
  if (!hasAddress) return
  const input = { cartId: payload.cart.id, email: 'ann@shop.test', shippingAddress: address }
  await fixture.change(documents.buyerUpdate, input, { as: buyer === 'owner' ? owner : undefined })
}

/** Another wish under the same key. */
function alter(request: Request, input: Record<string, unknown>): Record<string, unknown> {
  switch (request.kind) {
    case 'checkout':
      return { ...input, expectedTotal: { minor: request.expectedMinor + 1, currency: 'EUR' } }
    case 'fulfill':
      return { ...input, tracking: { carrier: 'Another', number: '1' } }
    case 'confirm':
      return { ...input, accessToken: 'another' }
    default:
      return { ...input, reason: 'another one' }
  }
}

type Asked = {
  readonly query: string
  readonly input: Record<string, unknown>
  readonly as: Someone | undefined
}

async function requestOf(shop: RealShop, before: ModelShop, { key, request }: Keyed): Promise<Asked> {
  const { owner, staff, stranger, variantIds } = shop
  const idempotencyKey = `${key} of ${variantIds[0]}`
  const cartId = (cartKey: string) => shop.cartIds.get(cartKey) ?? cartKey
  const buyerOf = (cartKey: string) => (cartOf(before, cartKey).buyer === 'owner' ? owner : undefined)
  const lines = (variant: number, quantity: number) => [{ variantId: variantIds[variant], quantity }]
  switch (request.kind) {
    case 'open cart':
      return {
        query: documents.cartCreate,
        input: {
          lines: request.quantities.flatMap((quantity, at) => (quantity > 0 ? lines(at, quantity) : [])),
        },
        as: request.buyer === 'owner' ? owner : undefined,
      }
    case 'add':
      return {
        query: documents.linesAdd,
        input: { cartId: cartId(request.cart), lines: lines(request.variant, request.quantity) },
        as: buyerOf(request.cart),
      }
    case 'merge':
      return { query: documents.merge, input: { cartId: cartId(request.cart) }, as: owner }
    case 'set quantity': {
      const id = await lineIdOf(shop, cartId(request.cart), variantIds[request.variant])
      return {
        query: documents.linesUpdate,
        input: { cartId: cartId(request.cart), lines: [{ id, quantity: request.quantity }] },
        as: buyerOf(request.cart),
      }
    }
    case 'checkout':
      return {
        query: request.isSubmitted ? documents.submit : documents.checkout,
        input: {
          cartId: cartId(request.cart),
          idempotencyKey,
          expectedTotal: { minor: request.expectedMinor, currency: 'EUR' },
          payment: { provider: 'sandbox', token: request.token },
        },
        as: buyerOf(request.cart),
      }
    case 'decide':
      throw new Error('a decision is taken at the page')
    case 'confirm':
      return {
        query: documents.confirm,
        input: { orderId: await orderIdOf(shop, before, request.order), idempotencyKey },
        as: staff,
      }
    case 'cancel':
      return {
        query: documents.cancel,
        input: { id: await orderIdOf(shop, before, request.order), idempotencyKey },
        as: { owner, staff, stranger }[request.by],
      }
    case 'fulfill':
    case 'refund':
      return { ...(await staffRequest(shop, before, { key, request })), as: staff }
  }
}

async function staffRequest(
  shop: RealShop,
  before: ModelShop,
  { key, request }: Keyed & { request: Extract<Request, { kind: 'fulfill' | 'refund' }> },
): Promise<Omit<Asked, 'as'>> {
  const id = await orderIdOf(shop, before, request.order)
  const common = { id, idempotencyKey: `${key} of ${shop.variantIds[0]}` }
  if (request.kind === 'fulfill') {
    const lines = request.quantities === 'all' ? undefined : await orderLines(shop, id, request.quantities)
    return { query: documents.fulfill, input: { ...common, lines } }
  }
  const { what } = request
  if (what === 'all') return { query: documents.refund, input: common }
  if ('amountMinor' in what) {
    const amount = { minor: what.amountMinor, currency: 'EUR' }
    return { query: documents.refund, input: { ...common, amount } }
  }
  return { query: documents.refund, input: { ...common, lines: await orderLines(shop, id, what.quantities) } }
}

async function orderLines({ fixture }: RealShop, orderId: string, quantities: readonly number[]) {
  const rows = await fixture.sql<{ id: string }[]>`
    select id from order_lines where order_id = ${orderId} order by position`
  return rows.flatMap(({ id }, at) => {
    const quantity = quantities[at] ?? 0
    return quantity === 0 ? [] : [{ id, quantity }]
  })
}

async function lineIdOf(
  { fixture }: RealShop,
  cartId: string,
  variantId: string | undefined,
): Promise<string> {
  const [line] = await fixture.sql<{ id: string }[]>`
    select id from cart_lines where cart_id = ${cartId} and variant_id = ${variantId ?? ''}`
  return line?.id ?? 'cli_00000000000000000000000000'
}

/** The buyer at the provider's page; the shop hears of it, or the message is lost. */
async function decide(
  shop: RealShop,
  before: ModelShop,
  { order, approves, isHeard }: Extract<Request, { kind: 'decide' }>,
): Promise<Answer> {
  const { fixture, clock } = shop
  const orderId = await orderIdOf(shop, before, order)
  const [charge] = await fixture.sql<{ pageId: string }[]>`
    select page_id as "pageId" from sandbox_charges where key in (select id from payments where order_id = ${orderId})`
  const request = { method: 'POST', path: `${charge?.pageId}/${approves ? 'approve' : 'refuse'}` }
  await using connection = connect({ url: fixture.databaseUrl, applicationName: 'the model test' })
  const deaf = sandboxPage(
    { connection, pageUrl: 'http://127.0.0.1/sandbox', now: () => new Date(clock.nowMs) },
    async () => {},
  )
  const page = isHeard ? fixture.service.sandboxPage : deaf
  const answer = await page?.(request)
  if (answer?.status !== 303) throw new Error(`the page answered ${answer?.status}`)
  return null
}

/** Orders of one cart stand in the order in which they were placed. */
async function orderIdOf(shop: RealShop, before: ModelShop, key: string): Promise<string> {
  const { cartKey } = orderOf(before, key)
  const place = before.orders
    .filter((order) => order.cartKey === cartKey)
    .findIndex((order) => order.key === key)
  const ids = await placedOrders(shop, cartKey)
  const id = ids[place]
  if (id === undefined) throw new Error(`the order ${key} is not there`)
  return id
}

export async function placedOrders({ fixture, cartIds }: RealShop, cartKey: string): Promise<string[]> {
  const rows = await fixture.sql<{ id: string }[]>`
    select id from orders where cart_id = ${cartIds.get(cartKey) ?? ''} and placed_at is not null
    order by created_at, id`
  return rows.map(({ id }) => id)
}
