// The part of the access table on what a shop's prices are made of.
import { unique } from '@supermarket/testkit/story.ts'
import type { Making, MutationCase } from './access-mutations.ts'
import { type Door, door } from './door.ts'

const staffs = '---++'

/** What staff set: the access shop has one of each in which everything is told. */
export function doorsOfPricing(): Door[] {
  return [
    door('DeliveryMethod', staffs, 'deliveryMethods', { path: '0' }),
    door('DeliveryWeightTier', staffs, 'deliveryMethods', { path: '0.weightTiers.0' }),
    door('Discount', staffs, 'discounts(first: 1)', { path: 'nodes.0' }),
    door('DiscountConnection', staffs, 'discounts(first: 1)'),
    door('DiscountEdge', staffs, 'discounts(first: 1)', { path: 'edges.0' }),
    door('TaxRate', staffs, 'taxRates(country: "DE")', { path: 'nodes.1' }),
    door('TaxRateConnection', staffs, 'taxRates(first: 1)'),
    door('TaxRateEdge', staffs, 'taxRates(first: 1)', { path: 'edges.0' }),
  ]
}

/** On what staff set; each makes its own, away from what carts are priced with. */
export function pricingCases({ shop }: Making): MutationCase[] {
  const staff = shop.people.staff.graph
  const staffCase = (field: string, on: string, inputOf: () => Promise<object>): MutationCase => ({
    ...{ field, on, verdicts: staffs, call: async () => ({ input: await inputOf() }) },
  })
  const method = () => ({
    ...{
      name: `M ${unique()}`,
      countries: ['ZA'],
      weightTiers: [{ prices: [{ minor: 1, currency: 'EUR' }] }],
    },
  })
  const rate = () => ({ country: 'ZA', taxClass: 'ZERO', name: `T ${unique()}`, basisPoints: 0 })
  const discount = () => ({ code: `C-${unique()}`, kind: 'FREE_DELIVERY' })
  const made = async (field: string, key: string, input: object) => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`
    const data = await staff.get<Record<string, Record<string, { id: string }>>>(
      `mutation Make($input: ${type}!) { ${field}(input: $input) { ${key} { id } userErrors { code } } }`,
      { input },
    )
    return data[field]?.[key]?.id
  }
  return [
    staffCase('deliveryMethodCreate', 'nobody', async () => method()),
    staffCase('deliveryMethodUpdate', 'a method', async () => ({
      ...{ id: await made('deliveryMethodCreate', 'deliveryMethod', method()), active: false },
    })),
    staffCase('taxRateSet', 'nobody', async () => rate()),
    staffCase('taxRateRemove', 'a rate', async () => ({ id: await made('taxRateSet', 'taxRate', rate()) })),
    staffCase('discountCreate', 'nobody', async () => discount()),
    staffCase('discountUpdate', 'a discount', async () => ({
      ...{ id: await made('discountCreate', 'discount', discount()), active: false },
    })),
  ]
}
