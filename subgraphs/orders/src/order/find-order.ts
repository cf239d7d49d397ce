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

/** For mutations that a guest may ask for with the order's token. */
export async function getReadableOrder(
  connection: Pick<Connection, 'db'>,
  tokens: OrderTokens,
  { id, field = 'id', viewer, accessToken }: OrderRequest & { readonly field?: 'id' | 'orderId' },
): Promise<Order> {
  const order = await findReadableOrder(connection, tokens, { id, viewer, accessToken })
  if (order === undefined) throw noSuchOrder(field)
  return order
}

/** In whose name somebody acts who was let in: staff who bought it are its buyer, and a guest has shown its token. */
export function callerOf({ customerId }: Order, viewer: Viewer): 'BUYER' | 'STAFF' {
  const isBuyer = customerId !== null && isUser(viewer, customerId)
  return isBuyer || !isStaff(viewer) ? 'BUYER' : 'STAFF'
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
