// For the model test: what carts and checkouts come to. Written from the contract, not from the code under test. Pure:
// each changes the copy of the shop that it is given.
import type { Request } from './actions.fixture.ts'
import {
  type Answer,
  cartOf,
  type ModelCart,
  type ModelOrder,
  type ModelShop,
  totalOf,
} from './model-shop.fixture.ts'

type Of<Kind extends Request['kind']> = Extract<Request, { kind: Kind }>

/** A customer has one open cart, which grows; a guest may have any number. */
export function openCart(shop: ModelShop, key: string, { buyer, quantities, hasAddress }: Of<'open cart'>) {
  const open =
    buyer === 'owner' ? shop.carts.find((cart) => cart.buyer === 'owner' && cart.isOpen) : undefined
  const flags = { isAdopted: false, isMerged: false, hasAddress: false, isOpen: true }
  const cart: ModelCart = open ?? { key, buyer, ...flags, lines: [] }
  if (open === undefined) shop.carts.push(cart)
  for (const [variant, quantity] of quantities.entries()) if (quantity > 0) grow(cart, variant, quantity)
  if (hasAddress) cart.hasAddress = true
  return null
}

export function addToCart(shop: ModelShop, { cart: key, variant, quantity }: Of<'add'>): Answer {
  const cart = cartOf(shop, key)
  if (cart.isMerged) return 'NOT_FOUND'
  if (!cart.isOpen) return 'ILLEGAL_STATE'
  grow(cart, variant, quantity)
  return null
}

export function setQuantity(shop: ModelShop, { cart: key, variant, quantity }: Of<'set quantity'>): Answer {
  const cart = cartOf(shop, key)
  if (cart.isMerged) return 'NOT_FOUND'
  if (!cart.isOpen) return 'ILLEGAL_STATE'
  const line = cart.lines.find((other) => other.variant === variant)
  if (line === undefined) return 'NOT_FOUND'
  if (quantity === 0) cart.lines = cart.lines.filter((other) => other !== line)
  else line.quantity = quantity
  return null
}

/** Into the owner's open cart, or as it; a cart that was taken along leads to the one that took it. */
export function mergeCart(shop: ModelShop, { cart: key }: Of<'merge'>): Answer {
  const cart = cartOf(shop, key)
  if (cart.isMerged || cart.buyer === 'owner') return null
  if (!cart.isOpen) return 'ILLEGAL_STATE'
  const own = shop.carts.find(({ buyer, isOpen }) => buyer === 'owner' && isOpen)
  if (own === undefined) {
    cart.buyer = 'owner'
    cart.isAdopted = true
    return null
  }
  for (const { variant, quantity } of cart.lines) grow(own, variant, quantity)
  own.hasAddress ||= cart.hasAddress
  cart.isMerged = true
  cart.isOpen = false
  return null
}

function grow(cart: ModelCart, variant: number, quantity: number): void {
  const line = cart.lines.find((other) => other.variant === variant)
  if (line === undefined) cart.lines.push({ variant, quantity })
  else line.quantity += quantity
}

/** `keeps` tells whether the answer is kept for the same key. */
export function checkOut(
  shop: ModelShop,
  key: string,
  { cart: cartKey, token, expectedMinor }: Of<'checkout'>,
): { answer: Answer; keeps: boolean } {
  const cart = cartOf(shop, cartKey)
  if (cart.isMerged) return { answer: 'NOT_FOUND', keeps: false }
  // What the buyer can complete, and then ask for with the same key, is not kept.
  if (!cart.isOpen || cart.lines.length === 0 || !cart.hasAddress)
    return { answer: 'ILLEGAL_STATE', keeps: false }
  const isShort = cart.lines.some(({ variant, quantity }) => quantity > availableOf(shop, variant))
  if (isShort) return { answer: 'INSUFFICIENT_STOCK', keeps: true }
  if (expectedMinor !== totalOf(shop, cart.lines)) return { answer: 'PRICE_CHANGED', keeps: true }
  // A provider that is out of order is called off: nothing was charged.
  if (token === 'tok_declined' || token === 'tok_insufficient_funds' || token === 'tok_error')
    return { answer: 'PAYMENT_DECLINED', keeps: true }
  place(shop, { key, cart, token })
  return { answer: null, keeps: true }
}

function place(
  shop: ModelShop,
  { key, cart, token }: { key: string; cart: ModelCart; token: Of<'checkout'>['token'] },
): void {
  const isPaid = token === 'tok_approved'
  const hasPage = token === 'tok_requires_action'
  const totalMinor = totalOf(shop, cart.lines)
  cart.isOpen = false
  const order: ModelOrder = {
    key,
    cartKey: cart.key,
    buyer: cart.buyer,
    lines: cart.lines.map((line) => ({ ...line, fulfilled: 0, refunded: 0 })),
    totalMinor,
    placedAtMs: shop.nowMs,
    hasPage,
    status: isPaid ? 'CONFIRMED' : 'PENDING_PAYMENT',
    paymentStatus: isPaid ? 'PAID' : hasPage ? 'REQUIRES_ACTION' : 'PENDING',
    fulfillmentStatus: 'UNFULFILLED',
    charge: hasPage ? 'requires_action' : 'captured',
    capturedMinor: isPaid ? totalMinor : 0,
    refundedMinor: 0,
    refunds: [],
    refundDueMinor: 0,
    parcels: 0,
    timeline: [
      'PLACED',
      ...(isPaid ? (['PAYMENT_CAPTURED', 'CONFIRMED'] as const) : []),
      ...(hasPage ? (['PAYMENT_ACTION_REQUIRED'] as const) : []),
    ],
    lookedAtMs: shop.nowMs,
    isLapsed: false,
    isDue: false,
    isUnsold: false,
    fulfilledAtMs: undefined,
  }
  for (const { variant, quantity } of order.lines) {
    const level = shop.variants[variant]
    if (level === undefined) throw new Error(`no variant ${variant}`)
    if (isPaid) level.onHand -= quantity
    else level.reserved += quantity
  }
  shop.orders.push(order)
}

function availableOf({ variants }: ModelShop, variant: number): number {
  const level = variants[variant]
  return level === undefined ? 0 : level.onHand - level.reserved
}
