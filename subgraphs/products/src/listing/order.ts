// The orders of products, and where a page begins in them. An order is one or more runs, one after the other; within a
// run rows come sorted by one key and the id, as an index has them, so a page never sorts more than it shows. Pure.
import { type Page, type PageArguments, parsePage } from '@supermarket/service-kit/connection.ts'
import { badUserInput } from '@supermarket/service-kit/graph-error.ts'
import { isId } from '@supermarket/service-kit/ids.ts'
import type { StoredProduct } from '../catalog/product.ts'
import type { ProductSort } from '../generated/resolvers-types.ts'

/** Which products a run has: those with a price, those without; those that match as a whole, in the title, elsewhere. */
export type RunKind = 'every' | 'priced' | 'unpriced' | 'exact' | 'title' | 'elsewhere'

export type Order = {
  /** Also in cursors, so that one of another order is refused. */
  readonly name: 'NAME' | 'PRICE' | 'NEWEST' | 'RELEVANCE'
  readonly key: 'sortName' | 'minPriceMinor' | null
  readonly runs: readonly RunKind[]
  readonly keyDirection: 'asc' | 'desc'
  readonly idDirection: 'asc' | 'desc'
}

/** A product in its run. */
export type Listed = StoredProduct & { readonly run: number }

/** Where a page begins: behind this entry of this run. */
export type Position = { readonly run: number; readonly key: string | number | null; readonly id: string }

export function orderOf(sort: ProductSort | null | undefined, isSearch: boolean): Order {
  const { field, direction } = sort ?? { field: 'NEWEST', direction: 'ASC' }
  const forward = direction !== 'DESC'
  const keyDirection = forward ? 'asc' : 'desc'
  // The newest id is the greatest.
  const newestFirst = forward ? 'desc' : 'asc'
  if (field === 'NAME')
    return { name: field, key: 'sortName', runs: ['every'], keyDirection, idDirection: keyDirection }
  if (field === 'PRICE') {
    const runs: RunKind[] = ['priced', 'unpriced']
    return { name: field, key: 'minPriceMinor', runs, keyDirection, idDirection: keyDirection }
  }
  if (field === 'RELEVANCE' && isSearch) {
    const runs: RunKind[] = ['exact', 'title', 'elsewhere']
    return {
      name: field,
      key: null,
      runs: forward ? runs : runs.reverse(),
      keyDirection,
      idDirection: newestFirst,
    }
  }
  return { name: 'NEWEST', key: null, runs: ['every'], keyDirection, idDirection: newestFirst }
}

export function parseProductPage(
  args: PageArguments,
  order: Order,
): Page & { position: Position | undefined } {
  const page = parsePage(args, 4)
  if (page.after === undefined) return { ...page, position: undefined }
  const [name, run, key = null, id] = page.after
  const fits =
    name === order.name &&
    typeof run === 'number' &&
    order.runs[run] !== undefined &&
    keyFits(order, run, key) &&
    isId('prd', id)
  if (!fits) throw badUserInput('after is not a cursor of this list.')
  return { ...page, position: { run, key: key as string | number | null, id: id as string } }
}

export function keysetOf(order: Order, product: Listed) {
  return [order.name, product.run, order.key === null ? null : product[order.key], product.id]
}

function keyFits({ key, runs }: Order, run: number, value: unknown): boolean {
  if (key === null || runs[run] === 'unpriced') return value === null
  return key === 'sortName' ? typeof value === 'string' : Number.isSafeInteger(value)
}
