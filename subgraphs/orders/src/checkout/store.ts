// The transaction that prepares an order: the cart is closed, and order, lines, payment and key are written, or none.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { violatedConstraint } from '@supermarket/drizzle/driver-error.ts'
import { orderLines, orders, payments } from '@supermarket/drizzle/orders/tables.ts'
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import type { Cart } from '../cart/cart.ts'
import { completeCart } from '../cart/store.ts'
import type { RequestKey } from '../idempotency/key.ts'
import { takeKey, takenKeyConstraint } from '../idempotency/store.ts'
import type { Order, OrderLine, Payment } from '../order/order.ts'

export type Preparation = {
  readonly cart: Cart
  readonly order: Omit<Order, 'number'>
  readonly lines: readonly OrderLine[]
  readonly payment: Payment
  readonly request: RequestKey
}

/** Each means that somebody else was faster: on this cart, or with this key. */
const overtaken: ReadonlySet<string | undefined> = new Set([takenKeyConstraint, 'orders_live_cart_key'])

/** Undefined when the cart is no longer as it was read, or the key is taken; then nothing was changed. */
export async function insertPrepared(
  connection: Pick<Connection, 'db'>,
  { cart, order, lines, payment, request }: Preparation,
): Promise<Order | undefined> {
  const at = order.createdAt
  try {
    return await withTransaction(connection, async (tx) => {
      // The lock on the cart's row makes checkouts of one cart take turns.
      if (!(await completeCart(tx, cart, at))) return undefined
      const [inserted] = await Promise.all([
        tx.insert(orders).values(order).returning(),
        tx.insert(orderLines).values([...lines]),
        tx.insert(payments).values(payment),
        takeKey(tx, request, { orderId: order.id, answer: null, at }),
      ])
      return inserted[0]
    })
  } catch (error) {
    if (overtaken.has(violatedConstraint(error))) return undefined
    throw error
  }
}
