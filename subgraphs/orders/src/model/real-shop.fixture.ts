// For the model test: the same shop for real: its variants, its people and its orders.
import type { OrdersFixture, Someone } from '../orders-service.fixture.ts'
import { type ModelShop, orderOf } from './model-shop.fixture.ts'

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

/** Orders of one cart stand in the order in which they were placed. */
export async function orderIdOf(shop: RealShop, before: ModelShop, key: string): Promise<string> {
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
