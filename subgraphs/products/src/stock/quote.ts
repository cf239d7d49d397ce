// What lines would cost and whether they can be had, now. Reserves nothing.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { badUserInput } from '@supermarket/service-kit/graph-error.ts'
import { isId } from '@supermarket/service-kit/ids.ts'
import type { Money } from '@supermarket/service-kit/money.ts'
import { type QuoteRow, quoteVariants, type StockLine } from './store.ts'

export type Quote = Omit<QuoteRow, 'priceMinor' | 'productStatus'> & {
  readonly unitPrice: Money | null
  readonly onSale: boolean
  readonly sellable: boolean
}

/** One answer per line, in the order of the lines; null for an unknown variant. */
export async function quote(
  database: Pick<Connection, 'db'>,
  { lines, currency }: { lines: readonly StockLine[]; currency: string },
): Promise<(Quote | null)[]> {
  requireSane(lines)
  const variantIds = lines.map(({ variantId }) => variantId).filter((id) => isId('var', id))
  const rows = variantIds.length === 0 ? [] : await quoteVariants(database, { variantIds, currency })
  const byId = new Map(rows.map((row) => [row.variantId, row]))
  return lines.map(({ variantId, quantity }) => {
    const row = byId.get(variantId)
    return row === undefined ? null : quoteOf(row, { quantity, currency })
  })
}

function quoteOf(row: QuoteRow, { quantity, currency }: { quantity: number; currency: string }): Quote {
  const { priceMinor, productStatus, ...names } = row
  const unitPrice = priceMinor === null ? null : { minor: priceMinor, currency }
  const onSale = productStatus === 'ACTIVE'
  const sellable = onSale && unitPrice !== null && row.available >= quantity
  return { ...names, unitPrice, onSale, sellable }
}

function requireSane(lines: readonly StockLine[]): void {
  if (lines.length < 1 || lines.length > 100) throw badUserInput('lines must be 1 to 100.')
  if (lines.some(({ quantity }) => quantity < 1 || quantity > 1_000))
    throw badUserInput('quantity must be 1 to 1000.')
  if (new Set(lines.map(({ variantId }) => variantId)).size < lines.length)
    throw badUserInput('lines must name each variant once.')
}
