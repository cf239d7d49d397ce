// What one request has read: each kind of object for all who ask at once in one statement, and never twice. What the
// viewer may not see is not there, whatever the way to it.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import DataLoader from 'dataloader'
import type { ProductStatus, StoredCategory, StoredProduct, StoredVariant } from './catalog/product.ts'
import { findDescriptions, findProducts, findVariants, listVariantsOf } from './catalog/store.ts'
import { findCategories, listCategoriesOf } from './category/store.ts'
import { type ShelfLoader, shelfLoader } from './listing/shelf-loader.ts'

type One<Row> = DataLoader<string, Row | null>
type Many<Row> = DataLoader<string, readonly Row[]>

export type Loaders = {
  readonly product: One<StoredProduct>
  readonly description: One<string>
  readonly variant: One<StoredVariant>
  readonly category: One<StoredCategory>
  readonly variantsOf: Many<StoredVariant>
  readonly categoriesOf: Many<StoredCategory>
  /** Of a category, by page. */
  readonly productsOf: ShelfLoader
  /** After a mutation, what was read before it may be wrong. */
  clear(): void
}

/** `visible`: the product statuses that the viewer may see. */
export function createLoaders(connection: Connection, visible: readonly ProductStatus[]): Loaders {
  const loaders = {
    product: one(async (ids) =>
      (await findProducts(connection, ids)).filter(({ status }) => visible.includes(status)),
    ),
    description: new DataLoader<string, string | null>(async (ids) => {
      const rows = await findDescriptions(connection, ids)
      const byId = new Map(rows.map(({ id, description }) => [id, description]))
      return ids.map((id) => byId.get(id) ?? null)
    }),
    variant: one(async (ids) =>
      (await findVariants(connection, ids)).filter(({ productStatus }) => visible.includes(productStatus)),
    ),
    category: one((ids) => findCategories(connection, ids)),
    variantsOf: many((ids) => listVariantsOf(connection, ids)),
    categoriesOf: many((ids) => listCategoriesOf(connection, ids)),
    productsOf: shelfLoader(connection, visible),
  }
  return {
    ...loaders,
    clear: () => {
      for (const loader of Object.values(loaders)) loader.clearAll()
    },
  }
}

function one<Row extends { readonly id: string }>(
  find: (ids: readonly string[]) => Promise<readonly Row[]>,
): One<Row> {
  return new DataLoader(async (ids) => {
    const rows = new Map((await find(ids)).map((row) => [row.id, row]))
    return ids.map((id) => rows.get(id) ?? null)
  })
}

function many<Row extends { readonly productId: string }>(
  list: (productIds: readonly string[]) => Promise<readonly Row[]>,
): Many<Row> {
  return new DataLoader(async (ids) => {
    const rows = Map.groupBy(await list(ids), ({ productId }) => productId)
    return ids.map((id) => rows.get(id) ?? [])
  })
}
