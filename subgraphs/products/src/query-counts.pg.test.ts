// How many statements each list and each join costs, however long it is.
import { newId } from '@supermarket/service-kit/ids.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MadeProduct, openFixture, type ProductsFixture } from './products-service.fixture.ts'

let shop: ProductsFixture
const products: MadeProduct[] = []
beforeAll(async () => {
  shop = await openFixture()
  const shelves = [await shop.aCategory('A shelf'), await shop.aCategory('B shelf')]
  for (let at = 0; at < 6; at += 1)
    products.push(
      await shop.aProduct({
        name: `Kind ${at}`,
        categoryIds: shelves,
        variants: [{ onHand: at }, { cost: { minor: 1, currency: 'EUR' } }],
      }),
    )
})
afterAll(() => shop[Symbol.asyncDispose]())

/** Statements of the request, which must answer without an error. */
async function statements(
  query: string,
  variables: Record<string, unknown> = {},
  authorization?: string,
): Promise<number> {
  shop.takeQueries()
  await shop.ask(query, { variables, authorization })
  return shop.takeQueries().length
}

const card =
  'id slug name priceRange { min { amount } } variants { id sku price { minor } prices { minor } availability }'

test.each<[string, string, number]>([
  [
    'the products page, with totalCount',
    `{ products(sort: { field: NAME }) { totalCount nodes { ${card} } pageInfo { endCursor } } }`,
    2,
  ],
  ['the products page, without', `{ products { nodes { ${card} } } }`, 2],
  ['names only', '{ products { nodes { name priceRange { max { minor } } } } }', 1],
  [
    'with categories and descriptions',
    `{ products { nodes { ${card} description categories { name } } } }`,
    4,
  ],
  [
    'with prices in another currency',
    '{ products { nodes { priceRange(currency: "USD") { min { minor } } variants { id } } } }',
    2,
  ],
  [
    'with the products of the variants of products',
    '{ products { nodes { variants { product { name variants { sku } } } } } }',
    3,
  ],
  ['categories', '{ categories { totalCount nodes { name } } }', 2],
  [
    'categories with their products',
    `{ categories { nodes { products(first: 3, sort: { field: PRICE }) { totalCount nodes { ${card} } } } } }`,
    4,
  ],
  [
    'the products of the categories of products, again and again',
    '{ products { nodes { categories { products { nodes { categories { products { nodes { categories { products(first: 2) { totalCount nodes { id } } } } } } } } } } } }',
    5,
  ],
  ['a product by slug', `{ product(slug: "kind-1") { ${card} description categories { name } } }`, 1],
  ['a variant by SKU', '{ variant(sku: "SKU-1-1") { price { minor } availability product { name } } }', 2],
  ['me', '{ me { id } }', 0],
])('%s', async (_name, query, count) => {
  expect(await statements(query)).toBe(count)
})

// One of them says how the statement is to be planned.
test.each<[string, Record<string, unknown>, number]>([
  ['a search', { search: 'kind' }, 6],
  ['a filter', { where: { price: { max: { minor: 99_999, currency: 'EUR' } } } }, 5],
])('%s, with totalCount', async (_name, variables, count) => {
  const query = `query ($search: String, $where: ProductWhere) { products(search: $search, where: $where) { totalCount nodes { ${card} } } }`
  expect(await statements(query, variables)).toBeLessThanOrEqual(count)
})

test('staff sees stock and cost of a page without another statement', async () => {
  const query = '{ products { nodes { variants { cost { minor } stock { onHand available } } } } }'
  expect(await statements(query, {}, shop.staff)).toBe(2)
})

test.each(['Product', 'ProductVariant'])('%s: a thousand representations are one statement', async (type) => {
  const known = products.map((product) => (type === 'Product' ? product.id : (product.variants[0]?.id ?? '')))
  const prefix = type === 'Product' ? 'prd' : 'var'
  const ids = [
    ...known,
    ...Array.from({ length: 990 }, () => newId(prefix)),
    'nonsense',
    "'",
    ...known.slice(0, 2),
  ]
  const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    ... on Product { id name } ... on ProductVariant { id sku price { minor } } } }`
  const representations = ids.map((id) => ({ __typename: type, id }))
  shop.takeQueries()
  const { _entities } = await shop.ask(query, { variables: { representations } })
  expect(shop.takeQueries()).toHaveLength(1)
  expect(_entities.map((entity: { id: string } | null) => entity?.id ?? null)).toEqual(
    ids.map((id) => (known.includes(id) ? id : null)),
  )
})

test('category representations are one statement, users none', async () => {
  const { categories } = await shop.ask('{ categories { nodes { id name } } }')
  const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
    ... on Category { id name } ... on User { id } } }`
  const representations = [
    ...categories.nodes.map(({ id }: { id: string }) => ({ __typename: 'Category', id })),
    { __typename: 'Category', id: newId('cat') },
    { __typename: 'User', id: shop.staffId },
  ]
  shop.takeQueries()
  const { _entities } = await shop.ask(query, { variables: { representations } })
  expect(shop.takeQueries()).toHaveLength(1)
  expect(_entities).toEqual([...categories.nodes, null, { id: shop.staffId }])
})

test('a mutation shows what it changed, also after a read in the same request', async () => {
  const [product] = products
  const query = `mutation ($id: ID!) {
    first: productUpdate(input: { id: $id, expectedVersion: 1, name: "Once" }) { product { name variants { sku product { name version } } } }
    second: productUpdate(input: { id: $id, expectedVersion: 2, name: "Twice" }) { product { name variants { sku product { name version } } } } }`
  const { first, second } = await shop.ask(query, {
    variables: { id: product?.id },
    authorization: shop.staff,
  })
  expect(first.product.variants[0].product).toEqual({ name: 'Once', version: 2 })
  expect(second.product.variants[0].product).toEqual({ name: 'Twice', version: 3 })
})
