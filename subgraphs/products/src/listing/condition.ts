// What a `ProductWhere` asks for, as the smallest condition that says the same: nested lists flattened, constants
// folded, an empty list `never`. The statuses that it leaves possible are kept apart, because indexes begin with them. Pure.
import { badUserInput } from '@supermarket/service-kit/graph-error.ts'
import { isId } from '@supermarket/service-kit/ids.ts'
import { type Availability, type ProductStatus, productStatuses } from '../catalog/product.ts'
import type { ProductPriceWhere, ProductWhere } from '../generated/resolvers-types.ts'

export type Condition =
  | { readonly kind: 'always' | 'never' }
  | { readonly kind: 'category'; readonly id: string }
  | { readonly kind: 'status'; readonly in: readonly ProductStatus[] }
  | { readonly kind: 'availability'; readonly in: readonly Availability[] }
  | PriceCondition
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }

export type PriceCondition = {
  readonly kind: 'price'
  readonly currency: string
  readonly min: number | null
  readonly max: number | null
}

/** What a list shows: products of these statuses, of the category if any, for which the rest holds. */
export type Scope = {
  readonly statuses: readonly ProductStatus[]
  readonly categoryId: string | undefined
  readonly rest: Condition
}

const maxDepth = 5
const maxConditions = 50

/** Throws BAD_USER_INPUT when the filter is too deep, too long or contradicts itself. */
export function parseWhere(where: ProductWhere | null | undefined): Condition {
  const budget = { conditions: maxConditions }
  return where == null ? always : parse(where, 1, budget)
}

/** `visible`: the statuses that the viewer may see at all. */
export function scopeOf(condition: Condition, visible: readonly ProductStatus[]): Scope {
  const parts = condition.kind === 'all' ? condition.of : [condition]
  const named = parts.flatMap((part) => (part.kind === 'status' ? [part.in] : []))
  const statuses = visible.filter((status) => named.every((list) => list.includes(status)))
  const category = parts.find((part) => part.kind === 'category')
  const rest = all(parts.filter((part) => part.kind !== 'status' && part !== category))
  return { statuses: rest.kind === 'never' ? [] : statuses, categoryId: category?.id, rest }
}

const always: Condition = { kind: 'always' }
const never: Condition = { kind: 'never' }

function parse(where: ProductWhere, depth: number, budget: { conditions: number }): Condition {
  if (depth > maxDepth) throw badUserInput(`where is more than ${maxDepth} levels deep.`)
  const { categoryId, price, availability, status, AND, OR } = where
  const given = [categoryId, price, availability, status, AND, OR].filter((value) => value != null)
  budget.conditions -= given.length
  if (budget.conditions < 0) throw badUserInput(`where has more than ${maxConditions} conditions.`)
  const nested = (list: readonly ProductWhere[]) => list.map((inner) => parse(inner, depth + 1, budget))
  return all([
    categoryId == null ? always : isId('cat', categoryId) ? { kind: 'category', id: categoryId } : never,
    price == null ? always : parsePrice(price),
    availability == null ? always : among('availability', availability),
    status == null ? always : amongStatuses(status),
    AND == null ? always : AND.length === 0 ? never : all(nested(AND)),
    OR == null ? always : any(nested(OR)),
  ])
}

function parsePrice({ min, max }: ProductPriceWhere): Condition {
  const currency = min?.currency ?? max?.currency
  if (currency === undefined) throw badUserInput('where.price needs min, max or both.')
  if (min && max && min.currency !== max.currency)
    throw badUserInput('where.price has min and max in different currencies.')
  if (min && max && min.minor > max.minor) return never
  return { kind: 'price', currency, min: min?.minor ?? null, max: max?.minor ?? null }
}

function among(kind: 'availability', values: readonly Availability[]): Condition {
  return values.length === 0 ? never : { kind, in: [...new Set(values)].sort() }
}

function amongStatuses(values: readonly ProductStatus[]): Condition {
  const named = productStatuses.filter((status) => values.includes(status))
  if (named.length === productStatuses.length) return always
  return named.length === 0 ? never : { kind: 'status', in: named }
}

function all(parts: readonly Condition[]): Condition {
  const flat = parts.flatMap((part) => (part.kind === 'all' ? part.of : [part]))
  const told = flat.filter((part) => part.kind !== 'always')
  if (told.some((part) => part.kind === 'never')) return never
  return told.length === 1 ? (told[0] ?? always) : told.length === 0 ? always : { kind: 'all', of: told }
}

function any(parts: readonly Condition[]): Condition {
  const flat = parts.flatMap((part) => (part.kind === 'any' ? part.of : [part]))
  const told = flat.filter((part) => part.kind !== 'never')
  if (told.some((part) => part.kind === 'always')) return always
  return told.length === 1 ? (told[0] ?? never) : told.length === 0 ? never : { kind: 'any', of: told }
}
