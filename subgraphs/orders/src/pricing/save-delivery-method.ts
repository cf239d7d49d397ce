// Staff add and change ways of delivery. Carts see it at once, orders keep what they were placed with.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { violatedConstraint } from '@supermarket/drizzle/driver-error.ts'
import { isId, newId } from '@supermarket/service-kit/ids.ts'
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import type {
  DeliveryMethodCreateInput,
  DeliveryMethodUpdateInput,
  DeliveryWeightTierInput,
} from '../generated/resolvers-types.ts'
import { boundedText, refuse, refuseAll, userError } from '../user-error.ts'
import { parseAmounts } from './amounts.ts'
import { numberWithin, withoutUndefined } from './check.ts'
import type { DeliveryMethod, WeightTier } from './delivery.ts'
import { deliveryDaysConstraint, insertDeliveryMethod, updateDeliveryMethod } from './settings-store.ts'

type Parts = { readonly connection: Pick<Connection, 'db'> }
type Change = Partial<Omit<DeliveryMethod, 'id'>>

export async function createDeliveryMethod(
  { connection }: Parts,
  input: DeliveryMethodCreateInput,
): Promise<DeliveryMethod> {
  const { name, tiers, ...given } = parseMethod(input)
  if (name === undefined || tiers === undefined) throw new TypeError('a needed field is missing')
  const method: DeliveryMethod = {
    ...{ id: newId('dlv'), name, tiers, description: given.description ?? null },
    ...{ countries: given.countries ?? [], freeFrom: given.freeFrom ?? null },
    taxClass: given.taxClass ?? 'STANDARD',
    estimatedDaysMin: given.estimatedDaysMin ?? null,
    estimatedDaysMax: given.estimatedDaysMax ?? null,
    isActive: given.isActive ?? true,
  }
  await saving(async () => {
    if (await insertDeliveryMethod(connection, method)) return
    throw refuse('LIMIT_REACHED', 'There are 100 delivery methods already.', ['input'])
  })
  return method
}

export async function changeDeliveryMethod(
  { connection }: Parts,
  { id, ...input }: DeliveryMethodUpdateInput,
): Promise<DeliveryMethod> {
  const change = parseMethod(input)
  const method = isId('dlv', id)
    ? await saving(() => updateDeliveryMethod(connection, id, change))
    : undefined
  if (method === undefined) throw refuse('NOT_FOUND', 'There is no such delivery method.', ['input', 'id'])
  return method
}

/** What is left out is undefined. */
function parseMethod(input: Omit<DeliveryMethodUpdateInput, 'id'>): Change {
  const errors: UserErrorEntry[] = []
  const text = (field: 'name' | 'description', min: number, max: number) => {
    const given = input[field]
    return given == null ? given : boundedText(given, { min, max, path: ['input', field], errors })
  }
  const days = (field: 'estimatedDaysMin' | 'estimatedDaysMax') =>
    numberWithin(input[field], { min: 0, max: 365, path: ['input', field], errors })
  const { countries, weightTiers, freeFrom, taxClass, active } = input
  if (countries && countries.length > 300) {
    errors.push(userError('INVALID', 'There may be at most 300 countries.', ['input', 'countries']))
  }
  const change = withoutUndefined<Omit<DeliveryMethod, 'id'>>({
    name: text('name', 1, 100) ?? undefined,
    description: text('description', 0, 500),
    countries: countries ? [...new Set(countries)] : undefined,
    tiers: weightTiers ? parseTiers(weightTiers, errors) : undefined,
    freeFrom: freeFrom && parseAmounts(freeFrom, { path: ['input', 'freeFrom'], errors }),
    taxClass: taxClass ?? undefined,
    estimatedDaysMin: days('estimatedDaysMin'),
    estimatedDaysMax: days('estimatedDaysMax'),
    isActive: active ?? undefined,
  })
  refuseAll(errors)
  return change
}

const maxGrams = 1_000_000_000

function parseTiers(tiers: readonly DeliveryWeightTierInput[], errors: UserErrorEntry[]): WeightTier[] {
  const path = ['input', 'weightTiers']
  if (tiers.length < 1 || tiers.length > 20) {
    errors.push(userError('INVALID', 'There must be 1 to 20 weight tiers.', path))
  }
  return tiers.map(({ upToGrams, prices }, at) => {
    numberWithin(upToGrams, { min: 1, max: maxGrams, path: [...path, at, 'upToGrams'], errors })
    const before = at === 0 ? 0 : (tiers[at - 1]?.upToGrams ?? maxGrams)
    if ((upToGrams ?? maxGrams + 1) <= before) {
      errors.push(
        userError('INVALID', 'Each must be heavier than the one before.', [...path, at, 'upToGrams']),
      )
    }
    const amounts = parseAmounts(prices, { path: [...path, at, 'prices'], errors, min: 1 })
    return { upToGrams: upToGrams ?? null, prices: amounts }
  })
}

async function saving<Saved>(save: () => Promise<Saved>): Promise<Saved> {
  try {
    return await save()
  } catch (error) {
    if (violatedConstraint(error) !== deliveryDaysConstraint) throw error
    throw refuse('INVALID', 'It cannot take at most less than at least.', ['input', 'estimatedDaysMax'])
  }
}
