// For tests: discounts and delivery methods with what a test does not care about filled in, and arbitrary ones.
import fc from 'fast-check'
import type { GoodsLine } from './apply-discounts.ts'
import type { DeliveryMethod } from './delivery.ts'
import type { DiscountTerms } from './discount.ts'

export function someTerms(terms: Partial<DiscountTerms>): DiscountTerms {
  return {
    ...{ id: 'dsc', code: 'CODE', kind: 'PERCENTAGE', basisPoints: null, amounts: null },
    ...{ buyQuantity: null, getQuantity: null, productIds: [], variantIds: [], minimumSubtotal: null },
    ...{ maxUses: null, maxUsesPerCustomer: null, startsAt: null, endsAt: null },
    ...{ isActive: true, isCombinable: true, uses: 0, usesOfCustomer: 0 },
    codeKey: terms.code ?? 'CODE',
    ...terms,
  }
}

export function someMethod(method: Partial<DeliveryMethod>): DeliveryMethod {
  return {
    ...{ id: 'dlv', name: 'Standard', description: null, countries: [], freeFrom: null },
    tiers: [{ upToGrams: null, prices: { EUR: 499 } }],
    ...{ taxClass: 'STANDARD', estimatedDaysMin: null, estimatedDaysMax: null, isActive: true },
    ...method,
  }
}

const product = fc.integer({ min: 0, max: 3 })

export const anyLine: fc.Arbitrary<GoodsLine> = fc
  .record({
    quantity: fc.integer({ min: 1, max: 1000 }),
    unitMinor: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 100_000_000 })),
    of: product,
  })
  .map(({ quantity, unitMinor, of }) => ({
    variantId: `var${of}`,
    productId: `prd${of}`,
    quantity,
    unitMinor,
  }))

export const anyDiscount: fc.Arbitrary<DiscountTerms> = fc
  .record({
    code: fc.stringMatching(/^[A-Z]{1,4}$/),
    kind: fc.constantFrom('PERCENTAGE', 'AMOUNT', 'BUY_X_GET_Y', 'FREE_DELIVERY'),
    basisPoints: fc.integer({ min: 1, max: 10_000 }),
    minor: fc.integer({ min: 1, max: 100_000_000 }),
    buyQuantity: fc.integer({ min: 1, max: 5 }),
    getQuantity: fc.integer({ min: 1, max: 5 }),
    products: fc.uniqueArray(product, { maxLength: 2 }),
  })
  .map(({ code, kind, minor, products, ...rest }) =>
    someTerms({
      ...{ code, id: code, kind, ...rest, amounts: { EUR: minor } },
      productIds: products.map((of) => `prd${of}`),
    }),
  )

export const anyDiscounts = fc.uniqueArray(anyDiscount, { maxLength: 5, selector: ({ code }) => code })
