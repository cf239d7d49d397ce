// Net prices, and taxes that somebody else tells: in time, too late, or nonsense.
import { newId } from '@supermarket/service-kit/ids.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OrdersFixture, openFixture, type Someone } from '../orders-service.fixture.ts'
import type { TaxProvider, TaxRequest } from './tax.ts'

let shop: OrdersFixture
let staff: Someone
let answer: (request: TaxRequest, signal: AbortSignal) => Promise<unknown>
const asked: TaxRequest[] = []
beforeAll(async () => {
  const taxes: TaxProvider = {
    name: 'elsewhere',
    quote: (request, signal) => {
      asked.push(request)
      return answer(request, signal) as ReturnType<TaxProvider['quote']>
    },
  }
  shop = await openFixture({ taxes, pricesIncludeTax: false, timings: { taxesMs: 100 } })
  staff = await shop.someone('STAFF')
})
afterAll(async () => {
  await shop.settle()
  await shop.requireInvariants()
  await shop[Symbol.asyncDispose]()
})

const tenth = async ({ lines }: TaxRequest) => ({
  lines: lines.map(({ amountMinor }) => ({
    ...{ name: 'Sales tax', basisPoints: 1000, taxMinor: Math.round(amountMinor / 10) },
  })),
  delivery: null,
})
const cartQuery = `query ($id: ID!) { cart(id: $id) { subtotal { minor } taxTotal { minor } taxes { name } total { minor }
  pricesIncludeTax problems { code } } }`
const read = (id: string) => shop.answer(cartQuery, { variables: { id } })
const ready = async () => {
  answer = tenth
  return shop.aCart([{ variantId: await shop.aVariant({ minor: 995 }), quantity: 1 }])
}

test('come on top of net prices, in the cart, the order and what is charged and paid back', async () => {
  const cart = await ready()
  const { body } = await read(cart.id)
  expect(body.data?.cart).toEqual({
    ...{
      subtotal: { minor: 995 },
      taxTotal: { minor: 100 },
      taxes: [{ name: 'Sales tax' }],
      total: { minor: 1095 },
    },
    ...{ pricesIncludeTax: false, problems: [] },
  })
  expect(asked.at(-1)).toMatchObject({
    ...{ currency: 'EUR', pricesIncludeTax: false, delivery: null, address: { country: 'DE' } },
    lines: [{ taxClass: 'STANDARD', amountMinor: 995, quantity: 1, variantId: cart.variantIds[0] }],
  })
  const { order } = await shop.checkout({ cart: { ...cart, totalMinor: 1095 } })
  expect(order).toMatchObject({ status: 'CONFIRMED', total: { minor: 1095 }, totalCaptured: { minor: 1095 } })
  const { order: seen } = await shop.ask(
    'query ($id: ID!) { order(id: $id) { taxTotal { minor } pricesIncludeTax lines { id taxTotal { minor } } } }',
    { variables: { id: order.id }, as: staff },
  )
  expect(seen).toMatchObject({
    taxTotal: { minor: 100 },
    pricesIncludeTax: false,
    lines: [{ taxTotal: { minor: 100 } }],
  })
  const { refund } = await shop.change(
    'mutation ($input: OrderRefundInput!) { orderRefund(input: $input) { refund { amount { minor } } } }',
    { id: order.id, idempotencyKey: newId('evt'), lines: [{ id: seen.lines[0].id, quantity: 1 }] },
    { as: staff },
  )
  expect(refund).toEqual({ amount: { minor: 1095 } })
})

test.each<[string, typeof answer]>([
  ['fails', () => Promise.reject(new Error('down'))],
  ['does not answer in time', () => new Promise(() => {})],
  ['tells nonsense', async () => ({ lines: [{ name: 'x', basisPoints: 1, taxMinor: -1 }], delivery: null })],
  ['tells of other lines', async () => ({ lines: [], delivery: null })],
])(
  'of one who %s are no total, but a problem, and nothing is ordered until they are told',
  async (_how, fails) => {
    const cart = await ready()
    const key = newId('evt')
    answer = fails
    const { body } = await read(cart.id)
    expect(body.errors?.map(({ path, extensions }) => [path?.join('.'), extensions?.code])).toEqual([
      ['cart.total', 'UPSTREAM_UNAVAILABLE'],
    ])
    const problems = await shop.ask(
      'query ($id: ID!) { cart(id: $id) { taxTotal { minor } taxes { name } problems { code } } }',
      {
        variables: { id: cart.id },
      },
    )
    expect(problems.cart).toEqual({ taxTotal: null, taxes: null, problems: [{ code: 'TAXES_UNAVAILABLE' }] })
    const attempt = { cart: { ...cart, totalMinor: 1095 }, key }
    await expect(shop.checkout(attempt)).rejects.toThrow('UPSTREAM_UNAVAILABLE')
    await expect(shop.checkout({ ...attempt, expectedMinor: 995 })).rejects.toThrow('UPSTREAM_UNAVAILABLE')
    const [found] = await shop.sql`select count(*)::integer as count from orders where cart_id = ${cart.id}`
    expect(found).toEqual({ count: 0 })
    answer = tenth
    expect((await shop.checkout(attempt)).order).toMatchObject({
      status: 'CONFIRMED',
      total: { minor: 1095 },
    })
  },
)
