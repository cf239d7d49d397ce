// Pages of categories' products, read once per request: pages of many categories with the same arguments are one
// statement, and so are their counts.
import type { Connection as Database } from '@supermarket/drizzle/connect.ts'
import { type PageArguments, toConnection } from '@supermarket/service-kit/connection.ts'
import DataLoader from 'dataloader'
import type { ProductStatus } from '../catalog/product.ts'
import type { ProductSort } from '../generated/resolvers-types.ts'
import { parseWhere, scopeOf } from './condition.ts'
import type { ProductList } from './list-products.ts'
import { keysetOf, type Listed, orderOf, parseProductPage } from './order.ts'
import type { ProductQuery } from './page-store.ts'
import { countProductsOf, listProductsOf } from './store.ts'

export type ShelfArguments = PageArguments & { readonly sort?: ProductSort | null | undefined }

export type ShelfLoader = {
  load(categoryId: string, args: ShelfArguments): Promise<ProductList>
  clearAll(): void
}

const maxBatchSize = 100

export function shelfLoader(database: Database, visible: readonly ProductStatus[]): ShelfLoader {
  const selection = { ...scopeOf(parseWhere(undefined), visible), search: undefined }
  const pages = new Map<string, DataLoader<string, readonly Listed[]>>()
  const pagesLike = (query: ProductQuery) => {
    const key = JSON.stringify([query.order, query.position, query.limit])
    const known = pages.get(key)
    if (known) return known
    const loader = new DataLoader<string, readonly Listed[]>(
      async (ids) => {
        const rows = await listProductsOf(database, query, ids)
        return ids.map((id) => rows.get(id) ?? [])
      },
      { maxBatchSize },
    )
    pages.set(key, loader)
    return loader
  }
  const counts = new DataLoader<string, number | null>(
    async (ids) => {
      const found = await countProductsOf(database, visible, ids)
      return ids.map((id) => found.get(id) ?? null)
    },
    { maxBatchSize },
  )
  return {
    async load(categoryId, args) {
      const order = orderOf(args.sort, false)
      const page = parseProductPage(args, order)
      const query = { selection, order, position: page.position, limit: page.first + 1 }
      const rows = await pagesLike(query).load(categoryId)
      return {
        ...toConnection(rows, page, (product) => keysetOf(order, product)),
        totalCount: () => counts.load(categoryId),
      }
    },
    clearAll() {
      pages.clear()
      counts.clearAll()
    },
  }
}
