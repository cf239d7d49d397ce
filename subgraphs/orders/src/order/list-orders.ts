// Pages of orders, newest first: all of them for staff, or one customer's. A cursor is when and which.
import type { Connection as Database } from '@supermarket/drizzle/connect.ts'
import {
  type Connection,
  instantOf,
  type Page,
  type PageArguments,
  parsePage,
  toConnection,
} from '@supermarket/service-kit/connection.ts'
import { badUserInput } from '@supermarket/service-kit/graph-error.ts'
import { isId } from '@supermarket/service-kit/ids.ts'
import type { InputMaybe, OrderWhere } from '../generated/resolvers-types.ts'
import { countOrders, listOrders, type OrderFilter, type OrderPosition, type Slice } from './list-store.ts'
import type { Order } from './order.ts'

export type OrderList = Connection<Order> & { readonly totalCount: () => Promise<number | null> }

export type OrderPage = { readonly page: Page; readonly slice: Slice<OrderPosition> }

export function parseOrderPage(args: PageArguments): OrderPage {
  const page = parsePage(args, 2)
  return { page, slice: { after: page.after && positionOf(page.after), limit: page.first + 1 } }
}

export async function listOrderPage(
  database: Pick<Database, 'db'>,
  args: PageArguments & { readonly where?: InputMaybe<OrderWhere> },
): Promise<OrderList> {
  const { page, slice } = parseOrderPage(args)
  const filter = filterOf(args.where)
  return toOrderList(await listOrders(database, filter, slice), page, () => countOrders(database, filter))
}

/** `rows` is one longer than the page when there is a next one. */
export function toOrderList(
  rows: readonly Order[],
  page: Page,
  totalCount: OrderList['totalCount'],
): OrderList {
  return {
    ...toConnection(rows, page, ({ placedAt, id }) => [placedAt?.toISOString() ?? '', id]),
    totalCount,
  }
}

function filterOf(where: InputMaybe<OrderWhere> | undefined): OrderFilter {
  return {
    status: where?.status ?? undefined,
    paymentStatus: where?.paymentStatus ?? undefined,
    placedFrom: where?.placedAt?.from ?? undefined,
    placedBefore: where?.placedAt?.to ?? undefined,
  }
}

function positionOf([at, id]: readonly unknown[]): OrderPosition {
  const placedAt = instantOf(at)
  if (!isId('ord', id) || placedAt === undefined) {
    throw badUserInput('after is not a cursor of this list.')
  }
  return { placedAt, id }
}
