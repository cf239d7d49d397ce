// Submitted checkouts in SQL. The means of payment is erased by the statement that answers the checkout, in the
// transaction that writes its outcome.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { checkouts, orders } from '@supermarket/drizzle/orders/tables.ts'
import { wholeRows } from '@supermarket/drizzle/whole-rows.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import { sql } from 'drizzle-orm'
import type { StoredAnswer } from '../idempotency/answer.ts'
import type { Checkout } from './checkout.ts'

type Database = Pick<Connection, 'db'>

export const submissionRows = wholeRows(checkouts)
const orderColumns = wholeRows(orders).columns('o')

type CheckoutRow = Record<string, unknown> & {
  readonly isSubmitted: boolean
  readonly failure: readonly UserErrorEntry[] | null
  readonly wasConfirmed: boolean
}

export type FoundCheckout = Omit<Checkout, 'accessToken'> & {
  /** Whether it goes on, or went on, without a request. */
  readonly isSubmitted: boolean
}

/** One that is neither submitted nor an order that its buyer knows is none. */
export async function findCheckoutOf({ db }: Database, orderId: string): Promise<FoundCheckout | undefined> {
  const [row] = await db.execute<CheckoutRow>(sql`
    select ${orderColumns}, c.order_id is not null as "isSubmitted", c.user_errors as failure,
           exists (select from order_events as e where e.order_id = o.id and e.type = 'CONFIRMED') as "wasConfirmed"
    from orders as o left join checkouts as c on c.order_id = o.id
    where o.id = ${orderId} and (o.placed_at is not null or c.order_id is not null)`)
  if (row === undefined) return undefined
  const { isSubmitted, failure, wasConfirmed } = row
  return { order: wholeRows(orders).read(row), isSubmitted, failure, wasConfirmed }
}

/** With what to pay for a submitted checkout whose outcome is not written yet; undefined for all others. */
export async function findPaymentToken({ db }: Database, orderId: string): Promise<string | undefined> {
  const [row] = await db.execute<{ token: string }>(sql`
    select payment_token as token from checkouts where order_id = ${orderId} and payment_token is not null`)
  return row?.token
}

/** Answers whoever runs on the order, and whoever follows its checkout: at most one does. One statement. */
export async function answerCheckout(tx: Transaction, orderId: string, answer: StoredAnswer): Promise<void> {
  const failure = answer.kind === 'refused' ? JSON.stringify(answer.userErrors) : null
  await tx.execute(sql`
    with submitted as (
      update checkouts set payment_token = null, user_errors = ${failure}::text::jsonb
      where order_id = ${orderId} and payment_token is not null
    )
    update idempotency_keys set answer = ${JSON.stringify(answer)}::text::jsonb
    where order_id = ${orderId} and answer is null`)
}

/** Deletes up to `limit` from before `before` whose outcome is written; answers how many. */
export async function purgeCheckouts({ db }: Database, before: Date, limit: number): Promise<number> {
  const deleted = await db.execute(sql`
    delete from checkouts where ctid = any (array(
      select ctid from checkouts where created_at < ${before} and payment_token is null limit ${limit}))
    returning 1`)
  return deleted.length
}
