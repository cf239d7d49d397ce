// Fills the shelves: categories, products with their variants, and stock, as staff would through the graph.
import type { SubgraphHandler } from '@supermarket/service-kit/subgraph.ts'
import { ask, requireDone, type UserErrors } from './ask.ts'
import { catalogue, type SeedCategory, type SeedProduct } from './catalogue.ts'

/** Repeatable: what an interrupted run has made is found and kept. */
export async function seedCatalogue(products: SubgraphHandler, authorization: string): Promise<void> {
  for (const category of catalogue) {
    const categoryId = await ensureCategory(products, category.name, authorization)
    for (const [index, product] of category.products.entries()) {
      const skuPrefix = `${category.prefix}-${String(index + 1).padStart(3, '0')}`
      const { taxClass } = category
      await ensureProduct(products, { product, categoryId, skuPrefix, shelf: index, taxClass }, authorization)
    }
  }
}

async function ensureCategory(
  products: SubgraphHandler,
  name: string,
  authorization: string,
): Promise<string> {
  const { categories } = await ask<{ categories: { nodes: { id: string; name: string }[] } }>(products, {
    query: 'query SeedCategories { categories(first: 100) { nodes { id name } } }',
    authorization,
  })
  const known = categories.nodes.find((category) => category.name === name)
  if (known) return known.id
  const { categoryCreate } = await ask<{
    categoryCreate: { category: { id: string }; userErrors: UserErrors }
  }>(products, {
    query: `mutation SeedCategory($input: CategoryCreateInput!) {
      categoryCreate(input: $input) { category { id } userErrors { code message } }
    }`,
    variables: { input: { name } },
    authorization,
  })
  requireDone(categoryCreate.userErrors)
  return categoryCreate.category.id
}

type Shelved = {
  product: SeedProduct
  categoryId: string
  skuPrefix: string
  shelf: number
  taxClass: SeedCategory['taxClass']
}
type Variant = { readonly id: string; readonly sku: string }

async function ensureProduct(
  products: SubgraphHandler,
  shelved: Shelved,
  authorization: string,
): Promise<void> {
  const { product, categoryId, skuPrefix, shelf, taxClass } = shelved
  const skuOf = (index: number) => `${skuPrefix}-${index + 1}`
  const { productCreate } = await ask<{ productCreate: { userErrors: UserErrors } }>(products, {
    query: `mutation SeedProduct($input: ProductCreateInput!) {
      productCreate(input: $input) { product { id } userErrors { code message } }
    }`,
    variables: {
      input: {
        name: product.name,
        description: product.description,
        status: 'ACTIVE',
        categoryIds: [categoryId],
        variants: product.variants.map(({ name, minor }, index) => ({
          sku: skuOf(index),
          name,
          price: { minor, currency: 'EUR' },
          weightGrams: gramsOf(name),
          taxClass,
        })),
      },
    },
    authorization,
  })
  requireDone(productCreate.userErrors, ['CONFLICT'])
  for (const index of product.variants.keys())
    await ensureStock(products, skuOf(index), shelf + index, authorization)
}

async function ensureStock(
  products: SubgraphHandler,
  sku: string,
  turn: number,
  authorization: string,
): Promise<void> {
  const { variant } = await ask<{ variant: Variant }>(products, {
    query: 'query SeedVariant($sku: String!) { variant(sku: $sku) { id sku } }',
    variables: { sku },
    authorization,
  })
  const { stockAdjust } = await ask<{ stockAdjust: { userErrors: UserErrors } }>(products, {
    query: `mutation SeedStock($input: StockAdjustInput!) {
      stockAdjust(input: $input) { variant { id } userErrors { code message } }
    }`,
    variables: {
      input: {
        variantId: variant.id,
        delta: piecesOf(turn),
        reason: 'RECEIVED',
        idempotencyKey: `seed-${sku}`,
      },
    },
    authorization,
  })
  requireDone(stockAdjust.userErrors)
}

const gramsPer: Readonly<Record<string, number>> = { kg: 1000, g: 1, l: 1000, ml: 1 }

/** Of names that say it, such as `6 × 0.75 l`; null for others. */
function gramsOf(name: string): number | null {
  const [, times = '1', amount, unit = ''] = /(?:(\d+) × )?([\d.]+) (kg|g|l|ml)$/.exec(name) ?? []
  return amount === undefined ? null : Math.round(Number(times) * Number(amount) * (gramsPer[unit] ?? 0))
}

/** Plenty of most, few of some, so that every availability can be seen. */
function piecesOf(turn: number): number {
  return turn % 7 === 6 ? 3 : 40 + 15 * (turn % 5)
}
