// Delivery, taxes and discount codes from what staff set to what an order holds, over the real database.
import { newId } from '@supermarket/service-kit/ids.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  address,
  type MadeCart,
  type OrdersFixture,
  openFixture,
  type Someone,
} from '../orders-service.fixture.ts'

let shop: OrdersFixture
let staff: Someone
let express: string
beforeAll(async () => {
  shop = await openFixture()
  staff = await shop.someone('STAFF')
  await aMethod({ name: 'Standard', countries: ['DE'], weightTiers: tiers(0) })
  express = await aMethod({
    name: 'Express',
    countries: ['DE'],
    weightTiers: tiers(999),
    estimatedDaysMax: 1,
  })
  await aMethod({ name: 'World', weightTiers: [{ upToGrams: 1000, prices: [euros(1500)] }] })
  await setRate({ taxClass: 'STANDARD', name: 'VAT 19 %', basisPoints: 1900 })
  await setRate({ taxClass: 'REDUCED', name: 'VAT 7 %', basisPoints: 700 })
})
afterAll(async () => {
  await shop.settle()
  await shop.requireInvariants()
  await shop[Symbol.asyncDispose]()
})

const euros = (minor: number) => ({ minor, currency: 'EUR' })
const tiers = (minor: number) => [{ prices: [euros(minor)] }]
const errors = 'userErrors { code path message }'

async function aMethod(input: Record<string, unknown>): Promise<string> {
  const { deliveryMethod, userErrors } = await shop.change(
    `mutation ($input: DeliveryMethodCreateInput!) { deliveryMethodCreate(input: $input) {
      deliveryMethod { id } ${errors} } }`,
    input,
    { as: staff },
  )
  expect(userErrors).toEqual([])
  return deliveryMethod.id
}
const setRate = (input: Record<string, unknown>) =>
  shop.change(
    `mutation ($input: TaxRateSetInput!) { taxRateSet(input: $input) { taxRate { id region validFrom } ${errors} } }`,
    { country: 'DE', validFrom: '2020-01-01T00:00:00Z', ...input },
    { as: staff },
  )
const discountFields = `id code kind basisPoints amounts { minor } buyQuantity getQuantity minimumSubtotal { minor }
  maxUses maxUsesPerCustomer uses startsAt endsAt active combinable`
const createDiscount = (input: Record<string, unknown>) =>
  shop.change(
    `mutation ($input: DiscountCreateInput!) { discountCreate(input: $input) { discount { ${discountFields} } ${errors} } }`,
    input,
    { as: staff },
  )
const updateDiscount = (input: Record<string, unknown>) =>
  shop.change(
    `mutation ($input: DiscountUpdateInput!) { discountUpdate(input: $input) { discount { ${discountFields} } ${errors} } }`,
    input,
    { as: staff },
  )
let codes = 0
async function aCode(input: Record<string, unknown> = {}): Promise<{ id: string; code: string }> {
  codes += 1
  const { discount, userErrors } = await createDiscount({
    ...{ code: `code-${codes}`, kind: 'PERCENTAGE' },
    ...(input.kind === undefined ? { basisPoints: 1000 } : {}),
    ...input,
  })
  expect(userErrors).toEqual([])
  return { id: discount.id, code: discount.code }
}
const usesOf = async (code: string) =>
  (
    await shop.ask('query ($code: String!) { discounts(code: $code) { nodes { uses } } }', {
      ...{ variables: { code }, as: staff },
    })
  ).discounts.nodes[0].uses

const cartFields = `id subtotal { minor } discountTotal { minor } deliveryTotal { minor } taxTotal { minor } total { minor }
  pricesIncludeTax discountCodes discounts { code kind amount { minor } }
  deliveryOptions { method { name } price { minor } } deliveryOption { method { name } price { minor } }
  taxes { name basisPoints net { minor } amount { minor } } lines { id discountTotal { minor } }
  problems { code discountCode }`
const readCart = async (id: string, as?: Someone) =>
  (await shop.ask(`query ($id: ID!) { cart(id: $id) { ${cartFields} } }`, { variables: { id }, as })).cart
const choose = (input: Record<string, unknown>, as?: Someone) =>
  shop.change(
    `mutation ($input: CartDeliveryUpdateInput!) { cartDeliveryUpdate(input: $input) { cart { ${cartFields} } ${errors} } }`,
    input,
    { as },
  )
const enter = (cartId: string, list: readonly string[], as?: Someone) =>
  shop.change(
    `mutation ($input: CartDiscountCodesUpdateInput!) {
      cartDiscountCodesUpdate(input: $input) { cart { ${cartFields} } ${errors} } }`,
    { cartId, codes: list },
    { as },
  )
async function goods(minor: number, more: { weightGrams?: number; taxClass?: 'REDUCED' } = {}) {
  const { variants } = await shop.products.aProduct({
    variants: [{ price: euros(minor), onHand: 200, ...more }],
  })
  return variants[0]?.id ?? ''
}
/** Ready to be ordered, with these codes; its total is what they leave. */
async function cartWith(list: readonly string[], as?: Someone, minor = 1000): Promise<MadeCart> {
  const cart = await shop.aCart([{ variantId: await goods(minor), quantity: 1 }], as)
  const entered = await enter(cart.id, list, as)
  expect(entered.userErrors).toEqual([])
  return { ...cart, totalMinor: entered.cart.total.minor }
}
const orderQuery = `query ($id: ID!) { order(id: $id) { status
  subtotal { minor } discountTotal { minor } deliveryTotal { minor } taxTotal { minor } total { minor } pricesIncludeTax
  discounts { code kind amount { minor } } taxes { name basisPoints net { minor } amount { minor } }
  delivery { methodId name price { minor } discountTotal { minor } taxTotal { minor } estimatedDaysMax }
  lines { id total { minor } discountTotal { minor } taxTotal { minor } quantityRefunded } totalRefunded { minor }
  refunds { amount { minor } deliveryTotal { minor } status } } }`
const readOrder = async (id: string) => (await shop.ask(orderQuery, { variables: { id }, as: staff })).order
const refund = (id: string, input: Record<string, unknown>) =>
  shop.change(
    `mutation ($input: OrderRefundInput!) { orderRefund(input: $input) {
      refund { amount { minor } deliveryTotal { minor } status } ${errors} } }`,
    { id, idempotencyKey: newId('evt'), ...input },
    { as: staff },
  )

describe('a cart', () => {
  test('is delivered by the cheapest way until the buyer chooses another, and says what that costs', async () => {
    const cart = await shop.aCart([{ variantId: await goods(1190), quantity: 2 }])
    expect(await readCart(cart.id)).toMatchObject({
      ...{
        deliveryTotal: { minor: 0 },
        total: { minor: 2380 },
        taxTotal: { minor: 380 },
        pricesIncludeTax: true,
      },
      deliveryOption: { method: { name: 'Standard' } },
      deliveryOptions: [
        { method: { name: 'Standard' }, price: { minor: 0 } },
        { method: { name: 'Express' }, price: { minor: 999 } },
      ],
      taxes: [{ name: 'VAT 19 %', basisPoints: 1900, net: { minor: 2000 }, amount: { minor: 380 } }],
      problems: [],
    })
    const chosen = await choose({ cartId: cart.id, deliveryMethodId: express })
    expect(chosen.cart).toMatchObject({
      ...{
        deliveryTotal: { minor: 999 },
        total: { minor: 3379 },
        deliveryOption: { method: { name: 'Express' } },
      },
      taxTotal: { minor: 380 + 160 },
    })
    expect(await readCart(cart.id)).toEqual(chosen.cart)
    const back = await choose({ cartId: cart.id })
    expect(back.cart.deliveryOption.method.name).toBe('Standard')
  })

  test('without an address has neither delivery nor taxes yet, and no problem of theirs', async () => {
    const { cart } = await shop.change(
      `mutation ($input: CartCreateInput!) { cartCreate(input: $input) { cart { ${cartFields} } } }`,
      { lines: [{ variantId: await goods(1000), quantity: 1 }] },
    )
    expect(cart).toMatchObject({
      ...{ deliveryOptions: [], deliveryOption: null, deliveryTotal: { minor: 0 }, taxTotal: { minor: 0 } },
      ...{ total: { minor: 1000 }, taxes: [] },
      problems: [{ code: 'MISSING_ADDRESS' }, { code: 'MISSING_ADDRESS' }],
    })
  })

  test('that nobody carries is told so, and is not ordered', async () => {
    const heavy = await goods(1000, { weightGrams: 1001 })
    const cart = await shop.aCart([{ variantId: heavy, quantity: 1 }])
    await choose({ cartId: cart.id, deliveryMethodId: express })
    const move = (country: string) =>
      shop.change(
        `mutation ($input: CartBuyerUpdateInput!) { cartBuyerUpdate(input: $input) { cart { ${cartFields} } } }`,
        { cartId: cart.id, shippingAddress: { ...address, country } },
      )
    // Express goes to Germany alone, and nothing that heavy to France.
    expect((await move('FR')).cart.problems).toEqual([{ code: 'DELIVERY_UNAVAILABLE', discountCode: null }])
    expect((await choose({ cartId: cart.id })).cart).toMatchObject({
      ...{ deliveryOptions: [], problems: [{ code: 'DELIVERY_UNAVAILABLE' }] },
    })
    const refused = await shop.checkout({ cart })
    expect(refused).toMatchObject({
      order: null,
      userErrors: [{ code: 'ILLEGAL_STATE', path: ['input', 'cartId'] }],
    })
    expect((await move('DE')).cart.problems).toEqual([])
  })

  test('takes codes whatever their case, each once, and tells why one has no effect', async () => {
    const { code } = await aCode()
    const cart = await shop.aCart([{ variantId: await goods(1000), quantity: 1 }])
    const entered = await enter(cart.id, [code, code.toUpperCase(), 'nothing'])
    expect(entered.cart).toMatchObject({
      discountCodes: [code.toUpperCase(), 'NOTHING'],
      discounts: [{ code, kind: 'PERCENTAGE', amount: { minor: 100 } }],
      ...{ discountTotal: { minor: 100 }, total: { minor: 900 }, lines: [{ discountTotal: { minor: 100 } }] },
      problems: [{ code: 'DISCOUNT_UNAVAILABLE', discountCode: 'NOTHING' }],
    })
    const refused = await shop.checkout({ cart: { ...cart, totalMinor: 900 } })
    expect(refused.userErrors).toMatchObject([
      { code: 'ILLEGAL_STATE', message: 'The code NOTHING does not exist.' },
    ])
    expect(await usesOf(code)).toBe(0)
    expect((await enter(cart.id, [])).cart).toMatchObject({
      discountCodes: [],
      total: { minor: 1000 },
      problems: [],
    })
  })

  test('refuses too many codes, impossible ones, unknown ways and other carts, and changes nothing', async () => {
    const ann = await shop.someone()
    const cart = await shop.aCart([{ variantId: await goods(1000), quantity: 1 }], ann)
    const before = await readCart(cart.id, ann)
    expect((await enter(cart.id, ['a', 'b', 'c', 'd', 'e', 'f'], ann)).userErrors).toMatchObject([
      { code: 'LIMIT_REACHED', path: ['input', 'codes'] },
    ])
    expect((await enter(cart.id, ['fine', 'not fine'], ann)).userErrors).toMatchObject([
      { code: 'INVALID', path: ['input', 'codes', '1'] },
    ])
    for (const deliveryMethodId of ['nonsense', newId('dlv')]) {
      expect((await choose({ cartId: cart.id, deliveryMethodId }, ann)).userErrors).toMatchObject([
        { code: 'NOT_FOUND', path: ['input', 'deliveryMethodId'] },
      ])
    }
    for (const as of [undefined, staff, await shop.someone()]) {
      expect((await enter(cart.id, [], as)).userErrors).toMatchObject([
        { code: 'NOT_FOUND', path: ['input', 'cartId'] },
      ])
      expect((await choose({ cartId: cart.id }, as)).userErrors).toMatchObject([
        { code: 'NOT_FOUND', path: ['input', 'cartId'] },
      ])
    }
    expect(await readCart(cart.id, ann)).toEqual(before)
  })

  test('follows what staff change at once, in every process', async () => {
    const cart = await shop.aCart([{ variantId: await goods(1000), quantity: 1 }])
    await using other = await shop.replica()
    const readThere = async () => {
      const { body } = await other.handler.handle('gateway', {
        query:
          'query ($id: ID!) { cart(id: $id) { deliveryOptions { price { minor } } taxTotal { minor } } }',
        variables: { id: cart.id },
        ...{ authorization: undefined, requestId: 'there', deadlineAt: Date.now() + 10_000 },
      })
      // biome-ignore lint/suspicious/noExplicitAny: tests assert on the shape they asked for
      return (body.data as any).cart
    }
    expect(await readThere()).toEqual({
      ...{ deliveryOptions: [{ price: { minor: 0 } }, { price: { minor: 999 } }], taxTotal: { minor: 160 } },
    })
    const id = await aMethod({ name: 'Drone', countries: ['DE'], weightTiers: tiers(5000) })
    const changed = await setRate({ taxClass: 'STANDARD', name: 'VAT 0 %', basisPoints: 0 })
    expect(changed.userErrors).toEqual([])
    const three = [{ price: { minor: 0 } }, { price: { minor: 999 } }, { price: { minor: 5000 } }]
    expect(await readThere()).toEqual({ deliveryOptions: three, taxTotal: { minor: 0 } })
    await setRate({ taxClass: 'STANDARD', name: 'VAT 19 %', basisPoints: 1900 })
    const gone = await shop.change(
      `mutation ($input: DeliveryMethodUpdateInput!) { deliveryMethodUpdate(input: $input) {
        deliveryMethod { active name } ${errors} } }`,
      { id, active: false },
      { as: staff },
    )
    expect(gone).toEqual({ deliveryMethod: { active: false, name: 'Drone' }, userErrors: [] })
    expect(await readThere()).toMatchObject({ deliveryOptions: three.slice(0, 2), taxTotal: { minor: 160 } })
  })
})

describe('an order', () => {
  test('holds its money as it was agreed, whatever staff change afterwards', async () => {
    const percent = await aCode({ basisPoints: 1500 })
    const free = await aCode({ kind: 'FREE_DELIVERY' })
    const [food, book] = [await goods(1999, { taxClass: 'REDUCED' }), await goods(500)]
    const cart = await shop.aCart([
      { variantId: food, quantity: 3 },
      { variantId: book, quantity: 1 },
    ])
    await choose({ cartId: cart.id, deliveryMethodId: express })
    const { cart: entered } = await enter(cart.id, [percent.code, free.code])
    // 15 % of 64.97 € is 9.7455 €: 9.75 €, of which 9.00 € are the food's.
    const money = {
      ...{ subtotal: { minor: 6497 }, discountTotal: { minor: 1974 }, deliveryTotal: { minor: 999 } },
      ...{ total: { minor: 5522 }, pricesIncludeTax: true },
    }
    expect(entered).toMatchObject(money)
    const { order, userErrors } = await shop.checkout({ cart: { ...cart, totalMinor: 5522 } })
    expect(userErrors).toEqual([])
    await updateDiscount({ id: percent.id, active: false })
    const placed = await readOrder(order.id)
    expect(placed).toMatchObject({
      ...money,
      discounts: [
        { code: percent.code, kind: 'PERCENTAGE', amount: { minor: 975 } },
        { code: free.code, kind: 'FREE_DELIVERY', amount: { minor: 999 } },
      ],
      delivery: {
        ...{ methodId: express, name: 'Express', price: { minor: 999 }, estimatedDaysMax: 1 },
        ...{ discountTotal: { minor: 999 }, taxTotal: { minor: 0 } },
      },
      lines: [
        { total: { minor: 5997 }, discountTotal: { minor: 900 }, taxTotal: { minor: 333 } },
        { total: { minor: 500 }, discountTotal: { minor: 75 }, taxTotal: { minor: 68 } },
      ],
      taxes: [
        { name: 'VAT 7 %', net: { minor: 4764 }, amount: { minor: 333 } },
        { name: 'VAT 19 %', net: { minor: 357 }, amount: { minor: 68 } },
      ],
      taxTotal: { minor: 401 },
    })
    expect(placed).toMatchObject({ taxes: entered.taxes, taxTotal: entered.taxTotal })
    expect(await usesOf(percent.code)).toBe(1)
  })

  test('is refused as long as the whole total is not the expected one, and uses up nothing', async () => {
    const { code } = await aCode()
    const cart = await cartWith([code])
    await choose({ cartId: cart.id, deliveryMethodId: express })
    const refused = await shop.checkout({ cart })
    expect(refused).toMatchObject({
      order: null,
      userErrors: [{ code: 'PRICE_CHANGED', expected: { minor: 900 }, actual: { minor: 1899 } }],
    })
    expect(await usesOf(code)).toBe(0)
    expect((await shop.checkout({ cart: { ...cart, totalMinor: 1899 } })).order).toMatchObject({
      status: 'CONFIRMED',
    })
  })

  test('leaves its cart with the total that it was ordered at, though its code is used up', async () => {
    const { code } = await aCode({ maxUses: 1 })
    const cart = await cartWith([code])
    expect((await shop.checkout({ cart })).order).toMatchObject({ total: { minor: 900 } })
    expect(await readCart(cart.id)).toMatchObject({ total: { minor: 900 }, problems: [] })
  })

  test('that costs nothing after discounts is paid', async () => {
    const { code } = await aCode({ basisPoints: 10_000 })
    const cart = await cartWith([code])
    const { order } = await shop.checkout({ cart })
    expect(order).toMatchObject({ status: 'CONFIRMED', paymentStatus: 'PAID', total: { minor: 0 } })
  })

  test('costs no further statement for delivery, taxes and a code', async () => {
    const { code } = await aCode()
    const cart = await cartWith([code])
    shop.takeQueries()
    await shop.checkout({ cart })
    expect(shop.takeQueries()).toHaveLength(11)
    await readCart(cart.id)
    expect(shop.takeQueries()).toHaveLength(1)
  })
})

describe('a code with limits', () => {
  test('is used ten times by fifty who buy at once', async () => {
    const { code } = await aCode({ maxUses: 10 })
    const carts = await Promise.all(Array.from({ length: 50 }, () => cartWith([code])))
    const answers = await Promise.all(carts.map((cart) => shop.checkout({ cart, deadlineMs: 30_000 })))
    const placed = answers.filter(({ order }) => order !== null)
    expect(placed).toHaveLength(10)
    const refusals = answers.flatMap(({ userErrors }) => userErrors)
    expect(refusals).toHaveLength(40)
    for (const refusal of refusals)
      expect(refusal).toMatchObject({ code: 'ILLEGAL_STATE', path: ['input', 'cartId'] })
    expect(await usesOf(code)).toBe(10)
    const left = carts.find((_cart, at) => answers[at].order === null)
    expect((await readCart(left?.id ?? '')).problems).toEqual([
      { code: 'DISCOUNT_UNAVAILABLE', discountCode: code.toUpperCase() },
    ])
    const without = await enter(left?.id ?? '', [])
    expect(without.cart).toMatchObject({ total: { minor: 1000 }, problems: [] })
    await shop.settle()
    await shop.requireInvariants()
  })

  test('for each customer is used once by an account, or by an address, however many buy at once', async () => {
    const { code } = await aCode({ maxUsesPerCustomer: 1 })
    // Guests with one address, which the fixture gives them all.
    const carts = await Promise.all(Array.from({ length: 8 }, () => cartWith([code])))
    const answers = await Promise.all(carts.map((cart) => shop.checkout({ cart })))
    expect(answers.filter(({ order }) => order !== null)).toHaveLength(1)
    const withMail = async (email: string, as?: Someone) => {
      const cart = await cartWith([code], as)
      await shop.change(
        `mutation ($input: CartBuyerUpdateInput!) { cartBuyerUpdate(input: $input) { userErrors { code } } }`,
        { cartId: cart.id, email },
        { as },
      )
      return shop.checkout({ cart, as })
    }
    expect((await withMail('ANN@shop.test')).order).toBe(null)
    expect((await withMail('other@shop.test')).order).not.toBe(null)
    const bob = await shop.someone()
    expect((await withMail('bob@shop.test', bob)).order).not.toBe(null)
    expect((await withMail('bob2@shop.test', bob)).order).toBe(null)
    const cart = await cartWith([code], bob, 2000)
    expect((await readCart(cart.id, bob)).problems).toEqual([
      { code: 'DISCOUNT_UNAVAILABLE', discountCode: code.toUpperCase() },
    ])
    expect(await usesOf(code)).toBe(3)
    const keys = await shop.sql`select customer_key from discount_customers`
    expect(keys.some(({ customer_key: key }) => key.includes('@'))).toBe(false)
  })

  test('gets its use back when the payment is declined, and the cart may be ordered again', async () => {
    const { code } = await aCode({ maxUses: 1, maxUsesPerCustomer: 1 })
    const cart = await cartWith([code])
    const declined = await shop.checkout({ cart, token: 'tok_declined' })
    expect(declined.userErrors).toMatchObject([{ code: 'PAYMENT_DECLINED' }])
    expect(await usesOf(code)).toBe(0)
    expect((await shop.checkout({ cart })).order).toMatchObject({ status: 'CONFIRMED' })
    expect(await usesOf(code)).toBe(1)
  })

  test('gets its use back when nobody pays in time or it is called off unpaid, and not once it was paid', async () => {
    const cancel = (id: string, as?: Someone) =>
      shop.change(
        `mutation ($input: OrderCancelInput!) { orderCancel(input: $input) { order { status } ${errors} } }`,
        { id, idempotencyKey: newId('evt') },
        { as },
      )
    const ann = await shop.someone()
    const { code } = await aCode({ maxUses: 1 })
    const waiting = await shop.checkout({
      cart: await cartWith([code], ann),
      as: ann,
      token: 'tok_requires_action',
    })
    expect(waiting.order).toMatchObject({ status: 'PENDING_PAYMENT' })
    expect(await usesOf(code)).toBe(1)
    expect(await cancel(waiting.order.id, ann)).toEqual({ order: { status: 'CANCELED' }, userErrors: [] })
    expect(await usesOf(code)).toBe(0)
    const lapsing = await shop.checkout({ cart: await cartWith([code]), token: 'tok_requires_action' })
    shop.fate.aheadMs = 31 * 60_000
    await shop.settle()
    shop.fate.aheadMs = 0
    expect(await readOrder(lapsing.order.id)).toMatchObject({ status: 'CANCELED' })
    expect(await usesOf(code)).toBe(0)
    const paid = await shop.checkout({ cart: await cartWith([code]) })
    expect(await cancel(paid.order.id, staff)).toEqual({ order: { status: 'CANCELED' }, userErrors: [] })
    expect(await usesOf(code)).toBe(1)
  })

  test.each(['checkout:prepared', 'checkout:reserved', 'checkout:answered', 'checkout:finalized'] as const)(
    'has one use after a kill at %s, and a repeated request',
    async (step) => {
      const { code } = await aCode({ maxUses: 1, maxUsesPerCustomer: 1 })
      const cart = await cartWith([code])
      const key = newId('evt')
      shop.fate.diesAt = step
      await expect(shop.checkout({ cart, key })).rejects.toThrow('INTERNAL_SERVER_ERROR')
      expect(await usesOf(code)).toBe(1)
      shop.fate.aheadMs += 60_000
      await shop.settle()
      await shop.requireInvariants()
      shop.fate.aheadMs = 0
      const isUndone = step === 'checkout:prepared' || step === 'checkout:reserved'
      expect(await usesOf(code)).toBe(isUndone ? 0 : 1)
      expect((await shop.checkout({ cart, key })).order).toMatchObject({ status: 'CONFIRMED' })
      expect(await usesOf(code)).toBe(1)
      await shop.settle()
      await shop.requireInvariants()
    },
  )

  test('forgets a deleted account, and keeps its count', async () => {
    const { code } = await aCode({ maxUsesPerCustomer: 1 })
    const ann = await shop.someone()
    await shop.checkout({ cart: await cartWith([code], ann), as: ann })
    const event = {
      ...{ specversion: '1.0', id: newId('evt'), source: 'users', type: 'user.deleted', dataversion: 1 },
      ...{ time: new Date().toISOString(), datacontenttype: 'application/json', correlationid: 'a-test' },
      ...{ aggregatetype: 'user', subject: ann.userId, sequence: 1, data: { userId: ann.userId } },
    }
    expect(await shop.service.events.receive('users', event)).toEqual({ outcome: 'handled' })
    const [found] =
      await shop.sql`select count(*)::integer as count from discount_customers where customer_key = ${ann.userId}`
    expect(found).toEqual({ count: 0 })
    expect(await usesOf(code)).toBe(1)
    await shop.requireInvariants()
  })
})

describe('refunds', () => {
  async function anOrderWith(quantity: number) {
    const { code } = await aCode({ kind: 'AMOUNT', amounts: [euros(100)] })
    const variantId = await goods(333)
    const cart = await shop.aCart([{ variantId, quantity }])
    await choose({ cartId: cart.id, deliveryMethodId: express })
    const { cart: entered } = await enter(cart.id, [code])
    const { order } = await shop.checkout({ cart: { ...cart, totalMinor: entered.total.minor } })
    const { lines } = await readOrder(order.id)
    return {
      id: order.id as string,
      lineId: lines[0].id as string,
      totalMinor: entered.total.minor as number,
    }
  }

  test('for pieces pay back their share of discounts, and all of them exactly what was paid', async () => {
    // 3 × 3.33 € less 1.00 € is 8.99 €.
    const { id, lineId, totalMinor } = await anOrderWith(3)
    expect(totalMinor).toBe(899 + 999)
    const amounts: number[] = []
    for (const _ of [1, 2, 3]) {
      const { refund: made } = await refund(id, { lines: [{ id: lineId, quantity: 1 }] })
      amounts.push(made.amount.minor)
    }
    expect(amounts).toEqual([299, 300, 300])
    expect((await refund(id, { delivery: true })).refund).toMatchObject({
      ...{ amount: { minor: 999 }, deliveryTotal: { minor: 999 }, status: 'SUCCEEDED' },
    })
    expect(await readOrder(id)).toMatchObject({ totalRefunded: { minor: totalMinor } })
    expect((await refund(id, { delivery: true })).userErrors).toMatchObject([{ code: 'ILLEGAL_STATE' }])
  })

  test('of a delivery, twenty at once, pay it back once', async () => {
    const { id } = await anOrderWith(2)
    const answers = await Promise.all(Array.from({ length: 20 }, () => refund(id, { delivery: true })))
    expect(answers.filter(({ refund: made }) => made !== null)).toHaveLength(1)
    expect(await readOrder(id)).toMatchObject({ totalRefunded: { minor: 999 } })
  })

  test('of single pieces, all at once, add up to what was paid for them', async () => {
    const { id, lineId } = await anOrderWith(7)
    const answers = await Promise.all(
      Array.from({ length: 9 }, () => refund(id, { lines: [{ id: lineId, quantity: 1 }] })),
    )
    expect(answers.filter(({ refund: made }) => made !== null)).toHaveLength(7)
    expect(await readOrder(id)).toMatchObject({ totalRefunded: { minor: 7 * 333 - 100 } })
  })
})

describe('staff', () => {
  test('see and change discounts, whose codes are unique whatever their case', async () => {
    const made = await createDiscount({
      ...{ code: 'Three-For-Two', kind: 'BUY_X_GET_Y', buyQuantity: 2, getQuantity: 1 },
      ...{ maxUses: 5, startsAt: '2026-01-01T00:00:00Z', minimumSubtotal: [euros(100)] },
    })
    expect(made).toEqual({
      discount: {
        ...{
          id: expect.stringMatching(/^dsc_/),
          code: 'Three-For-Two',
          kind: 'BUY_X_GET_Y',
          basisPoints: 10_000,
        },
        ...{ amounts: [], buyQuantity: 2, getQuantity: 1, minimumSubtotal: [{ minor: 100 }] },
        ...{
          maxUses: 5,
          maxUsesPerCustomer: null,
          uses: 0,
          startsAt: '2026-01-01T00:00:00.000Z',
          endsAt: null,
        },
        ...{ active: true, combinable: true },
      },
      userErrors: [],
    })
    const again = await createDiscount({ code: 'THREE-for-two', kind: 'FREE_DELIVERY' })
    expect(again).toMatchObject({
      discount: null,
      userErrors: [{ code: 'CONFLICT', path: ['input', 'code'] }],
    })
    const { id } = made.discount
    const changed = await updateDiscount({ id, maxUses: null, combinable: false, minimumSubtotal: null })
    expect(changed.discount).toEqual({
      ...made.discount,
      ...{ maxUses: null, combinable: false, minimumSubtotal: [] },
    })
    const backwards = await updateDiscount({ id, endsAt: '2025-01-01T00:00:00Z' })
    expect(backwards.userErrors).toMatchObject([{ code: 'INVALID', path: ['input', 'endsAt'] }])
    const { discounts } = await shop.ask(
      `{ discounts(code: "three-for-TWO") { totalCount nodes { ${discountFields} } } }`,
      { as: staff },
    )
    expect(discounts).toEqual({ totalCount: 1, nodes: [changed.discount] })
    expect((await updateDiscount({ id: newId('dsc'), active: false })).userErrors).toMatchObject([
      { code: 'NOT_FOUND', path: ['input', 'id'] },
    ])
  })

  test('cannot lower a limit below what is used', async () => {
    const { id, code } = await aCode()
    for (const _ of [1, 2]) await shop.checkout({ cart: await cartWith([code]) })
    const refused = await updateDiscount({ id, maxUses: 1 })
    expect(refused).toMatchObject({
      discount: null,
      userErrors: [{ code: 'INVALID', path: ['input', 'maxUses'] }],
    })
    expect((await updateDiscount({ id, maxUses: 2 })).discount).toMatchObject({ maxUses: 2, uses: 2 })
    expect((await shop.checkout({ cart: await cartWith([code]) })).order).toBe(null)
  })

  test('are told every fault of a discount at its place, and nothing is made', async () => {
    const refused = await createDiscount({
      ...{ code: '', kind: 'AMOUNT', basisPoints: 5, buyQuantity: 0, amounts: [euros(0), euros(1)] },
      ...{ productIds: ['x'], variantIds: [newId('prd')], maxUses: 0, minimumSubtotal: [euros(-1)] },
      ...{ startsAt: '2026-01-01T00:00:00Z', endsAt: '2026-01-01T00:00:00Z' },
    })
    expect(refused.discount).toBe(null)
    expect(refused.userErrors.map(({ path }: { path: string[] }) => path.slice(1).join('.')).sort()).toEqual([
      ...['amounts.0.minor', 'amounts.1.currency', 'basisPoints', 'buyQuantity', 'buyQuantity', 'code'],
      ...['endsAt', 'maxUses', 'minimumSubtotal.0.minor', 'productIds.0', 'variantIds.0'],
    ])
  })

  test('are told every fault of a delivery method, and see those that there are', async () => {
    const refused = await shop.change(
      `mutation ($input: DeliveryMethodCreateInput!) { deliveryMethodCreate(input: $input) {
        deliveryMethod { id } ${errors} } }`,
      {
        ...{ name: ' ', description: 'x'.repeat(501), estimatedDaysMin: -1, freeFrom: [euros(1), euros(2)] },
        weightTiers: [
          { upToGrams: 100, prices: [] },
          { upToGrams: 100, prices: [euros(-1)] },
          { prices: [euros(1)] },
        ],
      },
      { as: staff },
    )
    expect(refused.userErrors.map(({ path }: { path: string[] }) => path.slice(1).join('.')).sort()).toEqual([
      ...['description', 'estimatedDaysMin', 'freeFrom.1.currency', 'name', 'weightTiers.0.prices'],
      ...['weightTiers.1.prices.0.minor', 'weightTiers.1.upToGrams'],
    ])
    const days = await shop.change(
      `mutation ($input: DeliveryMethodUpdateInput!) { deliveryMethodUpdate(input: $input) {
        deliveryMethod { id } ${errors} } }`,
      { id: express, estimatedDaysMin: 3 },
      { as: staff },
    )
    expect(days.userErrors).toMatchObject([{ code: 'INVALID', path: ['input', 'estimatedDaysMax'] }])
    shop.takeQueries()
    const { deliveryMethods } = await shop.ask(
      '{ deliveryMethods { name active weightTiers { upToGrams prices { minor } } freeFrom { minor } } }',
      { as: staff },
    )
    expect(shop.takeQueries()).toHaveLength(1)
    expect(deliveryMethods.map(({ name }: { name: string }) => name)).toEqual([
      'Drone',
      'Express',
      'Standard',
      'World',
    ])
    expect(deliveryMethods[1]).toEqual({
      ...{
        name: 'Express',
        active: true,
        weightTiers: [{ upToGrams: null, prices: [{ minor: 999 }] }],
        freeFrom: [],
      },
    })
  })

  test('page through tax rates, replace and remove them', async () => {
    const ids: string[] = []
    for (const region of ['Ceuta', 'Melilla', null]) {
      const { taxRate } = await setRate({
        country: 'ES',
        region,
        taxClass: 'STANDARD',
        name: 'IVA',
        basisPoints: 2100,
      })
      ids.push(taxRate.id)
    }
    const replaced = await setRate({
      ...{ country: 'ES', region: 'CEUTA', taxClass: 'STANDARD', name: 'IPSI', basisPoints: 1000 },
    })
    expect(replaced.taxRate.id).toBe(ids[0])
    const page = async (after: string | null) =>
      (
        await shop.ask(
          `query ($after: String) { taxRates(first: 2, after: $after, country: "ES") {
            totalCount nodes { region name basisPoints } pageInfo { hasNextPage endCursor } } }`,
          { variables: { after }, as: staff },
        )
      ).taxRates
    const first = await page(null)
    expect(first).toMatchObject({
      totalCount: 3,
      nodes: [
        { region: null, name: 'IVA' },
        { region: 'CEUTA', name: 'IPSI', basisPoints: 1000 },
      ],
    })
    expect(await page(first.pageInfo.endCursor)).toMatchObject({
      ...{ nodes: [{ region: 'Melilla' }], pageInfo: { hasNextPage: false } },
    })
    const remove = () =>
      shop.change(
        `mutation ($input: TaxRateRemoveInput!) { taxRateRemove(input: $input) { taxRate { region } ${errors} } }`,
        { id: ids[1] },
        { as: staff },
      )
    expect((await remove()).taxRate).toEqual({ region: 'Melilla' })
    expect((await remove()).userErrors).toMatchObject([{ code: 'NOT_FOUND' }])
    const wrong = await setRate({ taxClass: 'ZERO', name: '', basisPoints: 10_001 })
    expect(wrong.userErrors.map(({ path }: { path: string[] }) => path[1])).toEqual(['name', 'basisPoints'])
  })

  test('page through discounts in one statement a page', async () => {
    shop.takeQueries()
    const list = async (after: string | null) =>
      (
        await shop.ask(
          `query ($after: String) { discounts(first: 5, after: $after) {
            nodes { id } pageInfo { hasNextPage endCursor } } }`,
          { variables: { after }, as: staff },
        )
      ).discounts
    const seen: string[] = []
    let pages = 0
    for (let after: string | null = null; ; pages++) {
      const page = await list(after)
      seen.push(...page.nodes.map(({ id }: { id: string }) => id))
      if (!page.pageInfo.hasNextPage) break
      after = page.pageInfo.endCursor
    }
    expect(shop.takeQueries()).toHaveLength(pages + 1)
    const all = await shop.sql`select id from discounts order by created_at desc, id desc`
    expect(seen).toEqual(all.map(({ id }) => id))
  })
})
