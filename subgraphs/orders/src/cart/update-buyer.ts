// Sets who buys and where to send it. What is left out stays, an explicit null removes it.

import { isId } from '@supermarket/service-kit/ids.ts'
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import type { CartBuyerUpdateInput } from '../generated/resolvers-types.ts'
import type { Caller } from '../parts.ts'
import { refuseAll, userError } from '../user-error.ts'
import { parseAddress } from './address.ts'
import type { CartWithLines } from './cart.ts'
import type { CartParts } from './edit-cart.ts'
import { getUsableCart, noSuchCart, requireOpen } from './find-cart.ts'
import { type CartChange, updateCart } from './store.ts'

const maxEmailLength = 254

export async function setBuyer(
  { connection, now }: Pick<CartParts, 'connection' | 'now'>,
  { viewer }: Pick<Caller, 'viewer'>,
  input: CartBuyerUpdateInput,
): Promise<CartWithLines> {
  const change = parseBuyer(input)
  const { cartId } = input
  if (!isId('crt', cartId)) throw noSuchCart()
  const userId = viewer.kind === 'user' ? viewer.userId : undefined
  const cart = await updateCart(connection, { cartId, userId, change, at: now() })
  if (cart !== undefined) return cart
  requireOpen(await getUsableCart(connection, cartId, viewer))
  throw noSuchCart()
}

function parseBuyer(input: CartBuyerUpdateInput): CartChange {
  const errors: UserErrorEntry[] = []
  const { email, shippingAddress, billingAddress } = input
  if (email && email.length > maxEmailLength) {
    errors.push(userError('INVALID', `At most ${maxEmailLength} characters are allowed.`, ['input', 'email']))
  }
  const address = (field: 'shippingAddress' | 'billingAddress') => {
    const given = input[field]
    return given ? parseAddress(given, ['input', field], errors) : null
  }
  const change: CartChange = {
    ...(email === undefined ? {} : { email }),
    ...(shippingAddress === undefined ? {} : { shippingAddress: address('shippingAddress') }),
    ...(billingAddress === undefined ? {} : { billingAddress: address('billingAddress') }),
  }
  refuseAll(errors)
  return change
}
