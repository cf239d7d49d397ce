// Pages of tax rates for staff, by place, class and time. A cursor is all of them.
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
import { countTaxRates, listTaxRates, type RatePosition } from './settings-store.ts'
import type { TaxRate } from './tax.ts'

export type TaxRateList = Connection<TaxRate> & { readonly totalCount: () => Promise<number | null> }

export async function listTaxRatePage(
  database: Pick<Database, 'db'>,
  { country, ...args }: PageArguments & { readonly country?: string | null | undefined },
): Promise<TaxRateList> {
  const page = parsePage(args, 5)
  const of = country ?? undefined
  const after = page.after && positionOf(page.after)
  const rows = await listTaxRates(database, { country: of, after, limit: page.first + 1 })
  return {
    ...toConnection(rows, page, (rate) => [
      ...[rate.country, rate.region?.toUpperCase() ?? '', rate.taxClass],
      ...[rate.validFrom.toISOString(), rate.id],
    ]),
    totalCount: () => countTaxRates(database, of),
  }
}

function positionOf([country, region, taxClass, at, id]: readonly unknown[]): RatePosition {
  const validFrom = instantOf(at)
  const isPlace = [country, region, taxClass].every((part) => typeof part === 'string')
  if (!isPlace || !isId('txr', id) || validFrom === undefined) {
    throw badUserInput('after is not a cursor of this list.')
  }
  return [String(country), String(region), String(taxClass), validFrom, id]
}
