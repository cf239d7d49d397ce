// What a shop's prices are made of, from staff's settings to a refund for one line, through the gateway and over both
// topologies: delivery, taxes, codes, and a code with a limit that parallel buyers cannot exceed.
import { brokenInvariants, openWork } from '@supermarket/testkit/invariants.ts'
import { openStack, type Stack, topologies } from '@supermarket/testkit/stack.ts'
import { aShop, makeProduct, type Shop, unique } from '@supermarket/testkit/story.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCart, type Cart, checkOut, orderWithCodes } from './buying.ts'
import { done } from './done.ts'
import { until } from './until.ts'

describe.each(topologies)('in %s', (topology) => {
  let stack: Stack
  let shop: Shop
  let express: string
  const euros = (minor: number) => [{ minor, currency: 'EUR' }]
  beforeAll(async () => {
    stack = await openStack(topology)
    shop = await aShop(stack).open()
    const staff = shop.staff.graph
    const set = (field: string, type: string, input: object) => done(staff, field, type, input)
    await set('deliveryMethodCreate', 'DeliveryMethodCreateInput', {
      ...{ name: 'Standard', weightTiers: [{ prices: euros(0) }] },
    })
    await set('deliveryMethodCreate', 'DeliveryMethodCreateInput', {
      ...{ name: 'Express', weightTiers: [{ prices: euros(599) }], estimatedDaysMax: 1 },
    })
    await set('taxRateSet', 'TaxRateSetInput', {
      ...{ country: 'DE', taxClass: 'STANDARD', name: 'VAT 19 %', basisPoints: 1900 },
    })
    await set('discountCreate', 'DiscountCreateInput', {
      code: 'Tenth',
      kind: 'PERCENTAGE',
      basisPoints: 1000,
    })
    const { deliveryMethods } = await staff.get<{ deliveryMethods: { id: string; name: string }[] }>(
      '{ deliveryMethods { id name } }',
    )
    express = deliveryMethods.find(({ name }) => name === 'Express')?.id ?? ''
  }, 120_000)
  afterAll(() => stack?.[Symbol.asyncDispose]())

  const settled = async () => {
    await until(
      () => openWork(stack.databases),
      ({ length }) => length === 0,
      { withinMs: 20_000 },
    )
    expect(await brokenInvariants(stack.databases)).toEqual([])
  }

  test('a buyer chooses express, enters a code, checks out, and gets one of three pieces paid back', async () => {
    const { variants } = await makeProduct(shop.staff.graph, { prices: [333], stock: 10 })
    const lines = [{ variantId: variants[0]?.id ?? '', quantity: 3 }]
    const order = await orderWithCodes(shop.anonymous, lines, ['tenth'], express)
    // 9.99 € less 1.00 €, and 5.99 €.
    expect(order).toMatchObject({ status: 'CONFIRMED', total: { minor: 1498, currency: 'EUR' } })
    await done(shop.staff.graph, 'orderRefund', 'OrderRefundInput', {
      ...{ id: order.id, lines: [{ id: order.lines[0]?.id, quantity: 1 }], idempotencyKey: unique() },
    })
    const { order: seen } = await shop.anonymous.get<{ order: object }>(
      `query Seen($id: ID!, $accessToken: String) { order(id: $id, accessToken: $accessToken) {
        subtotal { minor } discountTotal { minor } deliveryTotal { minor } taxTotal { minor } total { minor }
        totalRefunded { minor } delivery { name estimatedDaysMax } discounts { code amount { minor } }
        taxes { name net { minor } amount { minor } } lines { quantityRefunded discountTotal { minor } } } }`,
      { id: order.id, accessToken: order.accessToken },
    )
    expect(seen).toEqual({
      ...{ subtotal: { minor: 999 }, discountTotal: { minor: 100 }, deliveryTotal: { minor: 599 } },
      ...{ taxTotal: { minor: 240 }, total: { minor: 1498 }, totalRefunded: { minor: 299 } },
      delivery: { name: 'Express', estimatedDaysMax: 1 },
      discounts: [{ code: 'Tenth', amount: { minor: 100 } }],
      taxes: [{ name: 'VAT 19 %', net: { minor: 1258 }, amount: { minor: 240 } }],
      lines: [{ quantityRefunded: 1, discountTotal: { minor: 100 } }],
    })
    await settled()
  })

  test('a code for ten orders is used by ten of fifty who check out at once', async () => {
    const code = `TEN-${unique()}`.slice(0, 50)
    await done(shop.staff.graph, 'discountCreate', 'DiscountCreateInput', {
      ...{ code, kind: 'AMOUNT', amounts: euros(100), maxUses: 10 },
    })
    const { variants } = await makeProduct(shop.staff.graph, { stock: 60 })
    const carts: Cart[] = []
    for (let made = 0; made < 50; made++) {
      const cart = await aCart(shop.anonymous, [{ variantId: variants[0]?.id ?? '', quantity: 1 }])
      await done(shop.anonymous, 'cartDiscountCodesUpdate', 'CartDiscountCodesUpdateInput', {
        ...{ cartId: cart.id, codes: [code] },
      })
      carts.push({ ...cart, total: { minor: 900, currency: 'EUR' } })
    }
    const answers = await Promise.all(carts.map((cart) => checkOut(shop.anonymous, cart)))
    expect(answers.filter(({ order }) => order !== null)).toHaveLength(10)
    const codes = answers.flatMap(({ userErrors }) => userErrors.map((error) => error.code))
    expect(codes).toEqual(Array.from({ length: 40 }, () => 'ILLEGAL_STATE'))
    const { discounts } = await shop.staff.graph.get<{ discounts: { nodes: { uses: number }[] } }>(
      'query Uses($code: String!) { discounts(code: $code) { nodes { uses } } }',
      { code },
    )
    expect(discounts.nodes).toEqual([{ uses: 10 }])
    await settled()
  })
})
