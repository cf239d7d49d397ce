// Puts products on sale and takes them off.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { Refusal } from '@supermarket/service-kit/refusal.ts'
import type { StoredProduct } from '../catalog/product.ts'
import { illegalState } from '../user-errors.ts'
import { requireProduct } from './lock-version.ts'
import { countVariants, saveProduct } from './store.ts'

type Target = { readonly id: string; readonly expectedVersion: number }

export async function publishProduct(
  connection: Pick<Connection, 'db'>,
  target: Target,
): Promise<StoredProduct> {
  return await withTransaction(connection, async (tx) => {
    const product = await requireProduct(tx, { ...target, path: 'id' })
    if (product.status === 'ACTIVE')
      throw new Refusal(illegalState(['input', 'id'], 'It is on sale already.'))
    if ((await countVariants(tx, product.id)) === 0)
      throw new Refusal(illegalState(['input', 'id'], 'A product without variants cannot be on sale.'))
    return await saveProduct(tx, product, { status: 'ACTIVE' })
  })
}

export async function archiveProduct(
  connection: Pick<Connection, 'db'>,
  target: Target,
): Promise<StoredProduct> {
  return await withTransaction(connection, async (tx) => {
    const product = await requireProduct(tx, { ...target, path: 'id' })
    if (product.status === 'ARCHIVED')
      throw new Refusal(illegalState(['input', 'id'], 'It is off sale already.'))
    return await saveProduct(tx, product, { status: 'ARCHIVED' })
  })
}
