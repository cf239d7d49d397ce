// Staff add and change discounts. Carts see it at once, orders keep what they were placed with.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { violatedConstraint } from '@supermarket/drizzle/driver-error.ts'
import { isId, newId } from '@supermarket/service-kit/ids.ts'
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import type { DiscountCreateInput, DiscountUpdateInput } from '../generated/resolvers-types.ts'
import { refuse, refuseAll, userError } from '../user-error.ts'
import { parseAmounts } from './amounts.ts'
import { numberWithin, withoutUndefined } from './check.ts'
import { codeKeyOf, type Discount, type DiscountKind } from './discount.ts'
import {
  type DiscountChange,
  insertDiscount,
  spanConstraint,
  updateDiscount,
  usesConstraint,
} from './discount-store.ts'

type Parts = { readonly connection: Pick<Connection, 'db'>; readonly now: () => Date }

export async function createDiscount(
  { connection, now }: Parts,
  input: DiscountCreateInput,
): Promise<Discount> {
  const errors: UserErrorEntry[] = []
  const codeKey = codeKeyOf(input.code)
  if (codeKey === undefined) {
    errors.push(
      userError('INVALID', 'Must be 1 to 50 letters, digits, hyphens and underscores.', ['input', 'code']),
    )
  }
  const what = parseEffect(input, errors)
  const when = parseTerms(input, errors)
  refuseAll(errors)
  const at = now()
  const discount: Discount = {
    ...{ id: newId('dsc'), code: input.code.trim(), codeKey: codeKey ?? '', kind: input.kind, ...what },
    ...{ productIds: when.productIds ?? [], variantIds: when.variantIds ?? [] },
    minimumSubtotal: when.minimumSubtotal ?? null,
    maxUses: when.maxUses ?? null,
    maxUsesPerCustomer: when.maxUsesPerCustomer ?? null,
    ...{ uses: 0, startsAt: when.startsAt ?? null, endsAt: when.endsAt ?? null },
    isActive: when.isActive ?? true,
    isCombinable: when.isCombinable ?? true,
    ...{ createdAt: at, updatedAt: at },
  }
  if (await saving(() => insertDiscount(connection, discount))) return discount
  throw refuse('CONFLICT', 'Another discount has this code.', ['input', 'code'])
}

export async function changeDiscount(
  { connection, now }: Parts,
  { id, ...input }: DiscountUpdateInput,
): Promise<Discount> {
  const errors: UserErrorEntry[] = []
  const change = { ...parseTerms(input, errors), updatedAt: now() }
  refuseAll(errors)
  const discount = isId('dsc', id) ? await saving(() => updateDiscount(connection, id, change)) : undefined
  if (discount === undefined) throw refuse('NOT_FOUND', 'There is no such discount.', ['input', 'id'])
  return discount
}

type Effect = Pick<Discount, 'basisPoints' | 'amounts' | 'buyQuantity' | 'getQuantity'>
type EffectField = keyof Effect

/** Which fields each kind needs. */
const fieldsOf: Readonly<Record<DiscountKind, readonly EffectField[]>> = {
  PERCENTAGE: ['basisPoints'],
  AMOUNT: ['amounts'],
  BUY_X_GET_Y: ['basisPoints', 'buyQuantity', 'getQuantity'],
  FREE_DELIVERY: [],
}

function parseEffect(input: DiscountCreateInput, errors: UserErrorEntry[]): Effect {
  const { kind, amounts } = input
  const given = {
    amounts,
    buyQuantity: input.buyQuantity,
    getQuantity: input.getQuantity,
    basisPoints: input.basisPoints ?? (kind === 'BUY_X_GET_Y' ? 10_000 : null),
  }
  for (const field of ['basisPoints', 'amounts', 'buyQuantity', 'getQuantity'] as const) {
    const isNeeded = fieldsOf[kind].includes(field)
    if (isNeeded === (given[field] != null)) continue
    const message = isNeeded ? `${kind} needs it.` : `${kind} has none.`
    errors.push(userError('INVALID', message, ['input', field]))
  }
  const within = (field: Exclude<EffectField, 'amounts'>, max: number) =>
    numberWithin(given[field], { min: 1, max, path: ['input', field], errors }) ?? null
  return {
    basisPoints: within('basisPoints', 10_000),
    amounts: amounts
      ? parseAmounts(amounts, { path: ['input', 'amounts'], errors, min: 1, leastMinor: 1 })
      : null,
    buyQuantity: within('buyQuantity', 1000),
    getQuantity: within('getQuantity', 1000),
  }
}

type Terms = Omit<DiscountUpdateInput, 'id'>
const maxLimit = 1_000_000_000

/** What is left out is undefined. */
function parseTerms(input: Terms, errors: UserErrorEntry[]): DiscountChange {
  const ids = (field: 'productIds' | 'variantIds', prefix: 'prd' | 'var') =>
    input[field] ? parseIds(input[field], { field, prefix, errors }) : undefined
  const limit = (field: 'maxUses' | 'maxUsesPerCustomer') =>
    numberWithin(input[field], { min: 1, max: maxLimit, path: ['input', field], errors })
  const { minimumSubtotal, startsAt, endsAt, active, combinable } = input
  if (startsAt && endsAt && startsAt >= endsAt) errors.push(endsTooEarly())
  return withoutUndefined<Required<DiscountChange>>({
    productIds: ids('productIds', 'prd'),
    variantIds: ids('variantIds', 'var'),
    minimumSubtotal:
      minimumSubtotal && parseAmounts(minimumSubtotal, { path: ['input', 'minimumSubtotal'], errors }),
    maxUses: limit('maxUses'),
    maxUsesPerCustomer: limit('maxUsesPerCustomer'),
    ...{ startsAt, endsAt },
    isActive: active ?? undefined,
    isCombinable: combinable ?? undefined,
  })
}

function parseIds(
  ids: readonly string[],
  { field, prefix, errors }: { field: string; prefix: 'prd' | 'var'; errors: UserErrorEntry[] },
): readonly string[] {
  if (ids.length > 100) errors.push(userError('INVALID', 'There may be at most 100.', ['input', field]))
  errors.push(
    ...ids.flatMap((id, at) =>
      isId(prefix, id) ? [] : [userError('INVALID', `Must be an id (${prefix}_…).`, ['input', field, at])],
    ),
  )
  return [...new Set(ids)]
}

function endsTooEarly(): UserErrorEntry {
  return userError('INVALID', 'It must end later than it starts.', ['input', 'endsAt'])
}

async function saving<Saved>(save: () => Promise<Saved>): Promise<Saved> {
  try {
    return await save()
  } catch (error) {
    const constraint = violatedConstraint(error)
    if (constraint === spanConstraint) refuseAll([endsTooEarly()])
    if (constraint === usesConstraint) {
      throw refuse('INVALID', 'More orders than that use it already.', ['input', 'maxUses'])
    }
    throw error
  }
}
