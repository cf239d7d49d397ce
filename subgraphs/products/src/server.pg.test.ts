import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFixture, type ProductsFixture } from './products-service.fixture.ts'

let shop: ProductsFixture
beforeAll(async () => {
  shop = await openFixture()
})
afterAll(() => shop[Symbol.asyncDispose]())

test('a product that staff creates is read by everybody', async () => {
  const { id } = await shop.aProduct({ name: 'Green Tea', variants: [{ sku: 'TEA-1', onHand: 9 }] })
  const query = `query ($id: ID!) { product(id: $id) { slug name status version
    variants { sku price { amount currency } availability } } products { totalCount nodes { id } } }`
  expect(await shop.ask(query, { variables: { id } })).toEqual({
    product: {
      slug: 'green-tea',
      name: 'Green Tea',
      status: 'ACTIVE',
      version: 1,
      variants: [{ sku: 'TEA-1', price: { amount: '10.00', currency: 'EUR' }, availability: 'IN_STOCK' }],
    },
    products: { totalCount: 1, nodes: [{ id }] },
  })
  await shop.requireInvariants()
})

test('the service is ready, and answers who asks', async () => {
  expect(await shop.service.ready()).toBe(true)
  expect(await shop.ask('{ me { id } }')).toEqual({ me: null })
  expect(await shop.ask('{ me { id } }', { authorization: shop.staff })).toEqual({ me: { id: shop.staffId } })
})
