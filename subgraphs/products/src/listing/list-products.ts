// Pages of the catalogue: what is asked for, checked and brought to its smallest form, then read.
import type { Connection as Database } from '@supermarket/drizzle/connect.ts'
import { type Connection, type PageArguments, toConnection } from '@supermarket/service-kit/connection.ts'
import { badUserInput } from '@supermarket/service-kit/graph-error.ts'
import type { ProductStatus, StoredProduct } from '../catalog/product.ts'
import { maxSearchLength, searchWords } from '../catalog/search-terms.ts'
import type { ProductSort, ProductWhere } from '../generated/resolvers-types.ts'
import { parseWhere, scopeOf } from './condition.ts'
import type { Search } from './condition-store.ts'
import { keysetOf, orderOf, parseProductPage } from './order.ts'
import type { Selection } from './page-store.ts'
import { countAllProducts, countProducts, listProducts } from './store.ts'

export type ProductListArguments = PageArguments & {
  readonly search?: string | null | undefined
  readonly where?: ProductWhere | null | undefined
  readonly sort?: ProductSort | null | undefined
}

/** `totalCount` is counted when it is asked for. */
export type ProductList = Connection<StoredProduct> & { readonly totalCount: () => Promise<number | null> }

export type ProductListing = {
  readonly database: Database
  /** The statuses that the viewer may see. */
  readonly visible: readonly ProductStatus[]
}

/** `withTotal`: that `totalCount` will be asked for, so that it comes with the page where that is cheaper. */
export async function listProductPage(
  listing: ProductListing,
  args: ProductListArguments,
  { withTotal }: { withTotal: boolean },
): Promise<ProductList> {
  const { database } = listing
  const search = parseSearch(args.search)
  const order = orderOf(args.sort, search !== undefined)
  const page = parseProductPage(args, order)
  const selection = selectionOf(listing, args.where, search)
  const rows = await listProducts(database, {
    selection,
    order,
    position: page.position,
    limit: page.first + 1,
    withTotal: withTotal && isUnfiltered(selection),
  })
  return {
    ...toConnection(rows, page, (product) => keysetOf(order, product)),
    totalCount: async () => rows[0]?.total ?? (await count(database, selection)),
  }
}

function selectionOf(
  { visible }: ProductListing,
  where: ProductWhere | null | undefined,
  search: Search | undefined,
): Selection {
  return { ...scopeOf(parseWhere(where), visible), search }
}

async function count(database: Database, selection: Selection): Promise<number | null> {
  const { statuses } = selection
  if (statuses.length === 0) return 0
  return isUnfiltered(selection)
    ? await countAllProducts(database, statuses)
    : await countProducts(database, selection)
}

function isUnfiltered({ rest, search, categoryId }: Selection): boolean {
  return rest.kind === 'always' && search === undefined && categoryId === undefined
}

function parseSearch(text: string | null | undefined): Search | undefined {
  if (text == null) return undefined
  if ([...text].length > maxSearchLength)
    throw badUserInput(`search must be at most ${maxSearchLength} characters.`)
  const words = searchWords(text)
  return words.length === 0 ? undefined : { text: text.trim(), words }
}
