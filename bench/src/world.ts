// What requests draw from: a sample, uniform over the whole catalogue, of what a prepared database holds.
import { encodeCursor } from '@supermarket/service-kit/connection.ts'
import type postgres from 'postgres'
import { accountsBeside } from './accounts.ts'

export type Variant = { readonly id: string; readonly priceMinor: number }

export type World = {
  readonly slugs: readonly string[]
  /** After which a whole page follows. */
  readonly cursors: readonly string[]
  /** In stock for a while. */
  readonly variants: readonly Variant[]
  readonly accounts: number
}

const sampled = 20_000
/** A variant with less may be sold out before the run ends. */
const minStock = 20
const minVariants = 200

export class StockExhausted extends Error {
  override readonly name = 'StockExhausted'
}

/** Throws StockExhausted when earlier runs have bought the shop empty. */
export async function sampleWorld(catalogue: postgres.Sql, products: number, seed: number): Promise<World> {
  const slugs = await catalogue<{ slug: string }[]>`
    select slug from products where status = 'ACTIVE'
    order by hashtextextended(id, ${seed}), id limit ${sampled}`
  const cursors = await catalogue<{ sortName: string; id: string }[]>`
    select sort_name as "sortName", id from products
    where status = 'ACTIVE' and (sort_name, id) < (
      select sort_name, id from products where status = 'ACTIVE'
      order by sort_name desc, id desc offset 20 limit 1)
    order by hashtextextended(id, ${seed + 1}), id limit ${sampled}`
  const variants = await catalogue<Variant[]>`
    select v.id, price.minor::float8 as "priceMinor"
    from stock_levels as level
    join variants as v on v.id = level.variant_id
    join products as p on p.id = v.product_id and p.status = 'ACTIVE'
    join variant_prices as price on price.variant_id = v.id and price.currency = 'EUR'
    where level.on_hand - level.reserved >= ${minStock}
    order by hashtextextended(v.id, ${seed + 2}), v.id limit ${sampled}`
  if (variants.length < Math.min(minVariants, products / 2)) {
    throw new StockExhausted(`only ${variants.length} variants are still in stock`)
  }
  return {
    slugs: slugs.map(({ slug }) => slug),
    cursors: cursors.map(({ sortName, id }) => encodeCursor(['NAME', 0, sortName, id])),
    variants: [...variants],
    accounts: accountsBeside(products),
  }
}
