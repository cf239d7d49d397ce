// Pages of an order's timeline, oldest first.
import {
  type Connection,
  type Page,
  type PageArguments,
  parsePage,
  toConnection,
} from '@supermarket/service-kit/connection.ts'
import { badUserInput } from '@supermarket/service-kit/graph-error.ts'
import type { Slice } from './list-store.ts'
import type { OrderEvent } from './order.ts'

export type OrderEventList = Connection<OrderEvent> & { readonly totalCount: () => Promise<number> }

export function parseEventPage(args: PageArguments): { readonly page: Page; readonly slice: Slice<number> } {
  const page = parsePage(args, 1)
  const [after] = page.after ?? []
  if (after !== undefined && !Number.isSafeInteger(after))
    throw badUserInput('after is not a cursor of this list.')
  return { page, slice: { after: typeof after === 'number' ? after : undefined, limit: page.first + 1 } }
}

/** `rows` is one longer than the page when there is a next one. */
export function toEventList(
  rows: readonly OrderEvent[],
  page: Page,
  totalCount: OrderEventList['totalCount'],
): OrderEventList {
  return { ...toConnection(rows, page, ({ sequence }) => [sequence]), totalCount }
}
