// Who may see an order: its owner, staff, and whoever holds its access token. To everybody else it does not exist.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { isId } from '@supermarket/service-kit/ids.ts'
import { isStaff, isUser, type Viewer } from '@supermarket/service-kit/viewer.ts'
import { refuse } from '../user-error.ts'
import type { OrderTokens } from './access-token.ts'
import type { Order } from './order.ts'
import { findPlacedOrder } from './store.ts'

export function mayReadOrder(order: Order, viewer: Viewer): boolean {
  return isStaff(viewer) || (order.customerId !== null && isUser(viewer, order.customerId))
}

export type OrderRequest = {
  readonly id: string
  readonly viewer: Viewer
  readonly accessToken?: string | null | undefined
}

export async function findReadableOrder(
  connection: Pick<Connection, 'db'>,
  tokens: OrderTokens,
  { id, viewer, accessToken }: OrderRequest,
): Promise<Order | undefined> {
  if (!isId('ord', id)) return undefined
  const order = await findPlacedOrder(connection, id)
  if (order === undefined) return undefined
  // A token outlives its buyer's wish to be forgotten; what it shows is anonymous by then.
  const holdsToken = accessToken != null && tokens.isTokenOf(id, accessToken)
  return holdsToken || mayReadOrder(order, viewer) ? order : undefined
}

/** For mutations; `field` is the one of the input with the id. */
export async function getOwnOrder(
  connection: Pick<Connection, 'db'>,
  { id, viewer, field = 'id' }: Pick<OrderRequest, 'id' | 'viewer'> & { field?: 'id' | 'orderId' },
): Promise<Order> {
  const order = isId('ord', id) ? await findPlacedOrder(connection, id) : undefined
  if (order === undefined || !mayReadOrder(order, viewer)) throw noSuchOrder(field)
  return order
}

export function noSuchOrder(field: 'id' | 'orderId') {
  return refuse('NOT_FOUND', 'There is no such order.', ['input', field])
}
