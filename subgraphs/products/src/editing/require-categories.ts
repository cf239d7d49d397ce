// Refuses categories that do not exist, each by its place in the input.
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { Refusal } from '@supermarket/service-kit/refusal.ts'
import { notFound } from '../user-errors.ts'
import { findUnknownCategories } from './store.ts'

export async function requireCategories(tx: Transaction, categoryIds: readonly string[]): Promise<void> {
  if (categoryIds.length === 0) return
  const unknown = await findUnknownCategories(tx, categoryIds)
  const [first, ...others] = unknown.map((id) =>
    notFound(['input', 'categoryIds', String(categoryIds.indexOf(id))], 'category'),
  )
  if (first !== undefined) throw new Refusal(first, ...others)
}
