// For tests: orders of which goods were sent, and what is done about them, as requests that a client would send.
import { newId } from '@supermarket/service-kit/ids.ts'
import type { OrdersFixture, Someone } from '../orders-service.fixture.ts'

export type Line = { readonly id: string; readonly variantId: string }

export type SentOrder = {
  readonly id: string
  readonly accessToken: string | null
  readonly totalMinor: number
  /** Three pieces at 700, and two at 250. */
  readonly lines: readonly [Line, Line]
}

const returnFields = `id status rejectReason refund { status amount { minor } }
  lines { quantity reason comment quantitySellable quantityDamaged orderLine { id } }`

const orderFields = `status fulfillmentStatus paymentStatus totalRefunded { minor }
  lines { quantityFulfilled quantityCanceled quantityReturned quantityReturnable quantityRefunded }`

export const orderOf = async (shop: OrdersFixture, id: string, as: Someone, more = '') =>
  (
    await shop.ask(`query ($id: ID!) { order(id: $id) { ${orderFields} ${more} } }`, {
      variables: { id },
      as,
    })
  ).order

export type Change = (
  field: string,
  input: Record<string, unknown>,
  as?: Someone,
  // biome-ignore lint/suspicious/noExplicitAny: tests assert on the shape they asked for
) => Promise<any>

/** Runs a mutation of an order or a return by its name; the key is a new one unless given. */
export function changeWith(shop: OrdersFixture): Change {
  return (field, input, as) => {
    const type = `${field.slice(0, 1).toUpperCase()}${field.slice(1)}Input`
    const made = field.startsWith('return') ? `return { ${returnFields} }` : ''
    return shop.change(
      `mutation ($input: ${type}!) { ${field}(input: $input) {
        order { ${orderFields} } ${made} userErrors { code message path } } }`,
      { idempotencyKey: newId('evt'), ...input },
      { as },
    )
  }
}

/** Paid, and sent as far as `sent` says: three and two pieces unless given. */
export async function aSentOrder(
  shop: OrdersFixture,
  {
    as,
    staff,
    sent = [3, 2],
  }: { as?: Someone | undefined; staff: Someone; sent?: readonly [number, number] },
): Promise<SentOrder> {
  const variantIds = [await shop.aVariant({ minor: 700 }), await shop.aVariant({ minor: 250 })]
  const quantities = [3, 2]
  const cart = await shop.aCart(
    variantIds.map((variantId, at) => ({ variantId, quantity: quantities[at] ?? 0 })),
    as,
  )
  const { order, orderAccessToken: accessToken } = await shop.checkout({ cart, as })
  const { lines } = (
    await shop.ask('query ($id: ID!) { order(id: $id) { lines { id variant { id } } } }', {
      variables: { id: order.id },
      as: staff,
    })
  ).order
  const [first, second]: Line[] = lines.map((line: { id: string; variant: { id: string } }) => ({
    id: line.id,
    variantId: line.variant.id,
  }))
  if (!first || !second) throw new Error('an order without its lines')
  const parcel = [first, second].flatMap(({ id }, at) => {
    const quantity = sent[at] ?? 0
    return quantity > 0 ? [{ id, quantity }] : []
  })
  if (parcel.length > 0) {
    const { userErrors } = await changeWith(shop)('orderFulfill', { id: order.id, lines: parcel }, staff)
    if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors))
  }
  return { id: order.id, accessToken, totalMinor: order.total.minor, lines: [first, second] }
}
