// How the demo shop delivers, what taxes it pays and which codes it gives away, as staff would set it through the graph.
import type { SubgraphHandler } from '@supermarket/service-kit/subgraph.ts'
import { ask, requireDone, type UserErrors } from './ask.ts'

const euros = (minor: number) => [{ minor, currency: 'EUR' }]

/** Without a choice a cart is delivered by the cheapest, so its total is that of its goods. */
const methods = [
  {
    name: 'Standard',
    description: 'On foot, with the next round.',
    weightTiers: [{ prices: euros(0) }],
    ...{ estimatedDaysMin: 2, estimatedDaysMax: 3 },
  },
  {
    name: 'Express',
    description: 'By bike, on the same day.',
    weightTiers: [
      { upToGrams: 5000, prices: euros(499) },
      { upToGrams: 25_000, prices: euros(899) },
    ],
    freeFrom: euros(10_000),
    ...{ estimatedDaysMin: 0, estimatedDaysMax: 1 },
  },
]

const rates = [
  { taxClass: 'STANDARD', name: 'VAT 19 %', basisPoints: 1900 },
  { taxClass: 'REDUCED', name: 'VAT 7 %', basisPoints: 700 },
]

const codes = [
  { code: 'WELCOME10', kind: 'PERCENTAGE', basisPoints: 1000, maxUsesPerCustomer: 1 },
  { code: 'FIVEOFF', kind: 'AMOUNT', amounts: euros(500), minimumSubtotal: euros(3000) },
  { code: 'THREEFORTWO', kind: 'BUY_X_GET_Y', buyQuantity: 2, getQuantity: 1, combinable: false },
  { code: 'FREESHIP', kind: 'FREE_DELIVERY', maxUses: 1000 },
]

/** Repeatable: what an interrupted run has made is found and kept. */
export async function seedPricing(orders: SubgraphHandler, authorization: string): Promise<void> {
  const change = async (field: string, input: object, accepted?: readonly string[]) => {
    const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`
    const data = await ask<Record<string, { userErrors: UserErrors }>>(orders, {
      query: `mutation SeedPricing($input: ${type}!) { ${field}(input: $input) { userErrors { code message } } }`,
      variables: { input },
      authorization,
    })
    requireDone(data[field]?.userErrors ?? [], accepted)
  }
  const { deliveryMethods } = await ask<{ deliveryMethods: { name: string }[] }>(orders, {
    query: 'query SeedMethods { deliveryMethods { name } }',
    authorization,
  })
  for (const method of methods) {
    if (deliveryMethods.some(({ name }) => name === method.name)) continue
    await change('deliveryMethodCreate', method)
  }
  const since = { country: 'DE', validFrom: '2021-01-01T00:00:00Z' }
  for (const rate of rates) await change('taxRateSet', { ...since, ...rate })
  for (const code of codes) await change('discountCreate', code, ['CONFLICT'])
}
