// The start of every change of a product: its row is locked and it is still what the caller saw.
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { isId } from '@supermarket/service-kit/ids.ts'
import { Refusal } from '@supermarket/service-kit/refusal.ts'
import { notFound, versionConflict } from '../user-errors.ts'
import { type LockedProduct, lockProduct, lockProductOfVariant } from './store.ts'

export async function requireProduct(
  tx: Transaction,
  target: { path: string; id: string; expectedVersion: number },
): Promise<LockedProduct> {
  const product = isId('prd', target.id) ? await lockProduct(tx, target.id) : undefined
  if (product === undefined) throw new Refusal(notFound(['input', target.path], 'product'))
  return requireVersion(product, target.expectedVersion)
}

export async function requireProductOfVariant(
  tx: Transaction,
  target: { id: string; expectedVersion: number },
): Promise<LockedProduct> {
  const product = isId('var', target.id) ? await lockProductOfVariant(tx, target.id) : undefined
  if (product === undefined) throw new Refusal(notFound(['input', 'id'], 'variant'))
  return requireVersion(product, target.expectedVersion)
}

function requireVersion(product: LockedProduct, expectedVersion: number): LockedProduct {
  if (product.version === expectedVersion) return product
  throw new Refusal(versionConflict('product', product.version))
}
