// What buyers do, in the words of the known clients: a cart with a buyer, a checkout, an order.
import { setTimeout as delay } from 'node:timers/promises'
import type { GraphClient } from '@supermarket/testkit/graph-client.ts'
import { unique } from '@supermarket/testkit/story.ts'

export type Money = { readonly minor: number; readonly currency: string }
export type UserError = { readonly code: string; readonly message: string; readonly path: string[] | null }
export type CartLine = { readonly variantId: string; readonly quantity: number }
export type Cart = {
  readonly id: string
  readonly total: Money
  readonly lines: readonly { readonly id: string; readonly quantity: number }[]
}
export type PlacedOrder = {
  readonly id: string
  readonly number: string
  readonly status: string
  readonly paymentStatus: string
  readonly total: Money
}
export type CheckoutPayload = {
  readonly order: PlacedOrder | null
  readonly orderAccessToken: string | null
  readonly nextAction: { readonly url: string } | null
  readonly userErrors: readonly UserError[]
}
export type Payment = {
  readonly token?: string
  readonly idempotencyKey?: string
  readonly expectedTotal?: Money
}

export const address = {
  name: 'A Buyer',
  line1: '1 Market Square',
  city: 'Ulm',
  postalCode: '89073',
  country: 'DE',
} as const

const cartFields = 'id total { minor currency } lines { id quantity }'
const refusal = 'userErrors { code message path }'

/** An open cart that lacks nothing for a checkout. */
export async function aCart(buyer: GraphClient, lines: readonly CartLine[]): Promise<Cart> {
  const { cartCreate } = await buyer.get<{ cartCreate: { cart: Cart; userErrors: UserError[] } }>(
    `mutation Open($input: CartCreateInput!) { cartCreate(input: $input) { cart { ${cartFields} } ${refusal} } }`,
    { input: { lines } },
  )
  if (cartCreate.userErrors.length > 0) throw new Error(JSON.stringify(cartCreate.userErrors))
  const { cart } = cartCreate
  const { cartBuyerUpdate } = await buyer.get<{ cartBuyerUpdate: { userErrors: UserError[] } }>(
    `mutation Buyer($input: CartBuyerUpdateInput!) { cartBuyerUpdate(input: $input) { ${refusal} } }`,
    { input: { cartId: cart.id, email: 'buyer@shop.test', shippingAddress: address } },
  )
  if (cartBuyerUpdate.userErrors.length > 0) throw new Error(JSON.stringify(cartBuyerUpdate.userErrors))
  return cart
}

export const checkoutDocument = `mutation Checkout($input: CheckoutCompleteInput!) {
  checkoutComplete(input: $input) {
    order { id number status paymentStatus total { minor currency } }
    orderAccessToken
    nextAction { ... on RedirectAction { url } }
    ${refusal}
  }
}`

export type Checkout = Omit<CheckoutPayload, 'nextAction'> & { readonly id: string; readonly status: string }

const checkoutFields = `id status order { id number status paymentStatus total { minor currency } } orderAccessToken
  ${refusal}`

export const submitDocument = `mutation Submit($input: CheckoutSubmitInput!) {
  checkoutSubmit(input: $input) { checkout { ${checkoutFields} } ${refusal} } }`

export const pollDocument = `query Poll($id: ID!, $accessToken: String) {
  checkout(id: $id, accessToken: $accessToken) { ${checkoutFields} } }`

export function checkoutInput(cart: Pick<Cart, 'id' | 'total'>, payment: Payment = {}) {
  const { token = 'tok_approved', idempotencyKey = unique(), expectedTotal = cart.total } = payment
  return { cartId: cart.id, idempotencyKey, expectedTotal, payment: { provider: 'sandbox', token } }
}

/** The payload, refused or not; throws on anything else. */
export async function checkOut(
  buyer: GraphClient,
  cart: Pick<Cart, 'id' | 'total'>,
  payment?: Payment,
): Promise<CheckoutPayload> {
  return await sendCheckout(buyer, checkoutInput(cart, payment))
}

/** Repeats it with the same key while the shop says that it is overloaded, as the contract asks of clients. */
export async function sendCheckout(
  buyer: GraphClient,
  input: ReturnType<typeof checkoutInput>,
): Promise<CheckoutPayload> {
  for (let attempt = 1; ; attempt++) {
    const { status, data, errors } = await buyer.ask<{ checkoutComplete: CheckoutPayload | null }>(
      checkoutDocument,
      { input },
    )
    if (errors.length === 0 && data?.checkoutComplete) return data.checkoutComplete
    if (status !== 503 || attempt === 20) throw new Error(`${status}: ${JSON.stringify(errors)}`)
    await delay(100 + Math.random() * 400)
  }
}

export type Bought = PlacedOrder & { readonly accessToken: string | null; readonly cartId: string }

/** From an empty cart to an order; throws when it is refused. */
export async function anOrder(
  buyer: GraphClient,
  lines: readonly CartLine[],
  payment?: Payment,
): Promise<Bought> {
  return orderOf(buyer, await aCart(buyer, lines), payment)
}

export async function orderOf(
  buyer: GraphClient,
  cart: Pick<Cart, 'id' | 'total'>,
  payment?: Payment,
): Promise<Bought> {
  const { order, orderAccessToken, userErrors } = await checkOut(buyer, cart, payment)
  if (order === null) throw new Error(`the checkout was refused: ${JSON.stringify(userErrors)}`)
  return { ...order, accessToken: orderAccessToken, cartId: cart.id }
}

export type OrderWithCodes = PlacedOrder & {
  readonly accessToken: string | null
  readonly lines: readonly { readonly id: string }[]
}

/** From an empty cart to an order, with discount codes and a way of delivery; throws when it is refused. */
export async function orderWithCodes(
  buyer: GraphClient,
  lines: readonly CartLine[],
  codes: readonly string[],
  deliveryMethodId: string | null = null,
): Promise<OrderWithCodes> {
  const { id } = await aCart(buyer, lines)
  const { cartDeliveryUpdate, cartDiscountCodesUpdate } = await buyer.get<
    Record<'cartDeliveryUpdate' | 'cartDiscountCodesUpdate', { cart: Cart | null; userErrors: UserError[] }>
  >(
    `mutation Price($delivery: CartDeliveryUpdateInput!, $codes: CartDiscountCodesUpdateInput!) {
      cartDeliveryUpdate(input: $delivery) { ${refusal} }
      cartDiscountCodesUpdate(input: $codes) { cart { ${cartFields} } ${refusal} }
    }`,
    { delivery: { cartId: id, deliveryMethodId }, codes: { cartId: id, codes } },
  )
  const { cart, userErrors } = cartDiscountCodesUpdate
  if (cart === null) throw new Error(JSON.stringify([...cartDeliveryUpdate.userErrors, ...userErrors]))
  const { accessToken, ...order } = await orderOf(buyer, cart)
  const { order: found } = await buyer.get<{ order: { lines: { id: string }[] } }>(
    'query Lines($id: ID!, $accessToken: String) { order(id: $id, accessToken: $accessToken) { lines { id } } }',
    { id: order.id, accessToken },
  )
  return { ...order, accessToken, lines: found.lines }
}
