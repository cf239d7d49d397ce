// Roles × every field of this service, through root fields, nested paths and `_entities`.
import { loadSubgraphSdl } from '@supermarket/schema/load.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import { guardedSchema } from '@supermarket/service-kit/subgraph.ts'
import {
  type AccessMatrix,
  accessProblems,
  type Door,
  type Expectation,
  expectFields,
  type Verdict,
} from '@supermarket/testkit/access-matrix.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { access } from './access.ts'
import { type MadeProduct, openFixture, type ProductsFixture } from './products-service.fixture.ts'
import { resolvers } from './resolvers.ts'

/** `orders` is the service, on behalf of a customer. */
type Actor = 'anonymous' | 'customer' | 'staff' | 'admin' | 'orders'

let shop: ProductsFixture
beforeAll(async () => {
  shop = await openFixture()
})
afterAll(() => shop[Symbol.asyncDispose]())

const everybody: Expectation<Actor> = 'public'
const verdicts = (text: string): Expectation<Actor> => {
  const [anonymous, customer, staff, admin, orders] = text
    .split(' ')
    .map((letter) => meaning[letter] ?? 'deny')
  if (!anonymous || !customer || !staff || !admin || !orders) throw new Error(`not five verdicts: ${text}`)
  return { anonymous, customer, staff, admin, orders }
}
const meaning: Readonly<Record<string, Verdict>> = { '+': 'allow', '-': 'deny', x: 'forbid', '0': 'hide' }

//                              anonymous customer staff admin orders
const staffs = verdicts('- - + + -')
const internal = verdicts('x x x x +')
const expectations: Record<string, Expectation<Actor>> = {
  'Query.me': verdicts('0 + + + +'),
  ...expectFields('Query', ['product', 'products', 'variant', 'categories'], everybody),
  'Query.variantsQuote': internal,
  ...expectFields('Mutation', ['productCreate', 'productUpdate', 'productPublish', 'productArchive'], staffs),
  ...expectFields('Mutation', ['variantCreate', 'variantUpdate', 'categoryCreate', 'categoryUpdate'], staffs),
  'Mutation.stockAdjust': staffs,
  ...expectFields('Mutation', ['stockReserve', 'stockCommit', 'stockRelease'], internal),
  ...expectFields('Product', ['id', 'slug', 'name', 'description', 'status', 'categories'], everybody),
  ...expectFields('Product', ['variants', 'priceRange', 'createdAt', 'updatedAt', 'version'], everybody),
  ...expectFields(
    'ProductVariant',
    ['id', 'sku', 'name', 'price', 'prices', 'availability', 'product', 'weightGrams', 'taxClass'],
    everybody,
  ),
  ...expectFields('ProductVariant', ['stock', 'stockMovements', 'cost'], staffs),
  ...expectFields(
    'Category',
    ['id', 'slug', 'name', 'products', 'createdAt', 'updatedAt', 'version'],
    everybody,
  ),
  'User.id': everybody,
  ...expectFields('PriceRange', ['min', 'max'], everybody),
  ...expectFields('StockLevel', ['onHand', 'reserved', 'available'], everybody),
  ...expectFields('StockMovement', ['id', 'reason', 'onHandDelta', 'reservedDelta'], everybody),
  ...expectFields('StockMovement', ['at', 'orderId', 'actor'], everybody),
  ...expectFields('ProductConnection', ['edges', 'nodes', 'pageInfo', 'totalCount'], everybody),
  ...expectFields('ProductEdge', ['cursor', 'node'], everybody),
  ...expectFields('CategoryConnection', ['edges', 'nodes', 'pageInfo', 'totalCount'], everybody),
  ...expectFields('CategoryEdge', ['cursor', 'node'], everybody),
  ...expectFields('StockMovementConnection', ['edges', 'nodes', 'pageInfo', 'totalCount'], everybody),
  ...expectFields('StockMovementEdge', ['cursor', 'node'], everybody),
  ...expectFields('VariantQuote', ['variantId', 'productId', 'productName', 'variantName'], everybody),
  ...expectFields('VariantQuote', ['sku', 'unitPrice', 'available', 'onSale', 'sellable'], everybody),
  ...expectFields('VariantQuote', ['weightGrams', 'taxClass'], everybody),
  ...expectFields('StockReservation', ['orderId', 'status', 'expiresAt'], everybody),
  ...expectFields('ProductCreatePayload', ['product', 'userErrors'], everybody),
  ...expectFields('ProductUpdatePayload', ['product', 'userErrors'], everybody),
  ...expectFields('ProductPublishPayload', ['product', 'userErrors'], everybody),
  ...expectFields('ProductArchivePayload', ['product', 'userErrors'], everybody),
  ...expectFields('VariantCreatePayload', ['variant', 'userErrors'], everybody),
  ...expectFields('VariantUpdatePayload', ['variant', 'userErrors'], everybody),
  ...expectFields('CategoryCreatePayload', ['category', 'userErrors'], everybody),
  ...expectFields('CategoryUpdatePayload', ['category', 'userErrors'], everybody),
  ...expectFields('StockAdjustPayload', ['variant', 'userErrors'], everybody),
  ...expectFields('StockReservePayload', ['reservation', 'userErrors'], everybody),
  ...expectFields('StockCommitPayload', ['reservation', 'userErrors'], everybody),
  ...expectFields('StockReleasePayload', ['reservation', 'userErrors'], everybody),
  ...expectFields('Money', ['minor', 'currency', 'amount'], everybody),
  ...expectFields('Address', ['name', 'line1', 'line2', 'city', 'region'], everybody),
  ...expectFields('Address', ['postalCode', 'country', 'phone'], everybody),
  ...expectFields('PageInfo', ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'], everybody),
  ...expectFields('GeneralUserError', ['code', 'message', 'path'], everybody),
  ...expectFields('InsufficientStock', ['code', 'message', 'path', 'variantId', 'available'], everybody),
  ...expectFields('PriceChanged', ['code', 'message', 'path', 'expected', 'actual'], everybody),
  ...expectFields('VersionConflict', ['code', 'message', 'path', 'currentVersion'], everybody),
}

async function matrix(): Promise<AccessMatrix<Actor>> {
  const categoryId = await shop.aCategory('Shelf')
  const active = await shop.aProduct({ categoryIds: [categoryId], variants: [{ onHand: 5 }] })
  const hidden = [
    await shop.aProduct({ status: 'DRAFT', categoryIds: [categoryId] }),
    await shop.aProduct({ status: 'ARCHIVED', categoryIds: [categoryId] }),
  ]
  const tokens: Record<Actor, string | undefined> = {
    anonymous: undefined,
    customer: shop.customer,
    staff: shop.staff,
    admin: shop.admin,
    orders: shop.customer,
  }
  const askAs = (actor: Actor) => (query: string, variables?: Readonly<Record<string, unknown>>) =>
    shop.answer(query, {
      ...(variables ? { variables: { ...variables } } : {}),
      authorization: tokens[actor],
      caller: actor === 'orders' ? 'orders' : 'gateway',
    })
  const variantId = active.variants[0]?.id
  const refused = 'userErrors { code }'
  const price = '{ minor: 1, currency: "EUR" }'
  const stale = `id: "${active.id}", expectedVersion: 99`
  return {
    schema: guardedSchema({ name: 'products', typeDefs: loadSubgraphSdl('products'), resolvers, access }),
    access,
    actors: {
      anonymous: askAs('anonymous'),
      customer: askAs('customer'),
      staff: askAs('staff'),
      admin: askAs('admin'),
      orders: askAs('orders'),
    },
    expectations,
    roots: {
      'Query.me': 'me { __typename }',
      'Query.product': `product(id: "${active.id}") { __typename }`,
      'Query.products': 'products(first: 1) { __typename }',
      'Query.variant': `variant(id: "${variantId}") { __typename }`,
      'Query.categories': 'categories(first: 1) { __typename }',
      'Query.variantsQuote': `variantsQuote(lines: [{ variantId: "${variantId}", quantity: 1 }], currency: "EUR") { __typename }`,
      'Mutation.productCreate': `productCreate(input: { name: "" }) { ${refused} }`,
      'Mutation.productUpdate': `productUpdate(input: { ${stale} }) { ${refused} }`,
      'Mutation.productPublish': `productPublish(input: { ${stale} }) { ${refused} }`,
      'Mutation.productArchive': `productArchive(input: { ${stale} }) { ${refused} }`,
      'Mutation.variantCreate': `variantCreate(input: { productId: "${active.id}", expectedVersion: 99,
        variant: { sku: "X", name: "X", price: ${price} } }) { ${refused} }`,
      'Mutation.variantUpdate': `variantUpdate(input: { id: "${variantId}", expectedVersion: 99 }) { ${refused} }`,
      'Mutation.categoryCreate': `categoryCreate(input: { name: "" }) { ${refused} }`,
      'Mutation.categoryUpdate': `categoryUpdate(input: { id: "${categoryId}", expectedVersion: 99 }) { ${refused} }`,
      'Mutation.stockAdjust': `stockAdjust(input: { variantId: "${variantId}", delta: 0, reason: COUNTED, idempotencyKey: "k" }) { ${refused} }`,
      'Mutation.stockReserve': `stockReserve(input: { orderId: "x", lines: [], expiresAt: "2030-01-01T00:00:00.000Z" }) { ${refused} }`,
      'Mutation.stockCommit': `stockCommit(input: { orderId: "${newId('ord')}" }) { ${refused} }`,
      'Mutation.stockRelease': `stockRelease(input: { orderId: "x" }) { ${refused} }`,
    },
    doors: [
      ...doorsTo(active, all),
      ...hidden.flatMap((product) => doorsTo(product, ['staff', 'admin'])),
      { type: 'Category', open: all, representation: { id: categoryId } },
      { type: 'User', open: all, representation: { id: shop.staffId } },
      {
        type: 'ProductVariant',
        open: all,
        query: (selection) => `{ product(id: "${active.id}") { variants { ${selection} } } }`,
        at: ['product', 'variants', 0],
      },
      {
        type: 'Product',
        open: all,
        query: (selection) => `{ products { nodes { ${selection} } } }`,
        at: ['products', 'nodes', 0],
      },
      {
        type: 'Product',
        open: all,
        query: (selection) =>
          `{ categories { nodes { products(sort: { field: NEWEST, direction: DESC }) { nodes { ${selection} } } } } }`,
        at: ['categories', 'nodes', 0, 'products', 'nodes', 0],
      },
      {
        type: 'StockLevel',
        open: ['staff', 'admin'],
        only: ['staff', 'admin'],
        query: (selection) => `{ variant(id: "${variantId}") { stock { ${selection} } } }`,
        at: ['variant', 'stock'],
      },
    ],
  }
}

const all: readonly Actor[] = ['anonymous', 'customer', 'staff', 'admin', 'orders']

/** Every way that names the product or its variant. */
function doorsTo(product: MadeProduct, open: readonly Actor[]): Door<Actor>[] {
  const [variant] = product.variants
  const ways = [`id: "${product.id}"`, `slug: "${product.slug}"`]
  const variantWays = [`id: "${variant?.id}"`, `sku: "${variant?.sku}"`]
  return [
    { type: 'Product', open, representation: { id: product.id } },
    { type: 'ProductVariant', open, representation: { id: variant?.id } },
    ...ways.map((way) => ({
      type: 'Product',
      open,
      query: (selection: string) => `{ product(${way}) { ${selection} } }`,
      at: ['product'],
    })),
    ...variantWays.map((way) => ({
      type: 'ProductVariant',
      open,
      query: (selection: string) => `{ variant(${way}) { ${selection} } }`,
      at: ['variant'],
    })),
    ...variantWays.map((way) => ({
      type: 'Product',
      open,
      query: (selection: string) => `{ variant(${way}) { product { ${selection} } } }`,
      at: ['variant', 'product'],
    })),
  ]
}

test('everybody sees and does what the access table says, and nothing else', async () => {
  expect(await accessProblems(await matrix())).toEqual([])
})

test('only the service orders may give the internal commands, whoever else signs', async () => {
  for (const caller of ['gateway', 'users', 'products', 'Orders', '']) {
    const { body } = await shop.answer(
      `mutation { stockRelease(input: { orderId: "${newId('ord')}" }) { reservation { status } } }`,
      {
        caller,
        authorization: shop.admin,
      },
    )
    expect(body).toMatchObject({
      data: { stockRelease: null },
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    })
  }
  const [row] = await shop.sql`select count(*)::integer as count from stock_reservations`
  expect(row?.count).toBe(0)
})

test('lists show what is hidden to staff only, and count accordingly', async () => {
  const names = async (authorization?: string) => {
    const { products, categories } = await shop.ask(
      `{ products { totalCount nodes { status } } categories { nodes { products { totalCount nodes { status } } } } }`,
      { authorization },
    )
    return [products, categories.nodes[0].products].map(({ totalCount, nodes }) => [
      totalCount,
      nodes.map(({ status }: { status: string }) => status).sort(),
    ])
  }
  const seen = [1, ['ACTIVE']]
  const everything = [3, ['ACTIVE', 'ARCHIVED', 'DRAFT']]
  expect(await names()).toEqual([seen, seen])
  expect(await names(shop.customer)).toEqual([seen, seen])
  expect(await names(shop.staff)).toEqual([everything, everything])
})
