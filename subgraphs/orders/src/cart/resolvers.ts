// Carts in the graph.
import { isId } from '@supermarket/service-kit/ids.ts'
import { payloadOf } from '@supermarket/service-kit/refusal.ts'
import type { Context } from '../context.ts'
import type { Resolvers } from '../generated/resolvers-types.ts'
import { lineTotalMinor, totalsOf } from '../order/totals.ts'
import { type Cart, type CartLine, type CartWithLines, expiryOf, problemsOf } from './cart.ts'
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
  },
  User: {
    cart: async ({ id }, _args, context) => primed(await context.loaders.openCart.load(id), context),
  },
  Cart: {
    __resolveReference: ({ id }, context) => readCart(id, context),
    lines: async (cart, _args, { loaders }) =>
      (await loaders.cartLines.load(cart.id)).map((line) => ({ line, currency: cart.currency })),
    subtotal: async (cart, _args, { loaders }) => subtotalOf(cart, await loaders.cartLines.load(cart.id)),
    total: async (cart, _args, { loaders }) => subtotalOf(cart, await loaders.cartLines.load(cart.id)),
    problems: async (cart, _args, { loaders }) => problemsOf(cart, await loaders.cartLines.load(cart.id)),
    expiresAt: (cart, _args, { parts }) => expiryOf(cart, parts.timings.cartsMs),
    email: (cart, _args, { viewer }) => (mayReadBuyer(cart, viewer) ? cart.email : null),
    shippingAddress: (cart, _args, { viewer }) => (mayReadBuyer(cart, viewer) ? cart.shippingAddress : null),
    billingAddress: (cart, _args, { viewer }) => (mayReadBuyer(cart, viewer) ? cart.billingAddress : null),
  },
  CartLine: {
    id: ({ line }) => line.id,
    quantity: ({ line }) => line.quantity,
    unitPrice: ({ line, currency }) => ({ minor: line.unitMinor, currency }),
    total: ({ line, currency }) => ({ minor: lineTotalMinor(line), currency }),
    variant: ({ line }) => ({ __typename: 'ProductVariant', id: line.variantId }),
  },
} satisfies Resolvers

async function readCart(id: string, context: Context): Promise<Cart | null> {
  const cart = isId('crt', id) ? await context.loaders.cart.load(id) : null
  return cart !== null && mayReadCart(cart, context.viewer) ? primed(cart, context) : null
}

function changed(cart: CartWithLines, context: Context): Cart {
  context.loaders.clear()
  context.loaders.cartLines.prime(cart.id, cart.lines)
  return cart
}

/** The lines came with the cart: nobody asks for them again. */
function primed(cart: CartWithLines | null, { loaders }: Context): Cart | null {
  if (cart !== null) loaders.cartLines.prime(cart.id, cart.lines)
  return cart
}

function subtotalOf(cart: Cart, lines: readonly CartLine[]) {
  return { minor: totalsOf(lines).subtotalMinor, currency: cart.currency }
}
