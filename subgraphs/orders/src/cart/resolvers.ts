// Carts in the graph.

import { upstreamUnavailable } from '@supermarket/service-kit/graph-error.ts'
import { isId } from '@supermarket/service-kit/ids.ts'
import { timesMinor } from '@supermarket/service-kit/money.ts'
import { payloadOf } from '@supermarket/service-kit/refusal.ts'
import type { Context } from '../context.ts'
import type { Resolvers } from '../generated/resolvers-types.ts'
import { totalMinorOfPrices } from '../pricing/price-cart.ts'
import { type CartWithLines, expiryOf, problemsOf } from './cart.ts'
import { chooseDelivery, enterCodes } from './change-pricing.ts'
import { createCart } from './create-cart.ts'
import { addToCart, setQuantities } from './edit-cart.ts'
import { mayReadBuyer, mayReadCart } from './find-cart.ts'
import { mergeCart } from './merge-cart.ts'
import { setBuyer } from './update-buyer.ts'

export const cartResolvers = {
  Query: {
    cart: (_parent, { id }, context) => readCart(id, context),
  },
  Mutation: {
    cartCreate: (_parent, { input }, context) =>
      payloadOf(async () => {
        const { lines, currency } = input
        const asked = { lines: lines ?? [], currency: currency ?? undefined }
        return { cart: changed(await createCart(context.parts, context.asCaller, asked), context) }
      }),
    cartLinesAdd: (_parent, { input }, context) =>
      payloadOf(async () => ({
        cart: changed(await addToCart(context.parts, context.asCaller, input), context),
      })),
    cartLinesUpdate: (_parent, { input }, context) =>
      payloadOf(async () => ({
        cart: changed(await setQuantities(context.parts, context.asCaller, input), context),
      })),
    cartBuyerUpdate: (_parent, { input }, context) =>
      payloadOf(async () => ({
        cart: changed(await setBuyer(context.parts, context.asCaller, input), context),
      })),
    cartMerge: (_parent, { input }, context) =>
      payloadOf(async () => ({
        cart: changed(await mergeCart(context.parts, context.asCaller, input), context),
      })),
    cartDeliveryUpdate: (_parent, { input }, context) =>
      payloadOf(async () => ({
        cart: changed(await chooseDelivery(context.parts, context.asCaller, input), context),
      })),
    cartDiscountCodesUpdate: (_parent, { input }, context) =>
      payloadOf(async () => ({
        cart: changed(await enterCodes(context.parts, context.asCaller, input), context),
      })),
  },
  User: {
    cart: ({ id }, _args, { loaders }) => loaders.openCart.load(id),
  },
  Cart: {
    __resolveReference: ({ id }, context) => readCart(id, context),
    expiresAt: (cart, _args, { parts }) => expiryOf(cart, parts.timings.cartsMs),
    lines: (cart) => cart.lines.map((line) => ({ line, cart })),
    subtotal: async (cart, _args, { pricesOf }) => money(cart, (await pricesOf(cart)).goods.subtotalMinor),
    discounts: async (cart, _args, { pricesOf }) => inCurrency(cart, (await pricesOf(cart)).goods.discounts),
    discountTotal: async (cart, _args, { pricesOf }) =>
      money(cart, (await pricesOf(cart)).goods.discountMinor),
    deliveryOptions: async (cart, _args, { pricesOf }) => inCurrency(cart, (await pricesOf(cart)).offers),
    deliveryOption: async (cart, _args, { pricesOf }) => {
      const { delivery } = await pricesOf(cart)
      return delivery && { ...delivery, currency: cart.currency }
    },
    deliveryTotal: async (cart, _args, { pricesOf }) =>
      money(cart, (await pricesOf(cart)).goods.deliveryMinor),
    pricesIncludeTax: (_cart, _args, { parts }) => parts.pricing.pricesIncludeTax,
    taxes: async (cart, _args, { pricesOf }) => {
      const { prices } = await pricesOf(cart)
      return prices ? inCurrency(cart, prices.taxes) : null
    },
    taxTotal: async (cart, _args, { pricesOf }) => {
      const { prices } = await pricesOf(cart)
      return prices ? money(cart, prices.taxMinor) : null
    },
    total: async (cart, _args, { pricesOf }) => {
      const totalMinor = totalMinorOfPrices(await pricesOf(cart))
      // Better none than a wrong one; the problems tell why, too.
      if (totalMinor === undefined) throw upstreamUnavailable('taxes')
      return money(cart, totalMinor)
    },
    problems: async (cart, _args, { pricesOf }) =>
      cart.completedAt === null ? [...problemsOf(cart), ...(await pricesOf(cart)).problems] : [],
    email: (cart, _args, { viewer }) => (mayReadBuyer(cart, viewer) ? cart.email : null),
    shippingAddress: (cart, _args, { viewer }) => (mayReadBuyer(cart, viewer) ? cart.shippingAddress : null),
    billingAddress: (cart, _args, { viewer }) => (mayReadBuyer(cart, viewer) ? cart.billingAddress : null),
  },
  CartLine: {
    id: ({ line }) => line.id,
    quantity: ({ line }) => line.quantity,
    unitPrice: ({ line, cart }) => money(cart, line.unitMinor),
    total: ({ line, cart }) => money(cart, timesMinor(line.unitMinor, line.quantity)),
    discountTotal: async ({ line, cart }, _args, { pricesOf }) =>
      money(cart, (await pricesOf(cart)).goods.lines[cart.lines.indexOf(line)]?.discountMinor ?? 0),
    variant: ({ line }) => ({ __typename: 'ProductVariant', id: line.variantId }),
  },
} satisfies Resolvers

async function readCart(id: string, context: Context): Promise<CartWithLines | null> {
  const cart = isId('crt', id) ? await context.loaders.cart.load(id) : null
  return cart !== null && mayReadCart(cart, context.viewer) ? cart : null
}

function changed(cart: CartWithLines, { loaders }: Context): CartWithLines {
  loaders.clear()
  return cart
}

function money({ currency }: CartWithLines, minor: number) {
  return { minor, currency }
}

function inCurrency<Row extends object>({ currency }: CartWithLines, rows: readonly Row[]) {
  return rows.map((row) => ({ ...row, currency }))
}
