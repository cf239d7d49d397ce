// What a deleted account leaves here: orders that name nobody, and no cart of its own. May be repeated.
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { forgetCartsOf } from './cart/forget-store.ts'
import { anonymizeOrdersOf } from './order/anonymize-store.ts'
import { forgetUsesOf } from './pricing/discount-store.ts'

export const forgetTask = 'forget-user'

export async function forgetUser(tx: Transaction, userId: string, at: Date): Promise<void> {
  await forgetUsesOf(tx, userId)
  await anonymizeOrdersOf(tx, userId, at)
  await forgetCartsOf(tx, userId)
}
