// For the model test: does in the real shop what actions say, as clients would.
import { connect } from '@supermarket/drizzle/connect.ts'
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { address, type OrdersFixture } from '../orders-service.fixture.ts'
import { completeOrders } from '../settlement/store.ts'
import { defaultTimings } from '../timings.ts'
import type { Action, Keyed, Request } from './actions.fixture.ts'
import * as documents from './model-documents.fixture.ts'
import type { Answer, ModelShop } from './model-shop.fixture.ts'
import { killed } from './predict.fixture.ts'
import { alter, requestOf } from './real-requests.fixture.ts'
import { orderIdOf, type RealShop } from './real-shop.fixture.ts'

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

/** The buyer at the provider's page; the shop is told, or the message is lost. */
async function decide(
  shop: RealShop,
  before: ModelShop,
  { order, approves, isHeard }: Extract<Request, { kind: 'decide' }>,
): Promise<Answer> {
  const { sql, service } = shop.fixture
  const orderId = await orderIdOf(shop, before, order)
  const [charge] = await sql<{ key: string; pageId: string; state: string }[]>`
    select key, page_id as "pageId", state from sandbox_charges
    where key in (select id from payments where order_id = ${orderId})`
  if (charge === undefined) throw new Error(`nothing is charged for ${order}`)
  const path = `${charge.pageId}/${approves ? 'approve' : 'refuse'}`
  const answer = await service.sandboxPage?.({ method: 'POST', path })
  if (answer?.status !== 303) throw new Error(`the page answered ${answer?.status}`)
  // What was decided before is no news.
  if (isHeard && charge.state === 'requires_action') await service.hearFromProvider(charge.key)
  return null
}
