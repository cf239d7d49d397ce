// Choosing a cart's delivery and entering its discount codes: what comes of either is worked out when the cart is read.
import { isId } from '@supermarket/service-kit/ids.ts'
import type { Caller } from '../parts.ts'
import { codeKeyOf, maxCodes } from '../pricing/discount.ts'
import { refuse, refuseAll, userError } from '../user-error.ts'
import type { CartWithLines } from './cart.ts'
import type { CartParts } from './edit-cart.ts'
import { getUsableCart, noSuchCart, requireOpen } from './find-cart.ts'
import { type CartChange, updateCart } from './store.ts'

type Parts = Pick<CartParts, 'connection' | 'now'>

export async function chooseDelivery(
  parts: Parts,
  caller: Pick<Caller, 'viewer'>,
  input: { readonly cartId: string; readonly deliveryMethodId?: string | null | undefined },
): Promise<CartWithLines> {
  const { cartId, deliveryMethodId = null } = input
  const noSuchMethod = () =>
    refuse('NOT_FOUND', 'There is no such delivery method.', ['input', 'deliveryMethodId'])
  if (deliveryMethodId !== null && !isId('dlv', deliveryMethodId)) throw noSuchMethod()
  return (
    (await saveChange(parts, caller, { cartId, change: { deliveryMethodId } })) ??
    Promise.reject(noSuchMethod())
  )
}

export async function enterCodes(
  parts: Parts,
  caller: Pick<Caller, 'viewer'>,
  { cartId, codes }: { readonly cartId: string; readonly codes: readonly string[] },
): Promise<CartWithLines> {
  const discountCodes = parseCodes(codes)
  return (
    (await saveChange(parts, caller, { cartId, change: { discountCodes } })) ?? Promise.reject(noSuchCart())
  )
}

/** Each code once, as they are compared. */
function parseCodes(codes: readonly string[]): readonly string[] {
  if (codes.length > maxCodes) {
    throw refuse('LIMIT_REACHED', `A cart holds at most ${maxCodes} codes.`, ['input', 'codes'])
  }
  const keys = codes.map(codeKeyOf)
  refuseAll(
    keys.flatMap((key, at) =>
      key === undefined ? [userError('INVALID', 'There can be no such code.', ['input', 'codes', at])] : [],
    ),
  )
  return [...new Set(keys.filter((key) => key !== undefined))]
}

/** Undefined when the cart is usable but did not take the change. */
async function saveChange(
  { connection, now }: Parts,
  { viewer }: Pick<Caller, 'viewer'>,
  { cartId, change }: { cartId: string; change: CartChange },
): Promise<CartWithLines | undefined> {
  if (!isId('crt', cartId)) throw noSuchCart()
  const userId = viewer.kind === 'user' ? viewer.userId : undefined
  const cart = await updateCart(connection, { cartId, userId, change, at: now() })
  if (cart === undefined) requireOpen(await getUsableCart(connection, cartId, viewer))
  return cart
}
