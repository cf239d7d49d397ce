// Creates a product with all that belongs to it, or refuses it as a whole.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { type Transaction, withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import { Refusal } from '@supermarket/service-kit/refusal.ts'
import { maxVariants, type StoredProduct } from '../catalog/product.ts'
import { slugify, slugWithId } from '../catalog/slug.ts'
import type { ProductCreateInput } from '../generated/resolvers-types.ts'
import { inputCheck } from '../input-check.ts'
import { invalid, taken } from '../user-errors.ts'
import { checkCategoryIds, checkDescription, checkProductName, checkSlug } from './product-input.ts'
import { requireCategories } from './require-categories.ts'
import { fileProduct, insertProduct, insertVariants, type ProductDraft, saveProduct } from './store.ts'
import { checkVariant, type VariantContent } from './variant-input.ts'

export async function createProduct(
  connection: Pick<Connection, 'db'>,
  input: ProductCreateInput,
): Promise<StoredProduct> {
  const content = parseInput(input)
  const id = newId('prd')
  const { slug, name, description, status, categoryIds } = content
  return await withTransaction(connection, async (tx) => {
    await requireCategories(tx, categoryIds)
    await insertUnderSlug(tx, { id, name, description, status }, slug)
    await addVariants(tx, id, content.variants)
    const product = await saveProduct(tx, { id, name, description, isNew: true })
    if (categoryIds.length > 0) await fileProduct(tx, { productId: id, categoryIds })
    return product
  })
}

function parseInput(input: ProductCreateInput) {
  const check = inputCheck()
  const given = input.variants ?? []
  const status = input.status ?? 'DRAFT'
  const variantsPath = ['input', 'variants']
  check.require(given.length <= maxVariants, variantsPath, `Must be at most ${maxVariants} variants.`)
  check.require(
    status !== 'ACTIVE' || given.length > 0,
    ['input', 'status'],
    'A product without variants cannot be on sale.',
  )
  const skus = new Set<string>()
  const variants = given.map((variant, at) => {
    const path = [...variantsPath, String(at)]
    const content = checkVariant(check, path, variant)
    check.require(!skus.has(content.sku), [...path, 'sku'], 'Another variant of this product has it.')
    skus.add(content.sku)
    return content
  })
  const content = {
    name: checkProductName(check, ['input', 'name'], input.name),
    slug: input.slug == null ? undefined : checkSlug(check, ['input', 'slug'], input.slug),
    description: checkDescription(check, ['input', 'description'], input.description ?? ''),
    categoryIds: checkCategoryIds(check, ['input', 'categoryIds'], input.categoryIds ?? []),
    status,
    variants,
  }
  check.done()
  return content
}

/** A slug that was asked for is taken or refused; one made from the name gives way. */
async function insertUnderSlug(
  tx: Transaction,
  draft: Omit<ProductDraft, 'slug'>,
  asked: string | undefined,
): Promise<void> {
  const made = slugify(draft.name)
  const slug = asked ?? (made || slugWithId('', draft.id, 'product'))
  if (await insertProduct(tx, { ...draft, slug })) return
  if (asked !== undefined) throw new Refusal(taken(['input', 'slug'], 'product'))
  const unique = slugWithId(made, draft.id, 'product')
  if (!(await insertProduct(tx, { ...draft, slug: unique })))
    throw new Refusal(invalid(['input', 'slug'], 'Give a slug: one made from this name is taken.'))
}

async function addVariants(
  tx: Transaction,
  productId: string,
  contents: readonly VariantContent[],
): Promise<void> {
  const added = contents.map((content) => ({ ...content, id: newId('var') }))
  const takenSkus = await insertVariants(tx, { productId, after: 0, added })
  const [first, ...others] = takenSkus.map((sku) =>
    taken(
      ['input', 'variants', String(contents.findIndex((content) => content.sku === sku)), 'sku'],
      'variant',
    ),
  )
  if (first !== undefined) throw new Refusal(first, ...others)
}
