// Gives the demo customers a past: a few orders, placed and paid through the graph, one of them on its way.
import type { SubgraphHandler } from '@supermarket/service-kit/subgraph.ts'
import { ask, requireDone, type UserErrors } from './ask.ts'

export type SeedOrder = {
  readonly authorization: string
  readonly email: string
  readonly skus: readonly (readonly [sku: string, quantity: number])[]
  readonly name: string
}

type Shop = { readonly products: SubgraphHandler; readonly orders: SubgraphHandler }

const address = { line1: '1 Market Street', city: 'Springfield', postalCode: '12345', country: 'DE' }

/** Places and pays one order; answers its id. */
export async function seedOrder(shop: Shop, order: SeedOrder): Promise<string> {
  const lines = await Promise.all(
    order.skus.map(async ([sku, quantity]) => ({ variantId: await variantOf(shop.products, sku), quantity })),
  )
  const cart = await openCart(shop.orders, lines, order)
  const { checkoutComplete } = await ask<{
    checkoutComplete: { order: { id: string }; userErrors: UserErrors }
  }>(shop.orders, {
    query: `mutation SeedCheckout($input: CheckoutCompleteInput!) {
      checkoutComplete(input: $input) { order { id } userErrors { code message } }
    }`,
    variables: {
      input: {
        cartId: cart.id,
        idempotencyKey: `seed-${cart.id}`,
        expectedTotal: { minor: cart.total.minor, currency: cart.total.currency },
        payment: { provider: 'sandbox', token: 'tok_approved' },
      },
    },
    authorization: order.authorization,
  })
  requireDone(checkoutComplete.userErrors)
  return checkoutComplete.order.id
}

export async function seedShipment(
  orders: SubgraphHandler,
  id: string,
  authorization: string,
): Promise<void> {
  const { orderFulfill } = await ask<{ orderFulfill: { userErrors: UserErrors } }>(orders, {
    query: `mutation SeedShipment($input: OrderFulfillInput!) {
      orderFulfill(input: $input) { order { id } userErrors { code message } }
    }`,
    variables: {
      input: { id, tracking: { carrier: 'Parcel Post', number: 'PP-0001' }, idempotencyKey: `seed-${id}` },
    },
    authorization,
  })
  requireDone(orderFulfill.userErrors)
}

/** How many orders the signed-in user has. */
export async function countOrders(orders: SubgraphHandler, authorization: string): Promise<number> {
  const { me } = await ask<{ me: { orders: { totalCount: number } } }>(orders, {
    query: 'query SeedOrders { me { orders(first: 1) { totalCount } } }',
    authorization,
  })
  return me.orders.totalCount
}

type Cart = { readonly id: string; readonly total: { readonly minor: number; readonly currency: string } }

async function openCart(
  orders: SubgraphHandler,
  lines: readonly { variantId: string; quantity: number }[],
  { authorization, email, name }: SeedOrder,
): Promise<Cart> {
  const { cartCreate } = await ask<{ cartCreate: { cart: Cart; userErrors: UserErrors } }>(orders, {
    query: `mutation SeedCart($input: CartCreateInput!) {
      cartCreate(input: $input) { cart { id total { minor currency } } userErrors { code message } }
    }`,
    variables: { input: { lines } },
    authorization,
  })
  requireDone(cartCreate.userErrors)
  const { cartBuyerUpdate } = await ask<{ cartBuyerUpdate: { cart: Cart; userErrors: UserErrors } }>(orders, {
    query: `mutation SeedBuyer($input: CartBuyerUpdateInput!) {
      cartBuyerUpdate(input: $input) { cart { id total { minor currency } } userErrors { code message } }
    }`,
    variables: { input: { cartId: cartCreate.cart.id, email, shippingAddress: { name, ...address } } },
    authorization,
  })
  requireDone(cartBuyerUpdate.userErrors)
  return cartBuyerUpdate.cart
}

async function variantOf(products: SubgraphHandler, sku: string): Promise<string> {
  const { variant } = await ask<{ variant: { id: string } }>(products, {
    query: 'query SeedVariant($sku: String!) { variant(sku: $sku) { id } }',
    variables: { sku },
  })
  return variant.id
}
