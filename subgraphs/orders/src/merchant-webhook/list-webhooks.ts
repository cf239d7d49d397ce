// Pages of endpoints and of their logs, newest first; a cursor is an id.
import type { Connection as Database } from '@supermarket/drizzle/connect.ts'
import {
  type Connection,
  type Page,
  type PageArguments,
  parsePage,
  toConnection,
} from '@supermarket/service-kit/connection.ts'
import { badUserInput } from '@supermarket/service-kit/graph-error.ts'
import { type IdPrefix, isId } from '@supermarket/service-kit/ids.ts'
import type { DeliverySlice } from './delivery-store.ts'
import { countEndpoints, listEndpoints } from './endpoint-store.ts'
import type { DeliveryStatus, WebhookDelivery, WebhookEndpoint } from './webhook.ts'

export type EndpointList = Connection<WebhookEndpoint> & { readonly totalCount: () => Promise<number> }
export type DeliveryList = Connection<WebhookDelivery> & { readonly totalCount: () => Promise<number | null> }

export async function listEndpointPage(
  database: Pick<Database, 'db'>,
  args: PageArguments,
): Promise<EndpointList> {
  const page = parsePage(args, 1)
  const rows = await listEndpoints(database, { after: positionOf(page, 'whe'), limit: page.first + 1 })
  return { ...toConnection(rows, page, ({ id }) => [id]), totalCount: () => countEndpoints(database.db) }
}

export function parseDeliveryPage(
  args: PageArguments & {
    readonly where?: { readonly status?: readonly DeliveryStatus[] | null | undefined } | null | undefined
  },
): { readonly page: Page; readonly slice: DeliverySlice } {
  const page = parsePage(args, 1)
  const status = args.where?.status ?? undefined
  return { page, slice: { after: positionOf(page, 'whd'), limit: page.first + 1, status } }
}

/** `rows` is one longer than the page when there is a next one. */
export function toDeliveryList(
  rows: readonly WebhookDelivery[],
  page: Page,
  totalCount: DeliveryList['totalCount'],
): DeliveryList {
  return { ...toConnection(rows, page, ({ id }) => [id]), totalCount }
}

function positionOf({ after }: Page, prefix: IdPrefix): string | undefined {
  if (after === undefined) return undefined
  const [id] = after
  if (!isId(prefix, id)) throw badUserInput('after is not a cursor of this list.')
  return id
}
