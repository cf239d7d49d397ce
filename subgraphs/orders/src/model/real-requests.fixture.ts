// For the model test: requests of the model as a client sends them.
import type { Someone } from '../orders-service.fixture.ts'
import type { Keyed, Request } from './actions.fixture.ts'
import * as documents from './model-documents.fixture.ts'
import { cartOf, type ModelShop } from './model-shop.fixture.ts'
import { orderIdOf, type RealShop } from './real-shop.fixture.ts'

export type Asked = {
  readonly query: string
  readonly input: Record<string, unknown>
  readonly as: Someone | undefined
}

export async function requestOf(shop: RealShop, before: ModelShop, { key, request }: Keyed): Promise<Asked> {
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

/** Another wish under the same key. */
export function alter(request: Request, input: Record<string, unknown>): Record<string, unknown> {
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
