// Pages of discounts for staff, newest first. A cursor is when and which.
import type { Connection as Database } from '@supermarket/drizzle/connect.ts'
import {
  type Connection,
  instantOf,
  type PageArguments,
  parsePage,
  toConnection,
} from '@supermarket/service-kit/connection.ts'
import { badUserInput } from '@supermarket/service-kit/graph-error.ts'
import { isId } from '@supermarket/service-kit/ids.ts'
import { codeKeyOf, type Discount } from './discount.ts'
import { countDiscounts, type DiscountPosition, listDiscounts } from './discount-store.ts'

export type DiscountList = Connection<Discount> & { readonly totalCount: () => Promise<number | null> }

export async function listDiscountPage(
  database: Pick<Database, 'db'>,
  { code, ...args }: PageArguments & { readonly code?: string | null | undefined },
): Promise<DiscountList> {
  const page = parsePage(args, 2)
  // A code that cannot be matches nothing.
  const codeKey = code == null ? undefined : (codeKeyOf(code) ?? '')
  const after = page.after && positionOf(page.after)
  const rows = await listDiscounts(database, { codeKey, after, limit: page.first + 1 })
  return {
    ...toConnection(rows, page, ({ createdAt, id }) => [createdAt.toISOString(), id]),
    totalCount: () => countDiscounts(database, codeKey),
  }
}

function positionOf([at, id]: readonly unknown[]): DiscountPosition {
  const createdAt = instantOf(at)
  if (!isId('dsc', id) || createdAt === undefined) {
    throw badUserInput('after is not a cursor of this list.')
  }
  return { createdAt, id }
}
