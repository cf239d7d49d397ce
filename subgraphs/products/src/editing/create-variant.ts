// Adds a variant behind the others of its product.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import { Refusal } from '@supermarket/service-kit/refusal.ts'
import { maxVariants } from '../catalog/product.ts'
import type { VariantCreateInput } from '../generated/resolvers-types.ts'
import { inputCheck } from '../input-check.ts'
import { limitReached, taken } from '../user-errors.ts'
import { requireProduct } from './lock-version.ts'
import { countVariants, insertVariants, saveProduct } from './store.ts'
import { checkVariant } from './variant-input.ts'

/** Answers the variant's id. */
export async function createVariant(
  connection: Pick<Connection, 'db'>,
  { productId, expectedVersion, variant }: VariantCreateInput,
): Promise<string> {
  const check = inputCheck()
  const content = checkVariant(check, ['input', 'variant'], variant)
  check.done()
  return await withTransaction(connection, async (tx) => {
    const product = await requireProduct(tx, { path: 'productId', id: productId, expectedVersion })
    const after = await countVariants(tx, product.id)
    if (after >= maxVariants)
      throw new Refusal(limitReached(['input', 'productId'], `It has ${maxVariants} variants already.`))
    const added = { ...content, id: newId('var') }
    const takenSkus = await insertVariants(tx, { productId: product.id, after, added: [added] })
    if (takenSkus.length > 0) throw new Refusal(taken(['input', 'variant', 'sku'], 'variant'))
    await saveProduct(tx, product)
    return added.id
  })
}
