// Reading products and variants. What the viewer may not see is null, whatever the way to it.
import { badUserInput } from '@supermarket/service-kit/graph-error.ts'
import { isId } from '@supermarket/service-kit/ids.ts'
import type { Context } from '../context.ts'
import type { Resolvers } from '../generated/resolvers-types.ts'
import { listProductPage } from '../listing/list-products.ts'
import { selects } from '../selects.ts'
import { priceIn, pricesOf, rangeIn } from './prices.ts'
import { type StoredProduct, type StoredVariant, shopCurrency } from './product.ts'
import { isSlug } from './slug.ts'
import { findProductBySlug, findVariantBySku } from './store.ts'

export const catalogResolvers = {
  Query: {
    product: async (_parent, { id, slug }, context, info) => {
      requireOne({ id, slug })
      if (id != null) return await productById(id, context)
      const wanted = { variants: selects(info, 'variants'), categories: selects(info, 'categories') }
      return await productBySlug(slug ?? '', context, wanted)
    },
    products: (_parent, args, { connection: database, visible }, info) =>
      listProductPage({ database, visible }, args, { withTotal: selects(info, 'totalCount') }),
    variant: async (_parent, { id, sku }, context) => {
      requireOne({ id, sku })
      return id == null ? await variantBySku(sku ?? '', context) : await variantById(id, context)
    },
  },
  Product: {
    __resolveReference: ({ id }, context) => productById(id, context),
    description: async (product, _args, { loaders }) =>
      product.description ?? (await loaders.description.load(product.id)) ?? '',
    categories: ({ id }, _args, { loaders }) => loaders.categoriesOf.load(id),
    variants: ({ id }, _args, { loaders }) => loaders.variantsOf.load(id),
    priceRange: async (product, { currency }, { loaders }) => {
      const { minPriceMinor: min, maxPriceMinor: max } = product
      if (currency != null && currency !== shopCurrency)
        return rangeIn(await loaders.variantsOf.load(product.id), currency)
      return min === null || max === null
        ? null
        : { min: { minor: min, currency: shopCurrency }, max: { minor: max, currency: shopCurrency } }
    },
  },
  ProductVariant: {
    __resolveReference: ({ id }, context) => variantById(id, context),
    price: ({ prices }, { currency }) => priceIn(prices, currency ?? shopCurrency),
    prices: ({ prices }) => pricesOf(prices),
    product: async ({ productId }, _args, { loaders }) => {
      const product = await loaders.product.load(productId)
      if (product === null) throw new Error('a variant outlived its product')
      return product
    },
    cost: ({ costMinor, costCurrency }) =>
      costMinor === null || costCurrency === null ? null : { minor: costMinor, currency: costCurrency },
  },
} satisfies Resolvers

function requireOne(named: Readonly<Record<string, string | null | undefined>>): void {
  const given = Object.values(named).filter((value) => value != null)
  if (given.length !== 1) throw badUserInput(`Give exactly one of ${Object.keys(named).join(' and ')}.`)
}

/** An ill-formed id is an unknown one. */
async function productById(id: string, { loaders }: Context): Promise<StoredProduct | null> {
  return isId('prd', id) ? await loaders.product.load(id) : null
}

async function productBySlug(
  slug: string,
  { connection, visible, loaders }: Context,
  wanted: { variants: boolean; categories: boolean },
): Promise<StoredProduct | null> {
  const product = isSlug(slug) ? await findProductBySlug(connection, slug, wanted) : undefined
  if (product === undefined || !visible.includes(product.status)) return null
  const { id, variants, categories } = product
  if (variants) loaders.variantsOf.prime(id, variants)
  if (categories) loaders.categoriesOf.prime(id, categories)
  return product
}

async function variantById(id: string, { loaders }: Context): Promise<StoredVariant | null> {
  return isId('var', id) ? await loaders.variant.load(id) : null
}

async function variantBySku(sku: string, { connection, visible }: Context): Promise<StoredVariant | null> {
  const variant = await findVariantBySku(connection, sku)
  return variant !== undefined && visible.includes(variant.productStatus) ? variant : null
}
