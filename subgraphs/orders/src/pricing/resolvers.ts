// Delivery methods, tax rates and discounts in the graph, for staff and as parts of carts and orders.
import { payloadOf } from '@supermarket/service-kit/refusal.ts'
import type { Resolvers } from '../generated/resolvers-types.ts'
import { listAmounts } from './amounts.ts'
import { listDiscountPage } from './list-discounts.ts'
import { listTaxRatePage } from './list-tax-rates.ts'
import { changeDeliveryMethod, createDeliveryMethod } from './save-delivery-method.ts'
import { changeDiscount, createDiscount } from './save-discount.ts'
import { removeTaxRate, setTaxRate } from './save-tax-rate.ts'
import { readSettings } from './settings-store.ts'

export const pricingResolvers = {
  Query: {
    deliveryMethods: async (_parent, _args, { parts }) =>
      (await readSettings(parts.connection)).deliveryMethods,
    taxRates: (_parent, args, { parts }) => listTaxRatePage(parts.connection, args),
    discounts: (_parent, args, { parts }) => listDiscountPage(parts.connection, args),
  },
  Mutation: {
    deliveryMethodCreate: (_parent, { input }, { parts }) =>
      payloadOf(async () => ({ deliveryMethod: await createDeliveryMethod(parts, input) })),
    deliveryMethodUpdate: (_parent, { input }, { parts }) =>
      payloadOf(async () => ({ deliveryMethod: await changeDeliveryMethod(parts, input) })),
    taxRateSet: (_parent, { input }, { parts }) =>
      payloadOf(async () => ({ taxRate: await setTaxRate(parts, input) })),
    taxRateRemove: (_parent, { input }, { parts }) =>
      payloadOf(async () => ({ taxRate: await removeTaxRate(parts, input) })),
    discountCreate: (_parent, { input }, { parts }) =>
      payloadOf(async () => ({ discount: await createDiscount(parts, input) })),
    discountUpdate: (_parent, { input }, { parts }) =>
      payloadOf(async () => ({ discount: await changeDiscount(parts, input) })),
  },
  DeliveryOption: {
    price: ({ priceMinor: minor, currency }) => ({ minor, currency }),
  },
  DeliveryMethod: {
    weightTiers: ({ tiers }) =>
      tiers.map(({ upToGrams, prices }) => ({ upToGrams, prices: listAmounts(prices) })),
    freeFrom: ({ freeFrom }) => listAmounts(freeFrom),
    active: ({ isActive }) => isActive,
  },
  AppliedDiscount: {
    amount: ({ amountMinor: minor, currency }) => ({ minor, currency }),
  },
  AppliedTax: {
    net: ({ netMinor: minor, currency }) => ({ minor, currency }),
    amount: ({ taxMinor: minor, currency }) => ({ minor, currency }),
  },
  Discount: {
    amounts: ({ amounts }) => listAmounts(amounts),
    minimumSubtotal: ({ minimumSubtotal }) => listAmounts(minimumSubtotal),
    active: ({ isActive }) => isActive,
    combinable: ({ isCombinable }) => isCombinable,
  },
} satisfies Resolvers
