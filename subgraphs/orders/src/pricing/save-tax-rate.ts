// Staff set and remove tax rates. Carts see it at once, orders keep what they were placed with.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { isId, newId } from '@supermarket/service-kit/ids.ts'
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import type { TaxRateSetInput } from '../generated/resolvers-types.ts'
import { boundedText, refuse, refuseAll } from '../user-error.ts'
import { numberWithin } from './check.ts'
import { deleteTaxRate, saveTaxRate } from './settings-store.ts'
import type { TaxRate } from './tax.ts'

type Parts = { readonly connection: Pick<Connection, 'db'>; readonly now: () => Date }

export async function setTaxRate({ connection, now }: Parts, input: TaxRateSetInput): Promise<TaxRate> {
  const errors: UserErrorEntry[] = []
  const text = (field: 'region' | 'name', given: string) =>
    boundedText(given, { min: 1, max: 100, path: ['input', field], errors })
  const rate: TaxRate = {
    id: newId('txr'),
    country: input.country,
    region: input.region == null ? null : text('region', input.region),
    taxClass: input.taxClass,
    name: text('name', input.name),
    basisPoints: numberWithin(input.basisPoints, {
      ...{ min: 0, max: 10_000, path: ['input', 'basisPoints'], errors },
    }),
    validFrom: input.validFrom ?? now(),
  }
  refuseAll(errors)
  const saved = await saveTaxRate(connection, rate)
  if (saved === undefined) throw refuse('LIMIT_REACHED', 'There are 2000 tax rates already.', ['input'])
  return saved
}

export async function removeTaxRate(
  { connection }: Pick<Parts, 'connection'>,
  { id }: { readonly id: string },
): Promise<TaxRate> {
  const rate = isId('txr', id) ? await deleteTaxRate(connection, id) : undefined
  if (rate === undefined) throw refuse('NOT_FOUND', 'There is no such tax rate.', ['input', 'id'])
  return rate
}
