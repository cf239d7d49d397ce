// Calls of the stock functions of the database (drizzle/products/migrations): each is one statement, so a level's row is
// locked for as long as PostgreSQL works on it and never while this process is busy.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { sql } from 'drizzle-orm'
import type { ProductStatus, TaxClass } from '../catalog/product.ts'
import type { StockAdjustReason, StockMovementReason } from '../generated/resolvers-types.ts'

type Database = Pick<Connection, 'db'> | { readonly db: Transaction }

export type ReservationStatus = 'RESERVED' | 'COMMITTED' | 'RELEASED' | 'EXPIRED'

/** `available` is null for an unknown variant. */
export type Shortage = { readonly variantId: string; readonly available: number | null }

export type ReservationAnswer =
  | { readonly outcome: 'DONE'; readonly status: ReservationStatus; readonly expiresAt: string | null }
  | { readonly outcome: 'SHORT'; readonly shortages: readonly Shortage[] }
  | { readonly outcome: 'REUSED' | 'ILLEGAL' | 'UNKNOWN' }

export type StockLine = { readonly variantId: string; readonly quantity: number }

export async function reserveStock(
  { db }: Database,
  reservation: { orderId: string; lines: readonly StockLine[]; expiresAt: Date },
): Promise<ReservationAnswer> {
  const { orderId, lines, expiresAt } = reservation
  const variantIds = lines.map(({ variantId }) => variantId)
  const quantities = lines.map(({ quantity }) => quantity)
  const [row] = await db.execute<{ answer: ReservationAnswer }>(sql`
    select stock_reserve(${orderId}, ${sql.param(variantIds)}::text[], ${sql.param(quantities)}::integer[],
                         ${expiresAt}::timestamptz) as answer`)
  return answerOf(row)
}

export async function commitStock({ db }: Database, orderId: string): Promise<ReservationAnswer> {
  const [row] = await db.execute<{ answer: ReservationAnswer }>(
    sql`select stock_commit(${orderId}) as answer`,
  )
  return answerOf(row)
}

export async function releaseStock({ db }: Database, orderId: string): Promise<ReservationAnswer> {
  const [row] = await db.execute<{ answer: ReservationAnswer }>(
    sql`select stock_release(${orderId}) as answer`,
  )
  return answerOf(row)
}

export type TakeBackAnswer = { readonly outcome: 'DONE' | 'SHORT' | 'ILLEGAL' | 'UNKNOWN' }

/**
 * Takes back pieces that were sold to an order. SHORT when some of them were never sold to it, or were taken back
 * before: the others are taken back.
 */
export async function takeBackStock(
  { db }: Database,
  {
    orderId,
    lines,
    reason,
  }: { orderId: string; lines: readonly StockLine[]; reason: 'RESTOCKED' | 'RETURNED' },
): Promise<TakeBackAnswer> {
  const variantIds = lines.map(({ variantId }) => variantId)
  const quantities = lines.map(({ quantity }) => quantity)
  const [row] = await db.execute<{ answer: TakeBackAnswer }>(sql`
    select stock_take_back(${orderId}, ${sql.param(variantIds)}::text[], ${sql.param(quantities)}::integer[],
                           ${reason}::stock_movement_reason) as answer`)
  if (row === undefined) throw new Error('stock_take_back answered nothing')
  return row.answer
}

/** Gives back what lapsed, at most so many orders; answers their ids in order. */
export async function expireStock({ db }: Database, atMost: number): Promise<readonly string[]> {
  const [row] = await db.execute<{ orders: string[] }>(sql`select stock_expire(${atMost}) as orders`)
  return row?.orders ?? []
}

export type AdjustAnswer =
  | { readonly outcome: 'DONE' | 'UNKNOWN' }
  | { readonly outcome: 'CHANGED' | 'SHORT' | 'FULL'; readonly onHand: number; readonly reserved: number }

export type Adjustment = {
  readonly variantId: string
  readonly delta: number
  readonly reason: StockAdjustReason
  readonly expectedQuantity: number | null
  readonly actorId: string
}

export async function adjustLevel({ db }: Database, adjustment: Adjustment): Promise<AdjustAnswer> {
  const { variantId, delta, reason, expectedQuantity, actorId } = adjustment
  const [row] = await db.execute<{ answer: AdjustAnswer }>(sql`
    select stock_adjust(${variantId}, ${delta}::integer, ${reason}::stock_movement_reason,
                        ${expectedQuantity}::integer, ${actorId}) as answer`)
  if (row === undefined) throw new Error('stock_adjust answered nothing')
  return row.answer
}

export type Movement = {
  readonly seq: number
  readonly reason: StockMovementReason
  readonly onHandDelta: number
  readonly reservedDelta: number
  readonly at: string
  readonly orderId: string | null
  readonly actorId: string | null
}

/** Newest first, from behind the sequence number. */
export async function listMovements(
  { db }: Database,
  page: { variantId: string; after: number | undefined; limit: number },
): Promise<Movement[]> {
  const { variantId, after, limit } = page
  return [
    ...(await db.execute<Movement>(sql`
      select seq, reason, on_hand_delta as "onHandDelta", reserved_delta as "reservedDelta", at,
             order_id as "orderId", actor_id as "actorId"
      from stock_movements
      where variant_id = ${variantId} and ${after === undefined ? sql`true` : sql`seq < ${after}`}
      order by seq desc limit ${limit}`)),
  ]
}

const maxCounted = 10_000

/** Null beyond 10,000. */
export async function countMovements({ db }: Database, variantId: string): Promise<number | null> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::integer as count
    from (select from stock_movements where variant_id = ${variantId} limit ${maxCounted + 1}) as movements`)
  return row === undefined || row.count > maxCounted ? null : row.count
}

export type QuoteRow = {
  readonly variantId: string
  readonly variantName: string
  readonly sku: string
  readonly productId: string
  readonly productName: string
  readonly productStatus: ProductStatus
  readonly available: number
  readonly priceMinor: number | null
  readonly weightGrams: number | null
  readonly taxClass: TaxClass
}

/** Unknown variants have no row. */
export async function quoteVariants(
  { db }: Database,
  { variantIds, currency }: { variantIds: readonly string[]; currency: string },
): Promise<QuoteRow[]> {
  return [
    ...(await db.execute<QuoteRow>(sql`
      select v.id as "variantId", v.name as "variantName", v.sku, p.id as "productId", p.name as "productName",
             p.status as "productStatus", l.on_hand - l.reserved as available, x.minor as "priceMinor",
             v.weight_grams as "weightGrams", v.tax_class as "taxClass"
      from variants as v
      join products as p on p.id = v.product_id
      join stock_levels as l on l.variant_id = v.id
      left join variant_prices as x on x.variant_id = v.id and x.currency = ${currency}
      where v.id = any(${sql.param(variantIds)}::text[])`)),
  ]
}

/** Classifies all stock anew when the threshold differs from the database's; writers wait for that moment. */
export async function applyLowStockThreshold(connection: Connection, threshold: number): Promise<void> {
  const [settings] = await connection.db.execute<{ threshold: number }>(
    sql`select low_stock_threshold as threshold from stock_settings`,
  )
  if (settings?.threshold === threshold) return
  await connection.db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`)
    await tx.execute(sql`set local lock_timeout = 0`)
    await tx.execute(sql`lock table stock_levels in share row exclusive mode`)
    await tx.execute(sql`update stock_settings set low_stock_threshold = ${threshold}`)
    await tx.execute(sql`
      update stock_levels set on_hand = on_hand where availability <> stock_availability(on_hand - reserved)`)
  })
}

function answerOf(row: { answer: ReservationAnswer } | undefined): ReservationAnswer {
  if (row === undefined) throw new Error('a stock function answered nothing')
  return row.answer
}
