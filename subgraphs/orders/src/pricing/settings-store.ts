// Delivery methods and tax rates in SQL. Any change moves `pricing_version` by a trigger.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { deliveryMethods, taxRates } from '@supermarket/drizzle/orders/tables.ts'
import { wholeRows } from '@supermarket/drizzle/whole-rows.ts'
import { type Transaction, withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { and, asc, count, eq, type SQL, sql } from 'drizzle-orm'
import type { DeliveryMethod } from './delivery.ts'
import type { PricingSettings } from './settings.ts'
import type { TaxRate } from './tax.ts'

type Database = Pick<Connection, 'db'>

/** In the list of a statement that reads a cart: what the kept settings are compared with. */
export const pricingVersionColumn = sql`(select version from pricing_version) as "pricingVersion"`

const methodRows = wholeRows(deliveryMethods)
const rateRows = wholeRows(taxRates)

/** The version and what it stands for, of one moment. */
export async function readSettings({ db }: Database): Promise<PricingSettings> {
  const [row] = await db.execute<{ version: number; methods: DeliveryMethod[]; rates: TaxRate[] }>(sql`
    select version,
      (select coalesce(json_agg(m), '[]') from (
        select ${methodRows.columns('m')} from delivery_methods as m order by m.name, m.id) as m) as methods,
      (select coalesce(json_agg(r), '[]') from (select ${rateRows.columns('r')} from tax_rates as r) as r) as rates
    from pricing_version`)
  if (row === undefined) throw new Error('the pricing version is gone')
  return {
    version: row.version,
    deliveryMethods: row.methods,
    taxRates: row.rates.map((rate) => ({ ...rate, validFrom: new Date(rate.validFrom) })),
  }
}

const maxMethods = 100

/** False when there are as many as there may be. */
export function insertDeliveryMethod(connection: Database, method: DeliveryMethod): Promise<boolean> {
  return withTransaction(connection, async (tx) => {
    await takeTurns(tx)
    if ((await tx.$count(deliveryMethods)) >= maxMethods) return false
    await tx.execute(methodRows.insert([method]))
    return true
  })
}

/** Whoever counts before adding waits for whoever did so before. */
async function takeTurns(tx: Transaction): Promise<void> {
  await tx.execute(sql`select from pricing_version for update`)
}

/** Undefined when there is none. Throws what `delivery_methods_days_check` refuses. */
export async function updateDeliveryMethod(
  { db }: Database,
  id: string,
  change: Partial<Omit<DeliveryMethod, 'id'>>,
): Promise<DeliveryMethod | undefined> {
  const assigned = Object.values(change).every((value) => value === undefined)
    ? sql`id = id`
    : methodRows.assign(change)
  const [row] = await db.execute(
    sql`update delivery_methods as m set ${assigned} where id = ${id} returning ${methodRows.columns('m')}`,
  )
  return row && methodRows.read(row)
}

export const deliveryDaysConstraint = 'delivery_methods_days_check'

const maxRates = 2000

/** Replaces the rate of the same place, class and instant; undefined when there are as many as there may be. */
export function saveTaxRate(connection: Database, rate: TaxRate): Promise<TaxRate | undefined> {
  return withTransaction(connection, async (tx) => {
    await takeTurns(tx)
    if ((await tx.$count(taxRates)) >= maxRates) return undefined
    const [row] = await tx.execute(sql`
      ${rateRows.insert([rate])}
      on conflict (country, coalesce(upper(region), ''), tax_class, valid_from)
        do update set name = excluded.name, basis_points = excluded.basis_points, region = excluded.region
      returning ${rateRows.columns('tax_rates')}`)
    return row && rateRows.read(row)
  })
}

export async function deleteTaxRate({ db }: Database, id: string): Promise<TaxRate | undefined> {
  const [rate] = await db.delete(taxRates).where(eq(taxRates.id, id)).returning()
  return rate
}

export type RatePosition = readonly [
  country: string,
  region: string,
  taxClass: string,
  validFrom: Date,
  id: string,
]

const regionKey = sql<string>`coalesce(upper(${taxRates.region}), '')`

export async function listTaxRates(
  { db }: Database,
  { country, after, limit }: { country: string | undefined; after: RatePosition | undefined; limit: number },
): Promise<TaxRate[]> {
  const { id, taxClass, validFrom } = taxRates
  return db
    .select()
    .from(taxRates)
    .where(
      and(
        isOf(country),
        after &&
          sql`(${taxRates.country}, ${regionKey}, ${taxClass}, ${validFrom}, ${id}) > (${after[0]}, ${after[1]}, ${after[2]}, ${after[3].toISOString()}::timestamptz, ${after[4]})`,
      ),
    )
    .orderBy(asc(taxRates.country), asc(regionKey), asc(taxClass), asc(validFrom), asc(id))
    .limit(limit)
}

export async function countTaxRates({ db }: Database, country: string | undefined): Promise<number> {
  const [row] = await db.select({ count: count() }).from(taxRates).where(isOf(country))
  return row?.count ?? 0
}

function isOf(country: string | undefined): SQL | undefined {
  return country === undefined ? undefined : eq(taxRates.country, country)
}
