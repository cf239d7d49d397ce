// A product by its slug comes with its parts in one statement, as JSON: it must show what the other ways to it show.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFixture, type ProductsFixture } from '../products-service.fixture.ts'

let shop: ProductsFixture
beforeAll(async () => {
  shop = await openFixture()
})
afterAll(() => shop[Symbol.asyncDispose]())

const everything = `id slug name description status version createdAt updatedAt
  priceRange { min { minor } max { minor } }
  categories { id slug name version createdAt updatedAt }
  variants { id sku name price { minor amount } prices { minor currency } availability
    cost { minor currency } stock { onHand available } product { id } }`

/** Of one product, by slug and by id. */
async function bothWays(id: string, authorization?: string) {
  const { product } = await shop.ask('query ($id: ID!) { product(id: $id) { slug } }', {
    variables: { id },
    authorization: shop.staff,
  })
  return await shop.ask(
    `query ($id: ID!, $slug: String!) { byId: product(id: $id) { ...P } bySlug: product(slug: $slug) { ...P } }
     fragment P on Product { ${authorization ? everything : 'id name variants { sku } categories { name } '} }`,
    { variables: { id, slug: product.slug }, authorization },
  )
}

test('shows the same as by id, in the same order and to the millisecond', async () => {
  const shelves = [await shop.aCategory('B shelf'), await shop.aCategory('A shelf')]
  const { id } = await shop.aProduct({
    name: 'A "quoted" kind, with ümlauts',
    categoryIds: shelves,
    variants: [{ onHand: 7, cost: { minor: 9_007_199_254_740_991, currency: 'EUR' } }, { onHand: 0 }],
  })
  const { byId, bySlug } = await bothWays(id, shop.staff)
  expect(bySlug).toEqual(byId)
  expect(bySlug.categories.map(({ name }: { name: string }) => name)).toEqual(['A shelf', 'B shelf'])
  expect(bySlug.variants).toHaveLength(2)
  expect(bySlug.variants[0]).toMatchObject({
    cost: { minor: 9_007_199_254_740_991, currency: 'EUR' },
    stock: { onHand: 7, available: 7 },
  })
})

test('without categories it has none', async () => {
  const { id } = await shop.aProduct({ name: 'Unfiled' })
  const { byId, bySlug } = await bothWays(id, shop.staff)
  expect(bySlug).toEqual(byId)
  expect(bySlug.categories).toEqual([])
})

test('what the viewer may not see is not there, parts or not', async () => {
  const { id } = await shop.aProduct({ name: 'Not yet', status: 'DRAFT' })
  expect(await bothWays(id)).toEqual({ byId: null, bySlug: null })
})
