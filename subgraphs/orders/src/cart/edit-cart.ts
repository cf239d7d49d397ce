// Changing a cart's lines: read, ask products, save unless somebody else was faster, and then again.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { isId, newId } from '@supermarket/service-kit/ids.ts'
import type { CallScope, Catalog } from '../checkout/catalog.ts'
import type { Caller } from '../parts.ts'
import { refuse, refuseAll, userError } from '../user-error.ts'
import { type Cart, type CartWithLines, maxLines } from './cart.ts'
import {
  type Addition,
  addLines,
  changeQuantities,
  type QuantityChange,
  quoteLines,
  type WantedLine,
} from './change-lines.ts'
import { getUsableCart, requireOpen } from './find-cart.ts'
import { saveLines } from './store.ts'

export type CartParts = {
  readonly connection: Pick<Connection, 'db'>
  readonly catalog: Catalog
  readonly now: () => Date
}

// In every round at least one change goes through, so this many at once all do.
export const maxRounds = 24

export function addToCart(
  parts: CartParts,
  request: Caller,
  input: { cartId: string; lines: readonly Addition[] },
): Promise<CartWithLines> {
  requireVariants(input.lines, 1)
  return changeCart(parts, request, {
    cartId: input.cartId,
    change: (cart) => addLines(cart.lines, input.lines),
  })
}

export function setQuantities(
  parts: CartParts,
  request: Caller,
  input: { cartId: string; lines: readonly QuantityChange[] },
): Promise<CartWithLines> {
  requireCount(input.lines, 1)
  return changeCart(parts, request, {
    cartId: input.cartId,
    change: (cart) => changeQuantities(cart.lines, input.lines),
  })
}

async function changeCart(
  parts: CartParts,
  { viewer, scope }: Caller,
  { cartId, change }: { cartId: string; change: (cart: CartWithLines) => readonly WantedLine[] },
): Promise<CartWithLines> {
  for (let round = 0; round < maxRounds; round++) {
    const cart = await getUsableCart(parts.connection, cartId, viewer)
    requireOpen(cart)
    const changed = await tryChange(parts, { cart, wanted: change(cart) }, scope)
    if (changed !== undefined) return changed
  }
  throw tooBusy()
}

type PlannedChange<Of extends Cart> = { readonly cart: Of; readonly wanted: readonly WantedLine[] }

/** Undefined when the cart was changed by somebody else in the meantime. */
export async function tryChange(
  parts: CartParts,
  { cart, wanted }: PlannedChange<CartWithLines>,
  scope: CallScope,
): Promise<CartWithLines | undefined> {
  const lines = await quoted(parts, { cart, wanted }, scope)
  const at = parts.now()
  const isSaved = await saveLines(parts.connection, { cart, lines, at })
  return isSaved ? { ...cart, version: cart.version + 1, updatedAt: at, lines } : undefined
}

export async function quoted(
  { catalog }: CartParts,
  { cart, wanted }: PlannedChange<Cart>,
  scope: CallScope,
) {
  const quotes = await catalog.quote(
    wanted.map(({ variantId }) => variantId),
    cart.currency,
    scope,
  )
  return quoteLines(cart, { wanted, quotes }, () => newId('cli'))
}

export function requireVariants(lines: readonly Addition[], least: number): void {
  requireCount(lines, least)
  refuseAll(
    lines.flatMap(({ variantId }, at) =>
      isId('var', variantId)
        ? []
        : [userError('NOT_FOUND', 'There is no such variant.', ['input', 'lines', at, 'variantId'])],
    ),
  )
}

function requireCount(lines: readonly unknown[], least: number): void {
  if (lines.length < least || lines.length > maxLines) {
    throw refuse('INVALID', `There must be ${least} to ${maxLines} lines.`, ['input', 'lines'])
  }
}

export function tooBusy() {
  return refuse('CONFLICT', 'The cart is being changed by others: try again.', ['input', 'cartId'])
}
