// Opening a cart. A signed-in user has one open cart: its lines grow when there is one already.
import { newSecretId } from '@supermarket/service-kit/ids.ts'
import type { Viewer } from '@supermarket/service-kit/viewer.ts'
import type { CallScope } from '../checkout/catalog.ts'
import type { Caller } from '../parts.ts'
import { refuse } from '../user-error.ts'
import type { Cart, CartWithLines } from './cart.ts'
import { type Addition, addLines } from './change-lines.ts'
import { type CartParts, maxRounds, quoted, requireVariants, tooBusy, tryChange } from './edit-cart.ts'
import { insertCart, listOpenCarts } from './store.ts'

const defaultCurrency = 'EUR'

export async function createCart(
  parts: CartParts,
  request: Caller,
  input: { lines: readonly Addition[]; currency: string | undefined },
): Promise<CartWithLines> {
  requireVariants(input.lines, 0)
  const { viewer, scope } = request
  for (let round = 0; round < maxRounds; round++) {
    const [open] = viewer.kind === 'user' ? await listOpenCarts(parts.connection, [viewer.userId]) : []
    if (open !== undefined) {
      const grown = await growOpenCart(parts, { open, ...input }, scope)
      if (grown !== undefined) return grown
      continue
    }
    const cart = emptyCart(viewer, input.currency ?? defaultCurrency, parts.now())
    const lines = await quoted(parts, { cart, wanted: addLines([], input.lines) }, scope)
    const pricingVersion = await insertCart(parts.connection, { ...cart, lines })
    if (pricingVersion !== undefined) return { ...cart, lines, discounts: [], pricingVersion }
  }
  throw tooBusy()
}

async function growOpenCart(
  parts: CartParts,
  {
    open,
    lines,
    currency,
  }: { open: CartWithLines; lines: readonly Addition[]; currency: string | undefined },
  scope: CallScope,
): Promise<CartWithLines | undefined> {
  if (currency !== undefined && currency !== open.currency) {
    throw refuse('ILLEGAL_STATE', `Your open cart is in ${open.currency}.`, ['input', 'currency'])
  }
  return lines.length === 0
    ? open
    : tryChange(parts, { cart: open, wanted: addLines(open.lines, lines) }, scope)
}

function emptyCart(viewer: Viewer, currency: string, at: Date): Cart {
  return {
    id: newSecretId('crt'),
    userId: viewer.kind === 'user' ? viewer.userId : null,
    currency,
    email: null,
    shippingAddress: null,
    billingAddress: null,
    deliveryMethodId: null,
    discountCodes: [],
    version: 1,
    completedAt: null,
    mergedInto: null,
    createdAt: at,
    updatedAt: at,
  }
}
