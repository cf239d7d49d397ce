// The orders of products, and where a page begins in them. An order is one or more runs, one after the other; within a
// run rows come sorted by one key and the id, as an index has them, so a page never sorts more than it shows. Pure.
import {
  isInstantKey,
  type Page,
  type PageArguments,
  parsePage,
} from '@supermarket/service-kit/connection.ts'
import { badUserInput } from '@supermarket/service-kit/graph-error.ts'
import { isId } from '@supermarket/service-kit/ids.ts'
import type { StoredProduct } from '../catalog/product.ts'
import type { ProductSort } from '../generated/resolvers-types.ts'

/** Which products a run has: those with a price, those without; those that match as a whole, in the title, elsewhere. */
export type RunKind = 'every' | 'priced' | 'unpriced' | 'exact' | 'title' | 'elsewhere'

export type Order = {
  /** Also in cursors, so that one of another order is refused. */
  readonly name: 'NAME' | 'PRICE' | 'NEWEST' | 'RELEVANCE'
  readonly key: 'sortName' | 'minPriceMinor' | 'createdAt'
  readonly runs: readonly RunKind[]
  /** Of the key, and of the id among equals. */
  readonly direction: 'asc' | 'desc'
}

/** A product in its run. */
export type Listed = StoredProduct & { readonly run: number; readonly total?: number }

/** Where a page begins: behind this entry of this run. The key of a product without a price is null. */
export type Position = { readonly run: number; readonly key: string | number | null; readonly id: string }

export function orderOf(sort: ProductSort | null | undefined, isSearch: boolean): Order {
  const { field, direction } = sort ?? { field: 'NEWEST', direction: 'ASC' }
  const forward = direction === 'ASC'
  const ascending = { direction: forward ? 'asc' : 'desc' } as const
  // The newest has the greatest time.
  const newestFirst = { key: 'createdAt', direction: forward ? 'desc' : 'asc' } as const
  if (field === 'NAME') return { name: field, key: 'sortName', runs: ['every'], ...ascending }
  if (field === 'PRICE')
    return { name: field, key: 'minPriceMinor', runs: ['priced', 'unpriced'], ...ascending }
  if (field === 'NEWEST' || !isSearch) return { name: 'NEWEST', runs: ['every'], ...newestFirst }
  const runs: readonly RunKind[] = ['exact', 'title', 'elsewhere']
  return { name: field, runs: forward ? runs : runs.toReversed(), ...newestFirst }
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

export function keysetOf({ name, key }: Order, product: Listed) {
  const value = key === 'createdAt' ? Date.parse(product.createdAt) : product[key]
  return [name, product.run, value, product.id]
}

function keyFits({ key, runs }: Order, run: number, value: unknown): boolean {
  if (runs[run] === 'unpriced') return value === null
  if (key === 'sortName') return typeof value === 'string'
  if (!Number.isSafeInteger(value)) return false
  return key === 'createdAt' ? isInstantKey(value) : Number(value) >= 0
}
