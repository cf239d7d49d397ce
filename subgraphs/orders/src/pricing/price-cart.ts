// What a cart costs by what is in force now: goods, discounts, delivery, taxes, and what of it stands in the way.
import type { CartProblem, CartWithLines } from '../cart/cart.ts'
import { within } from '../payment/ask-provider.ts'
import type { GoodsLine } from './apply-discounts.ts'
import { type DeliveryOffer, listOffers } from './delivery.ts'
import type { DiscountTerms } from './discount.ts'
import { type PricedGoods, priceGoods } from './price-goods.ts'
import { type OrderPrices, priceOrder } from './price-order.ts'
import type { Pricing } from './pricing.ts'
import type { PricingSettings } from './settings.ts'
import {
  noTaxes,
  requireSaneTaxes,
  type TaxClass,
  type TaxQuote,
  type TaxRequest,
  taxesByTable,
} from './tax.ts'

export type PricableLine = GoodsLine & { readonly weightGrams: number; readonly taxClass: TaxClass }

export type PricableCart = Pick<
  CartWithLines,
  'currency' | 'shippingAddress' | 'deliveryMethodId' | 'discountCodes' | 'discounts' | 'pricingVersion'
> & { readonly lines: readonly PricableLine[] }

export type CartPrices = {
  readonly goods: PricedGoods
  /** Cheapest first. */
  readonly offers: readonly DeliveryOffer[]
  readonly delivery: DeliveryOffer | null
  readonly pricesIncludeTax: boolean
  /** Undefined when the taxes cannot be told. */
  readonly prices: OrderPrices | undefined
  readonly problems: readonly CartProblem[]
}

/** Throws a RangeError when a sum would leave 53 bits. */
export async function priceCart(
  pricing: Pricing,
  cart: PricableCart,
  { at, deadlineAt }: { at: Date; deadlineAt: number },
): Promise<CartPrices> {
  const settings = await pricing.settingsAt(cart.pricingVersion)
  const { goods, offers, delivery } = priceWithDelivery(cart, settings, at)
  const { pricesIncludeTax } = pricing
  const taxes = await taxesOf(pricing, { cart, settings, goods, delivery, at, deadlineAt })
  const prices = taxes && priceOrder({ goods, taxes, pricesIncludeTax })
  const problems = [
    ...deliveryProblems(cart, settings, delivery),
    ...discountProblems(cart, goods),
    ...(taxes === undefined ? [taxesUnavailable] : []),
  ]
  return { goods, offers, delivery, pricesIncludeTax, prices, problems }
}

/** What it was ordered at: its own order uses up its codes by now. */
export function asOfCompletion(cart: CartWithLines): CartWithLines {
  const discounts = cart.discounts.map((terms) => ({ ...terms, uses: 0, usesOfCustomer: 0 }))
  return { ...cart, discounts }
}

/** As far as it can be told; undefined when that hangs on taxes nobody tells. */
export function totalMinorOfPrices({ goods, prices, pricesIncludeTax }: CartPrices): number | undefined {
  if (prices !== undefined) return prices.totalMinor
  return pricesIncludeTax ? goods.subtotalMinor - goods.discountMinor + goods.deliveryMinor : undefined
}

function priceWithDelivery(cart: PricableCart, settings: PricingSettings, at: Date) {
  const { lines, currency, shippingAddress, deliveryMethodId } = cart
  const weightGrams = lines.reduce((sum, line) => sum + line.weightGrams * line.quantity, 0)
  let offers: readonly DeliveryOffer[] = []
  let delivery: DeliveryOffer | null = null
  const deliveryMinor = (goodsMinor: number) => {
    if (shippingAddress === null || lines.length === 0) return 0
    const { country } = shippingAddress
    offers = listOffers(settings.deliveryMethods, { country, weightGrams, goodsMinor, currency })
    delivery =
      (deliveryMethodId === null ? offers[0] : offers.find(({ method }) => method.id === deliveryMethodId)) ??
      null
    return delivery?.priceMinor ?? 0
  }
  const goods = priceGoods({ lines, discounts: knownDiscounts(cart), deliveryMinor, currency, at })
  return { goods, offers, delivery: delivery as DeliveryOffer | null }
}

/** In the order of the codes. */
function knownDiscounts({ discounts, discountCodes }: PricableCart): readonly DiscountTerms[] {
  if (discountCodes.length === 0) return []
  return discountCodes.flatMap((key) => discounts.find(({ codeKey }) => codeKey === key) ?? [])
}

type Taxable = {
  readonly cart: PricableCart
  readonly settings: PricingSettings
  readonly goods: PricedGoods
  readonly delivery: DeliveryOffer | null
  readonly at: Date
  readonly deadlineAt: number
}

/** Undefined when whoever knows the taxes does not answer in time, or nonsense. */
async function taxesOf(pricing: Pricing, taxable: Taxable): Promise<TaxQuote | undefined> {
  const { cart, settings, goods, delivery, at, deadlineAt } = taxable
  const { shippingAddress: address, currency, lines } = cart
  if (address === null || lines.length === 0) return noTaxes(lines)
  const { pricesIncludeTax, taxes, taxesMs, onTaxesFailed } = pricing
  const request: TaxRequest = {
    lines: lines.map(({ variantId, quantity, taxClass }, index) => {
      const { totalMinor, discountMinor } = goods.lines[index] ?? { totalMinor: 0, discountMinor: 0 }
      return { variantId, quantity, taxClass, amountMinor: totalMinor - discountMinor }
    }),
    delivery: delivery && {
      taxClass: delivery.method.taxClass,
      amountMinor: goods.deliveryMinor - goods.deliveryDiscountMinor,
    },
    ...{ address, currency, pricesIncludeTax, at },
  }
  if (taxes === undefined) return taxesByTable(settings.taxRates, request)
  const signal = AbortSignal.timeout(Math.max(1, Math.min(taxesMs, deadlineAt - Date.now())))
  try {
    return requireSaneTaxes(await within(signal, taxes.quote(request, signal)), request)
  } catch (error) {
    onTaxesFailed(error)
    return undefined
  }
}

function deliveryProblems(
  { shippingAddress, lines, deliveryMethodId }: PricableCart,
  { deliveryMethods }: PricingSettings,
  delivery: DeliveryOffer | null,
): readonly CartProblem[] {
  const isAsked = deliveryMethods.length > 0 && shippingAddress !== null && lines.length > 0
  if (!isAsked || delivery !== null) return []
  const message =
    deliveryMethodId === null
      ? 'This cannot be delivered to the shipping address.'
      : 'This cannot be delivered in the way that was chosen.'
  return [{ code: 'DELIVERY_UNAVAILABLE', message, lineId: null, discountCode: null }]
}

function discountProblems(
  { discountCodes, discounts, lines }: PricableCart,
  { unusable }: PricedGoods,
): readonly CartProblem[] {
  if (discountCodes.length === 0 || lines.length === 0) return []
  return discountCodes.flatMap((key): CartProblem[] => {
    const known = discounts.find(({ codeKey }) => codeKey === key)
    const why = known ? unusable.find(({ code }) => code === known.code)?.why : 'does not exist'
    if (why === undefined) return []
    const message = `The code ${key} ${why}.`
    return [{ code: 'DISCOUNT_UNAVAILABLE', message, lineId: null, discountCode: key }]
  })
}

const taxesUnavailable: CartProblem = {
  code: 'TAXES_UNAVAILABLE',
  message: 'The taxes cannot be told now. Try again.',
  lineId: null,
  discountCode: null,
}
