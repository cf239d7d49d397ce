// Pages of all categories, by name.
import type { Connection as Database } from '@supermarket/drizzle/connect.ts'
import {
  type Connection,
  type PageArguments,
  parsePage,
  toConnection,
} from '@supermarket/service-kit/connection.ts'
import { badUserInput } from '@supermarket/service-kit/graph-error.ts'
import { isId } from '@supermarket/service-kit/ids.ts'
import type { StoredCategory } from '../catalog/product.ts'
import { countCategories, listCategories } from './store.ts'

export type CategoryList = Connection<StoredCategory> & { readonly totalCount: () => Promise<number> }

export async function listCategoryPage(
  database: Pick<Database, 'db'>,
  args: PageArguments,
): Promise<CategoryList> {
  const page = parsePage(args, 2)
  const [sortName, id] = page.after ?? []
  if (page.after !== undefined && (typeof sortName !== 'string' || !isId('cat', id)))
    throw badUserInput('after is not a cursor of this list.')
  const after = typeof sortName === 'string' && typeof id === 'string' ? { sortName, id } : undefined
  const rows = await listCategories(database, { after, limit: page.first + 1 })
  return {
    ...toConnection(rows, page, (category) => [category.sortName, category.id]),
    totalCount: () => countCategories(database),
  }
}
