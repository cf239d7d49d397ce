import { sumMinor, timesMinor } from '@supermarket/service-kit/money.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PostalAddress } from '../order/order.ts'
import { listOffers } from './delivery.ts'
import { codeKeyOf } from './discount.ts'
import { priceGoods } from './price-goods.ts'
import { priceOrder } from './price-order.ts'
import { anyDiscount, anyDiscounts, anyLine, someMethod, someTerms } from './pricing.fixture.ts'
import { allocate, floorShare, roundedShare } from './shares.ts'
import { requireSaneTaxes, type TaxClass, type TaxRate, type TaxRequest, taxesByTable } from './tax.ts'

const at = new Date('2026-11-28T12:00:00Z')
const currency = 'EUR'
const address: PostalAddress = {
  ...{ name: 'Ann', line1: 'Main Street 1', line2: null, city: 'Berlin', region: null },
  ...{ postalCode: null, country: 'DE', phone: null },
}
const rate = (taxClass: TaxClass, basisPoints: number, more: Partial<TaxRate> = {}): TaxRate => ({
  ...{ id: `${taxClass}${basisPoints}`, country: 'DE', region: null, taxClass, basisPoints },
  ...{ name: `VAT ${basisPoints / 100} %`, validFrom: new Date(0) },
  ...more,
})
const rates = [rate('STANDARD', 1900), rate('REDUCED', 700), rate('ZERO', 0)]
const classes: readonly TaxClass[] = ['STANDARD', 'REDUCED', 'ZERO']

type Lines = Parameters<typeof priceGoods>[0]['lines']
type Discounts = Parameters<typeof priceGoods>[0]['discounts']

const goodsOf = (lines: Lines, discounts: Discounts, deliveryMinor = 499) =>
  priceGoods({ lines, discounts, deliveryMinor: () => deliveryMinor, currency, at })

function priced(lines: Lines, discounts: Discounts, pricesIncludeTax = true, deliveryMinor = 499) {
  const goods = goodsOf(lines, discounts, deliveryMinor)
  const request: TaxRequest = {
    lines: goods.lines.map(({ totalMinor, discountMinor }, index) => ({
      variantId: lines[index]?.variantId ?? '',
      quantity: lines[index]?.quantity ?? 0,
      taxClass: classes[Number(lines[index]?.variantId.at(-1)) % 3] ?? 'STANDARD',
      amountMinor: totalMinor - discountMinor,
    })),
    delivery: { taxClass: 'STANDARD', amountMinor: goods.deliveryMinor - goods.deliveryDiscountMinor },
    ...{ address, currency, pricesIncludeTax, at },
  }
  return priceOrder({
    goods,
    taxes: requireSaneTaxes(taxesByTable(rates, request), request),
    pricesIncludeTax,
  })
}

const line = (unitMinor: number, quantity = 1, of = 0) => ({
  ...{ variantId: `var${of}`, productId: `prd${of}` },
  ...{ unitMinor, quantity },
})
const anyLines = fc.array(anyLine, { minLength: 1, maxLength: 12 })
const anyDelivery = fc.integer({ min: 0, max: 5000 })

describe('shares', () => {
  test('add up to the amount and differ from the exact ones by less than one unit', () => {
    const weights = fc.array(fc.nat({ max: 10_000_000_000 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(weights, fc.nat({ max: 1_000_000_000 }), (parts, minor) => {
        const sum = parts.reduce((all, part) => all + BigInt(part), 0n)
        const shares = allocate(minor, parts)
        expect(sumMinor(shares)).toBe(sum === 0n ? 0 : minor)
        for (const [index, share] of shares.entries()) {
          const off = BigInt(share) * sum - BigInt(minor) * BigInt(parts[index] ?? 0)
          if (sum > 0n) expect(off < sum && off > -sum).toBe(true)
          if (BigInt(minor) <= sum) expect(share).toBeLessThanOrEqual(parts[index] ?? 0)
        }
      }),
    )
  })

  test('give a unit that is left to the largest remainder, of equal ones to the earliest', () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33])
    expect(allocate(2, [1, 1, 1])).toEqual([1, 1, 0])
    expect(allocate(10, [1, 5, 1])).toEqual([2, 7, 1])
    expect(allocate(5, [0, 0])).toEqual([0, 0])
  })

  test('are rounded half away from zero, and never past 53 bits', () => {
    expect([roundedShare(5, 1, 2), roundedShare(3, 1, 2), roundedShare(1, 1, 3)]).toEqual([3, 2, 0])
    expect(floorShare(5, 1, 2)).toBe(2)
    expect(roundedShare(Number.MAX_SAFE_INTEGER, 10_000, 10_000)).toBe(Number.MAX_SAFE_INTEGER)
    expect(() => roundedShare(Number.MAX_SAFE_INTEGER, 2, 1)).toThrow(RangeError)
  })
})

describe('the money of an order', () => {
  test('adds up whatever is bought, with whatever codes, at gross or net prices', () => {
    fc.assert(
      fc.property(anyLines, anyDiscounts, fc.boolean(), anyDelivery, (lines, discounts, isGross, fee) => {
        const order = priced(lines, discounts, isGross, fee)
        expect(order.subtotalMinor).toBe(sumMinor(order.lines.map(({ totalMinor }) => totalMinor)))
        expect(order.discountMinor).toBe(
          sumMinor([...order.lines.map((one) => one.discountMinor), order.deliveryDiscountMinor]),
        )
        expect(order.discountMinor).toBe(sumMinor(order.discounts.map(({ amountMinor }) => amountMinor)))
        const taxes = [...order.lines.map(({ tax }) => tax), order.deliveryTax]
        expect(order.taxMinor).toBe(sumMinor(taxes.map((tax) => tax?.taxMinor ?? 0)))
        expect(order.taxMinor).toBe(sumMinor(order.taxes.map(({ taxMinor }) => taxMinor)))
        const beforeTax = order.subtotalMinor - order.discountMinor + order.deliveryMinor
        expect(order.totalMinor).toBe(isGross ? beforeTax : beforeTax + order.taxMinor)
        const net = sumMinor(order.taxes.map(({ netMinor }) => netMinor))
        expect(net + order.taxMinor).toBe(order.totalMinor)
        for (const one of order.lines) {
          expect(one.discountMinor).toBeGreaterThanOrEqual(0)
          expect(one.discountMinor).toBeLessThanOrEqual(one.totalMinor)
        }
        expect(order.deliveryDiscountMinor).toBeLessThanOrEqual(order.deliveryMinor)
      }),
    )
  })

  test('does not hang on the order of the codes', () => {
    fc.assert(
      fc.property(anyLines, anyDiscounts, (lines, discounts) => {
        const [one, other] = [priced(lines, discounts), priced(lines, discounts.toReversed())]
        // What has no effect is told in the order in which it was asked for.
        expect({ ...other, unusable: other.unusable.toReversed() }).toEqual(one)
      }),
    )
  })

  test('hangs on the order of the lines only in whose unit is rounded', () => {
    fc.assert(
      fc.property(anyLines, anyDiscount, (lines, discount) => {
        const [one, other] = [goodsOf(lines, [discount]), goodsOf(lines.toReversed(), [discount])]
        expect(other.discountMinor - one.discountMinor).toBe(0)
        if (discount.kind === 'BUY_X_GET_Y') return
        for (const [index, { discountMinor }] of other.lines.toReversed().entries()) {
          const same = one.lines[index]?.discountMinor ?? Number.NaN
          expect(Math.abs(discountMinor - same)).toBeLessThanOrEqual(1)
        }
      }),
      {
        examples: [
          [[line(10), line(10)], someTerms({ basisPoints: 500 })],
          [
            [line(26, 2), line(26)],
            someTerms({ kind: 'BUY_X_GET_Y', buyQuantity: 1, getQuantity: 2, basisPoints: 866 }),
          ],
        ],
      },
    )
  })

  test('falls as a percentage or an amount grows, and by another code', () => {
    fc.assert(
      fc.property(anyLines, anyDiscount, fc.nat(3000), (lines, discount, more) => {
        const larger = {
          ...discount,
          basisPoints: Math.min(10_000, (discount.basisPoints ?? 0) + more),
          amounts: { EUR: (discount.amounts?.EUR ?? 0) + more },
        }
        const [none, less, most] = [[], [discount], [larger]].map((codes) => priced(lines, codes).totalMinor)
        expect(less).toBeLessThanOrEqual(none ?? Number.NaN)
        expect(most).toBeLessThanOrEqual(less ?? Number.NaN)
      }),
    )
  })

  test('beyond 53 bits is refused instead of rounded', () => {
    const huge = line(Number.MAX_SAFE_INTEGER)
    expect(priced([huge], [], true, 0).totalMinor).toBe(Number.MAX_SAFE_INTEGER)
    expect(() => priced([huge, line(1)], [])).toThrow(RangeError)
    expect(() => priced([huge], [], true, 1)).toThrow(RangeError)
    expect(() => priced([huge], [], false, 0)).toThrow(RangeError)
  })
})

describe('discounts', () => {
  const linesOf = (lines: Lines, ...discounts: Discounts[number][]) =>
    goodsOf(lines, discounts).lines.map(({ discountMinor }) => discountMinor)

  test('take pieces first, then percentages, then amounts, each from what is left', () => {
    const goods = goodsOf(
      [line(1000, 3)],
      [
        someTerms({ code: 'FIVE', kind: 'AMOUNT', amounts: { EUR: 500 } }),
        someTerms({ code: 'TENTH', basisPoints: 1000 }),
        someTerms({
          code: 'THIRD',
          kind: 'BUY_X_GET_Y',
          buyQuantity: 2,
          getQuantity: 1,
          basisPoints: 10_000,
        }),
        someTerms({ code: 'SHIP', kind: 'FREE_DELIVERY' }),
      ],
    )
    expect(goods.discounts.map(({ code, amountMinor }) => [code, amountMinor])).toEqual([
      ['THIRD', 1000],
      ['TENTH', 200],
      ['FIVE', 500],
      ['SHIP', 499],
    ])
    expect(goods).toMatchObject({ discountMinor: 2199, deliveryMinor: 499, deliveryDiscountMinor: 499 })
  })

  test('by pieces reduce the cheapest of all eligible ones', () => {
    const terms = { kind: 'BUY_X_GET_Y', buyQuantity: 2, getQuantity: 1, basisPoints: 10_000 } as const
    const lines = [line(300, 2, 0), line(100, 2, 1), line(200, 2, 2)]
    expect(linesOf(lines, someTerms(terms))).toEqual([0, 200, 0])
    expect(linesOf(lines, someTerms({ ...terms, basisPoints: 5000 }))).toEqual([0, 100, 0])
    expect(linesOf(lines, someTerms({ ...terms, productIds: ['prd0'], variantIds: ['var2'] }))).toEqual([
      0, 0, 200,
    ])
    expect(linesOf([line(300, 2)], someTerms(terms))).toEqual([0])
  })

  test('are spread over the eligible lines alone', () => {
    const five = someTerms({ kind: 'AMOUNT', amounts: { EUR: 500 }, productIds: ['prd1'] })
    expect(linesOf([line(1000, 1, 0), line(300, 1, 1)], five)).toEqual([0, 300])
    expect(goodsOf([line(1000)], [five]).unusable).toEqual([{ code: 'CODE', why: 'is for other goods' }])
  })

  test.each([
    [{ isActive: false }, 'is not valid'],
    [{ startsAt: new Date(at.getTime() + 1) }, 'is not valid yet'],
    [{ endsAt: at }, 'has expired'],
    [{ maxUses: 3, uses: 3 }, 'was used up'],
    [{ maxUsesPerCustomer: 1, usesOfCustomer: 1 }, 'was used already'],
    [{ kind: 'AMOUNT' as const, amounts: { USD: 5 } }, 'is not valid in EUR'],
    [{ minimumSubtotal: { EUR: 1001 } }, 'needs a larger cart'],
  ])('that may not be used take nothing off: %j', (terms, why) => {
    const goods = goodsOf([line(1000)], [someTerms({ basisPoints: 1000, ...terms })])
    expect(goods.unusable).toEqual([{ code: 'CODE', why }])
    expect(goods).toMatchObject({ discountMinor: 0, discounts: [] })
  })

  test('are valid from their first instant, and up to their limits', () => {
    const terms = { basisPoints: 1000, startsAt: at, maxUses: 3, uses: 2, minimumSubtotal: { EUR: 1000 } }
    expect(goodsOf([line(1000)], [someTerms(terms)])).toMatchObject({ discountMinor: 100, unusable: [] })
  })

  test('that stand alone do so', () => {
    const alone = someTerms({ code: 'ALONE', basisPoints: 5000, isCombinable: false })
    expect(goodsOf([line(1000)], [alone]).discountMinor).toBe(500)
    const both = goodsOf([line(1000)], [alone, someTerms({ basisPoints: 1000 })])
    expect(both.discountMinor).toBe(100)
    expect(both.unusable).toEqual([{ code: 'ALONE', why: 'cannot be used together with others' }])
  })

  test('have codes that are compared without regard to case and width', () => {
    expect(codeKeyOf(' save10 ')).toBe('SAVE10')
    expect(codeKeyOf('ＳＡＶＥ')).toBe('SAVE')
    expect(codeKeyOf('')).toBe(undefined)
    expect(codeKeyOf('two words')).toBe(undefined)
    expect(codeKeyOf('x'.repeat(51))).toBe(undefined)
  })
})

describe('taxes', () => {
  const taxOf = (more: Partial<TaxRequest>, table: readonly TaxRate[] = rates) =>
    taxesByTable(table, {
      lines: [{ variantId: 'var0', quantity: 1, taxClass: 'STANDARD', amountMinor: 1000 }],
      ...{ delivery: null, address, currency, pricesIncludeTax: true, at },
      ...more,
    }).lines[0]

  test('are within gross prices and on top of net ones', () => {
    expect(taxOf({})).toEqual({ name: 'VAT 19 %', basisPoints: 1900, taxMinor: 160 })
    expect(taxOf({ pricesIncludeTax: false })).toMatchObject({ taxMinor: 190 })
  })

  test('are those of the country, of its region before, and of the latest rate in force', () => {
    expect(taxOf({ address: { ...address, country: 'FR' } })).toBe(null)
    const table = [
      ...rates,
      rate('STANDARD', 1600, { validFrom: new Date('2026-07-01T00:00:00Z') }),
      rate('STANDARD', 2500, { validFrom: new Date('2027-01-01T00:00:00Z') }),
      rate('STANDARD', 300, { region: 'Helgoland' }),
    ]
    expect(taxOf({}, table)?.basisPoints).toBe(1600)
    expect(taxOf({ at: new Date('2027-01-01T00:00:00Z') }, table)?.basisPoints).toBe(2500)
    expect(taxOf({ at: new Date('2020-01-01T00:00:00Z') }, table)?.basisPoints).toBe(1900)
    expect(taxOf({ address: { ...address, region: ' helgoland' } }, table)?.basisPoints).toBe(300)
  })

  test('that cannot be are not believed', () => {
    const request: TaxRequest = {
      lines: [{ variantId: 'var0', quantity: 1, taxClass: 'STANDARD', amountMinor: 100 }],
      ...{ delivery: null, address, currency, pricesIncludeTax: true, at },
    }
    const tax = (taxMinor: number) => ({ name: 'VAT', basisPoints: 1900, taxMinor })
    expect(requireSaneTaxes({ lines: [tax(100)], delivery: null }, request).lines).toEqual([tax(100)])
    for (const lines of [[], [tax(101)], [tax(-1)], [tax(0.5)], [tax(Number.NaN)]]) {
      expect(() => requireSaneTaxes({ lines, delivery: null }, request)).toThrow()
    }
    expect(() => requireSaneTaxes({ lines: [null], delivery: tax(1) }, request)).toThrow()
  })
})

describe('delivery', () => {
  const parcel = { country: 'DE', weightGrams: 1000, goodsMinor: 2000, currency }
  const tiers = [
    { upToGrams: 1000, prices: { EUR: 399 } },
    { upToGrams: 5000, prices: { EUR: 699 } },
  ]
  const pricesOf = (methods: Parameters<typeof listOffers>[0], more = {}) =>
    listOffers(methods, { ...parcel, ...more }).map(({ method: { id }, priceMinor }) => [id, priceMinor])

  test('costs what the weight does, and nothing from a subtotal on', () => {
    const method = someMethod({ tiers, freeFrom: { EUR: 5000 } })
    expect(pricesOf([method])).toEqual([['dlv', 399]])
    expect(pricesOf([method], { weightGrams: 1001 })).toEqual([['dlv', 699]])
    expect(pricesOf([method], { weightGrams: 5001 })).toEqual([])
    expect(pricesOf([method], { goodsMinor: 4999 })).toEqual([['dlv', 399]])
    expect(pricesOf([method], { goodsMinor: 5000 })).toEqual([['dlv', 0]])
    expect(pricesOf([method], { currency: 'USD' })).toEqual([])
  })

  test('goes where a method names the country, and everywhere else by those that name none', () => {
    const [home, world] = [someMethod({ id: 'home', countries: ['DE'] }), someMethod({ id: 'world' })]
    expect(pricesOf([home, world])).toEqual([['home', 499]])
    expect(pricesOf([home, world], { country: 'FR' })).toEqual([['world', 499]])
    expect(pricesOf([home], { country: 'FR' })).toEqual([])
    expect(pricesOf([{ ...home, isActive: false }, world])).toEqual([['world', 499]])
  })

  test('is offered cheapest first', () => {
    const method = (id: string, name: string, minor: number) =>
      someMethod({ id, name, tiers: [{ upToGrams: null, prices: { EUR: minor } }] })
    const methods = [method('c', 'Express', 999), method('b', 'Slow', 99), method('a', 'Bike', 99)]
    expect(pricesOf(methods).map(([id]) => id)).toEqual(['a', 'b', 'c'])
  })
})

test('a percentage of everything leaves exactly the delivery', () => {
  fc.assert(
    fc.property(anyLines, (lines) => {
      const order = priced(lines, [someTerms({ basisPoints: 10_000 })])
      expect(order.totalMinor).toBe(499)
      expect(order.lines.map(({ discountMinor }) => discountMinor)).toEqual(
        lines.map(({ unitMinor, quantity }) => timesMinor(unitMinor, quantity)),
      )
    }),
  )
})

test('splitting a line changes neither the subtotal nor what is payable without codes', () => {
  fc.assert(
    fc.property(anyLines, fc.nat(), (lines, nth) => {
      const split = lines.flatMap((one, index) =>
        index === nth % lines.length && one.quantity > 1
          ? [
              { ...one, quantity: 1 },
              { ...one, quantity: one.quantity - 1 },
            ]
          : [one],
      )
      const [whole, parts] = [priced(lines, []), priced(split, [])]
      expect([parts.subtotalMinor, parts.totalMinor]).toEqual([whole.subtotalMinor, whole.totalMinor])
    }),
  )
})
