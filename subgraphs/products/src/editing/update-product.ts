// Changes what a product is called, described and filed as.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import type { StoredProduct } from '../catalog/product.ts'
import type { ProductUpdateInput } from '../generated/resolvers-types.ts'
import { inputCheck } from '../input-check.ts'
import { requireProduct } from './lock-version.ts'
import { checkCategoryIds, checkDescription, checkProductName, checkSlug } from './product-input.ts'
import { requireCategories } from './require-categories.ts'
import { fileProduct, saveProduct } from './store.ts'

export async function updateProduct(
  connection: Pick<Connection, 'db'>,
  input: ProductUpdateInput,
): Promise<StoredProduct> {
  const { categoryIds, ...change } = parseInput(input)
  return await withTransaction(connection, async (tx) => {
    const product = await requireProduct(tx, { ...input, path: 'id' })
    await requireCategories(tx, categoryIds ?? [])
    const saved = await saveProduct(tx, product, change)
    if (categoryIds !== undefined) await fileProduct(tx, { productId: product.id, categoryIds })
    return saved
  })
}

function parseInput(input: ProductUpdateInput) {
  const check = inputCheck()
  const { name, slug, description, categoryIds } = input
  const change = {
    name: name == null ? undefined : checkProductName(check, ['input', 'name'], name),
    slug: slug == null ? undefined : checkSlug(check, ['input', 'slug'], slug),
    description:
      description == null ? undefined : checkDescription(check, ['input', 'description'], description),
    categoryIds:
      categoryIds == null ? undefined : checkCategoryIds(check, ['input', 'categoryIds'], categoryIds),
  }
  check.done()
  return change
}
