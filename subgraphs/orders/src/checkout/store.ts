// The statement that prepares an order: the cart is closed, and order, lines, payment and key are written, or none; for
// one that is carried out in the background, its means of payment and its job as well.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { violatedConstraint } from '@supermarket/drizzle/driver-error.ts'
import { idempotencyKeys, orderLines, orders, payments } from '@supermarket/drizzle/orders/tables.ts'
import { wholeRows } from '@supermarket/drizzle/whole-rows.ts'
import { withRetries } from '@supermarket/drizzle/with-transaction.ts'
import { addJobQuery } from '@supermarket/service-kit/jobs.ts'
import { type SQL, sql } from 'drizzle-orm'
import type { Cart } from '../cart/cart.ts'
import { completing } from '../cart/store.ts'
import type { RequestKey } from '../idempotency/key.ts'
import { takenKeyConstraint } from '../idempotency/store.ts'
import type { Order, OrderLine, Payment } from '../order/order.ts'
import {
  customerUsesConstraint,
  type DiscountUse,
  takingUses,
  usesConstraint,
} from '../pricing/discount-store.ts'
import { settleJob } from '../settlement/plan-work.ts'
import { refuse } from '../user-error.ts'
import { submissionRows } from './submission-store.ts'

export type Preparation = {
  readonly cart: Cart
  readonly order: Omit<Order, 'number'>
  readonly lines: readonly OrderLine[]
  readonly payment: Payment
  readonly request: RequestKey
  /** With what to pay, when that is not done by the request itself. */
  readonly paymentToken: string | undefined
  /** Of each discount that the order takes. */
  readonly uses: readonly DiscountUse[]
  readonly customerKeys: readonly string[]
}

/** Each means that somebody else was faster: on this cart, or with this key. */
const overtaken: ReadonlySet<string | undefined> = new Set([takenKeyConstraint, 'orders_live_cart_key'])

const orderRows = wholeRows(orders, { generated: ['number'] })
const lineRows = wholeRows(orderLines)
const paymentRows = wholeRows(payments)
const keyRows = wholeRows(idempotencyKeys)

/**
 * Undefined when the cart is no longer as it was read, or the key is taken; throws a Refusal when others have taken the
 * last use of a discount in the meantime; then nothing was changed. One statement: as a transaction of five it took seven round trips. Checkouts of one cart take turns at the cart's row; whoever comes
 * second finds it closed, and inserts nothing.
 */
export async function insertPrepared(
  { db }: Pick<Connection, 'db'>,
  { cart, order, lines, payment, request, paymentToken, uses, customerKeys }: Preparation,
): Promise<Order | undefined> {
  const at = order.createdAt
  const running = { ...request, orderId: order.id, answer: null, createdAt: at }
  const statement = sql`
    with cart as (${completing(cart, at)}),
      placed as (${orderRows.insert([order], 'cart')} returning number),
      lines as (${lineRows.insert(lines, 'cart')}),
      payment as (${paymentRows.insert([payment], 'cart')}),
      key as (${keyRows.insert([running], 'cart')})${sql.join(
        takingUses(order.id, { uses, customerKeys }, 'cart').map((part) => sql`, ${part}`),
      )}
      ${paymentToken === undefined ? sql`` : submitting(order, paymentToken)}
    select number ${paymentToken === undefined ? sql`` : sql`, (select count(*) from job)`} from placed`
  try {
    const [placed] = await withRetries(() => db.execute<{ number: string }>(statement))
    return placed && { ...order, number: placed.number }
  } catch (error) {
    const constraint = violatedConstraint(error)
    if (overtaken.has(constraint)) return undefined
    if (constraint === usesConstraint) throw usedUp('was used up')
    if (constraint === customerUsesConstraint) throw usedUp('was used already')
    throw error
  }
}

/** The job is due when the lease of whoever begins ends; as a mere select it is evaluated because it is counted. */
function submitting({ id, createdAt, settleAfter }: Preparation['order'], paymentToken: string): SQL {
  if (settleAfter === null) throw new Error(`order ${id} has no lease`)
  const row = { orderId: id, paymentToken, userErrors: null, createdAt }
  return sql`, submission as (${submissionRows.insert([row], 'cart')}),
      job as (${addJobQuery(settleJob(id, settleAfter))} from cart)`
}

function usedUp(how: string) {
  return refuse('ILLEGAL_STATE', `A discount code ${how} in the meantime.`, ['input', 'cartId'])
}
