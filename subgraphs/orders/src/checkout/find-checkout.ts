// Who may see a checkout: whoever may see the order that it becomes, though that one is not placed yet.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { isId } from '@supermarket/service-kit/ids.ts'
import type { OrderTokens } from '../order/access-token.ts'
import { mayReadOrder, type OrderRequest } from '../order/find-order.ts'
import { type Checkout, orderIdOf } from './checkout.ts'
import { findCheckoutOf } from './submission-store.ts'

export async function findReadableCheckout(
  connection: Pick<Connection, 'db'>,
  tokens: OrderTokens,
  { id, viewer, accessToken }: OrderRequest,
): Promise<Checkout | undefined> {
  if (!isId('chk', id)) return undefined
  const orderId = orderIdOf(id)
  const found = await findCheckoutOf(connection, orderId)
  if (found === undefined) return undefined
  const presented = accessToken ?? null
  const holdsToken = presented !== null && tokens.isTokenOf(orderId, presented)
  if (!holdsToken && !mayReadOrder(found.order, viewer)) return undefined
  return { ...found, accessToken: holdsToken ? presented : null }
}
