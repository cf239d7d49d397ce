import { newId } from '@supermarket/service-kit/ids.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFixture, type ProductsFixture } from '../products-service.fixture.ts'

let shop: ProductsFixture
beforeAll(async () => {
  shop = await openFixture()
})
afterAll(async () => {
  await shop.requireInvariants()
  await shop[Symbol.asyncDispose]()
})

const euros = (minor: number) => ({ minor, currency: 'EUR' })
const errors = 'userErrors { __typename code path ... on VersionConflict { currentVersion } }'
const productCreate = `mutation ($input: ProductCreateInput!) { productCreate(input: $input) {
  product { id slug name description status version createdAt updatedAt categories { id name }
    variants { id sku name prices { minor currency } cost { minor currency } weightGrams taxClass stock { onHand reserved available } }
    priceRange { min { minor } max { minor } } } ${errors} } }`
const productUpdate = `mutation ($input: ProductUpdateInput!) { productUpdate(input: $input) {
  product { slug name description version categories { name } } ${errors} } }`
const productPublish = `mutation ($input: ProductPublishInput!) { productPublish(input: $input) { product { status version } ${errors} } }`
const productArchive = `mutation ($input: ProductArchiveInput!) { productArchive(input: $input) { product { status version } ${errors} } }`
const variantCreate = `mutation ($input: VariantCreateInput!) { variantCreate(input: $input) {
  variant { sku name product { version variants { sku } } } ${errors} } }`
const variantUpdate = `mutation ($input: VariantUpdateInput!) { variantUpdate(input: $input) {
  variant { sku name prices { minor currency } cost { minor } weightGrams taxClass product { version priceRange { min { minor } max { minor } } } }
  ${errors} } }`

async function counted() {
  const [row] = await shop.sql`
    select (select count(*) from products)::integer as products, (select count(*) from variants)::integer as variants,
           (select count(*) from variant_prices)::integer as prices, (select sum(version) from products)::integer as versions`
  return row
}

test('a product is created with all that belongs to it', async () => {
  const drinks = await shop.aCategory('Drinks')
  const bread = await shop.aCategory('Bread')
  const { product, userErrors } = await shop.change(productCreate, {
    name: '  Green Tea ',
    description: 'From the hills.',
    status: 'ACTIVE',
    categoryIds: [drinks, bread, drinks],
    variants: [
      {
        sku: ' GT-1 ',
        name: 'Small',
        price: euros(500),
        prices: [{ minor: 600, currency: 'USD' }],
        cost: euros(200),
        weightGrams: 120,
        taxClass: 'REDUCED',
      },
      { sku: 'GT-2', name: 'Large', price: euros(900) },
    ],
  })
  expect(userErrors).toEqual([])
  expect(product).toMatchObject({
    slug: 'green-tea',
    name: 'Green Tea',
    description: 'From the hills.',
    status: 'ACTIVE',
    version: 1,
    categories: [
      { id: bread, name: 'Bread' },
      { id: drinks, name: 'Drinks' },
    ],
    priceRange: { min: { minor: 500 }, max: { minor: 900 } },
    variants: [
      {
        sku: 'GT-1',
        name: 'Small',
        prices: [euros(500), { minor: 600, currency: 'USD' }],
        cost: euros(200),
        ...{ weightGrams: 120, taxClass: 'REDUCED' },
        stock: { onHand: 0, reserved: 0, available: 0 },
      },
      {
        sku: 'GT-2',
        name: 'Large',
        prices: [euros(900)],
        cost: null,
        weightGrams: null,
        taxClass: 'STANDARD',
      },
    ],
  })
  expect(product.createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
})

test('a slug made from a taken name gives way, one that was asked for is refused', async () => {
  const first = await shop.aProduct({ name: 'Black Tea' })
  const second = await shop.aProduct({ name: 'Black Tea' })
  expect(first.slug).toBe('black-tea')
  expect(second.slug).toMatch(/^black-tea-[0-9a-z]{8}$/)
  const before = await counted()
  expect(await shop.change(productCreate, { name: 'Another', slug: 'black-tea' })).toEqual({
    product: null,
    userErrors: [{ __typename: 'GeneralUserError', code: 'CONFLICT', path: ['input', 'slug'] }],
  })
  expect(await counted()).toEqual(before)
})

test('a name without letters of the alphabet still gets a slug', async () => {
  const { slug } = await shop.aProduct({ name: '茶' })
  expect(slug).toMatch(/^product-[0-9a-z]{8}$/)
})

test('every problem of an input is told at once, by its path', async () => {
  const before = await counted()
  const { product, userErrors } = await shop.change(productCreate, {
    name: '   ',
    slug: 'Not a slug',
    description: 'x'.repeat(10_001),
    status: 'ACTIVE',
    categoryIds: Array.from({ length: 21 }, () => newId('cat')),
    variants: [
      {
        sku: 'A',
        name: 'x'.repeat(201),
        price: euros(-1),
        prices: [euros(1), { minor: -1, currency: 'USD' }],
      },
      { sku: 'A', name: 'B', price: euros(1), cost: euros(-5), weightGrams: 1_000_001 },
    ],
  })
  expect(product).toBeNull()
  expect(userErrors.every(({ code }: { code: string }) => code === 'INVALID')).toBe(true)
  expect(userErrors.map(({ path }: { path: string[] }) => path.join('.')).sort()).toEqual([
    'input.categoryIds',
    'input.description',
    'input.name',
    'input.slug',
    'input.variants.0.name',
    'input.variants.0.price.minor',
    'input.variants.0.prices.0.currency',
    'input.variants.0.prices.1.minor',
    'input.variants.1.cost.minor',
    'input.variants.1.sku',
    'input.variants.1.weightGrams',
  ])
  expect(await counted()).toEqual(before)
})

test('unknown categories and taken SKUs are refused where they stand', async () => {
  const { variants } = await shop.aProduct({ variants: [{ sku: 'TAKEN' }] })
  expect(variants[0]?.sku).toBe('TAKEN')
  const known = await shop.aCategory('Known')
  const before = await counted()
  const unknownCategory = await shop.change(productCreate, {
    name: 'X',
    categoryIds: [known, newId('cat'), 'nonsense'],
  })
  expect(unknownCategory.userErrors.map(({ path }: { path: string[] }) => path.at(-1))).toEqual(['1', '2'])
  expect(unknownCategory.userErrors[0].code).toBe('NOT_FOUND')
  const takenSku = await shop.change(productCreate, {
    name: 'X',
    variants: [
      { sku: 'FREE', name: 'A', price: euros(1) },
      { sku: 'TAKEN', name: 'B', price: euros(1) },
    ],
  })
  expect(takenSku.userErrors).toEqual([
    { __typename: 'GeneralUserError', code: 'CONFLICT', path: ['input', 'variants', '1', 'sku'] },
  ])
  expect(await counted()).toEqual(before)
})

test('a product without variants cannot be on sale', async () => {
  const { userErrors } = await shop.change(productCreate, { name: 'Nothing', status: 'ACTIVE' })
  expect(userErrors).toEqual([{ __typename: 'GeneralUserError', code: 'INVALID', path: ['input', 'status'] }])
  const { id, version } = await shop.aProduct({ variants: [] })
  const { userErrors: refused } = await shop.change(productPublish, { id, expectedVersion: version })
  expect(refused).toEqual([{ __typename: 'GeneralUserError', code: 'ILLEGAL_STATE', path: ['input', 'id'] }])
})

test('an update changes what is given, keeps the rest and counts the version', async () => {
  const fruit = await shop.aCategory('Fruit')
  const { id } = await shop.aProduct({ name: 'Plum', description: 'Round.', categoryIds: [fruit] })
  const { product } = await shop.change(productUpdate, {
    id,
    expectedVersion: 1,
    name: 'Purple Plum',
    description: null,
  })
  expect(product).toEqual({
    slug: 'plum',
    name: 'Purple Plum',
    description: 'Round.',
    version: 2,
    categories: [{ name: 'Fruit' }],
  })
  const { product: again } = await shop.change(productUpdate, {
    id,
    expectedVersion: 2,
    slug: 'purple-plum',
    description: '',
    categoryIds: [],
  })
  expect(again).toEqual({
    slug: 'purple-plum',
    name: 'Purple Plum',
    description: '',
    version: 3,
    categories: [],
  })
  const found = await shop.ask(
    `{ products(search: "purple") { nodes { id } } old: products(search: "plump") { nodes { id } } }`,
  )
  expect(found).toEqual({ products: { nodes: [{ id }] }, old: { nodes: [] } })
})

test('a stale version is a conflict that names the present one, and changes nothing', async () => {
  const { id, slug } = await shop.aProduct()
  await shop.change(productUpdate, { id, expectedVersion: 1, name: 'Second' })
  const conflict = [
    {
      __typename: 'VersionConflict',
      code: 'CONFLICT',
      path: ['input', 'expectedVersion'],
      currentVersion: 2,
    },
  ]
  const stale = { id, expectedVersion: 1 }
  expect(await shop.change(productUpdate, { ...stale, name: 'Third' })).toEqual({
    product: null,
    userErrors: conflict,
  })
  expect(await shop.change(productArchive, stale)).toEqual({ product: null, userErrors: conflict })
  expect(await shop.change(productPublish, stale)).toEqual({ product: null, userErrors: conflict })
  const { product } = await shop.ask(
    'query ($slug: String) { product(slug: $slug) { name version status } }',
    { variables: { slug } },
  )
  expect(product).toEqual({ name: 'Second', version: 2, status: 'ACTIVE' })
})

test('of twenty updates of one version at once, one is done', async () => {
  const { id } = await shop.aProduct()
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      shop.change(productUpdate, { id, expectedVersion: 1, name: `Name ${at}` }),
    ),
  )
  const done = answers.filter(({ userErrors }) => userErrors.length === 0)
  expect(done).toHaveLength(1)
  expect(answers.filter(({ userErrors }) => userErrors[0]?.currentVersion === 2)).toHaveLength(19)
})

test('publishing and archiving change what everybody sees, and cannot be repeated', async () => {
  const { id, version } = await shop.aProduct({ status: 'DRAFT' })
  const seen = async () =>
    (await shop.ask('query ($id: ID) { product(id: $id) { status } }', { variables: { id } })).product
  expect(await seen()).toBeNull()
  expect(await shop.change(productPublish, { id, expectedVersion: version })).toEqual({
    product: { status: 'ACTIVE', version: 2 },
    userErrors: [],
  })
  expect(await seen()).toEqual({ status: 'ACTIVE' })
  const refused = [{ __typename: 'GeneralUserError', code: 'ILLEGAL_STATE', path: ['input', 'id'] }]
  expect((await shop.change(productPublish, { id, expectedVersion: 2 })).userErrors).toEqual(refused)
  expect((await shop.change(productArchive, { id, expectedVersion: 2 })).product).toEqual({
    status: 'ARCHIVED',
    version: 3,
  })
  expect(await seen()).toBeNull()
  expect((await shop.change(productArchive, { id, expectedVersion: 3 })).userErrors).toEqual(refused)
})

test('variants are added behind the others, at most a hundred', async () => {
  const variants = Array.from({ length: 99 }, (_, at) => ({ sku: `HUNDRED-${at}` }))
  const { id } = await shop.aProduct({ variants })
  const variant = { sku: 'HUNDRED-99', name: 'Last', price: euros(1) }
  const { variant: added } = await shop.change(variantCreate, { productId: id, expectedVersion: 1, variant })
  expect(added.product.version).toBe(2)
  expect(added.product.variants.map(({ sku }: { sku: string }) => sku)).toEqual([
    ...variants.map(({ sku }) => sku),
    'HUNDRED-99',
  ])
  const { userErrors } = await shop.change(variantCreate, {
    productId: id,
    expectedVersion: 2,
    variant: { ...variant, sku: 'HUNDRED-100' },
  })
  expect(userErrors).toEqual([
    { __typename: 'GeneralUserError', code: 'LIMIT_REACHED', path: ['input', 'productId'] },
  ])
})

test('a variant update replaces prices, removes a cost by null, and moves the product along', async () => {
  const { variants } = await shop.aProduct({
    variants: [{ cost: euros(100), weightGrams: 80 }, { price: euros(2000) }],
  })
  const [first, second] = variants
  const { variant } = await shop.change(variantUpdate, {
    id: first?.id,
    expectedVersion: 1,
    prices: [{ minor: 150, currency: 'JPY' }, euros(3000)],
    sku: 'NEW-SKU',
  })
  expect(variant).toEqual({
    sku: 'NEW-SKU',
    name: 'Variant 1',
    prices: [euros(3000), { minor: 150, currency: 'JPY' }],
    cost: { minor: 100 },
    ...{ weightGrams: 80, taxClass: 'STANDARD' },
    product: { version: 2, priceRange: { min: { minor: 2000 }, max: { minor: 3000 } } },
  })
  const { variant: cheaper } = await shop.change(variantUpdate, {
    id: first?.id,
    expectedVersion: 2,
    ...{ cost: null, weightGrams: null, taxClass: 'ZERO' },
  })
  expect(cheaper).toMatchObject({ cost: null, weightGrams: null, taxClass: 'ZERO' })
  const { userErrors } = await shop.change(variantUpdate, {
    id: second?.id,
    expectedVersion: 3,
    sku: 'NEW-SKU',
  })
  expect(userErrors).toEqual([{ __typename: 'GeneralUserError', code: 'CONFLICT', path: ['input', 'sku'] }])
  const { userErrors: empty } = await shop.change(variantUpdate, {
    id: second?.id,
    expectedVersion: 3,
    prices: [],
  })
  expect(empty).toEqual([{ __typename: 'GeneralUserError', code: 'INVALID', path: ['input', 'prices'] }])
})

test('what does not exist is not found, however its id looks', async () => {
  for (const id of [newId('prd'), 'prd_1', "x' or true --", '', newId('var')]) {
    const refused = [{ __typename: 'GeneralUserError', code: 'NOT_FOUND', path: ['input', 'id'] }]
    expect((await shop.change(productUpdate, { id, expectedVersion: 1 })).userErrors).toEqual(refused)
    expect((await shop.change(productArchive, { id, expectedVersion: 1 })).userErrors).toEqual(refused)
  }
  const { userErrors } = await shop.change(variantUpdate, { id: newId('var'), expectedVersion: 1 })
  expect(userErrors).toEqual([{ __typename: 'GeneralUserError', code: 'NOT_FOUND', path: ['input', 'id'] }])
})

test('categories are created, renamed and guarded by their version', async () => {
  const create = `mutation ($input: CategoryCreateInput!) { categoryCreate(input: $input) { category { id slug name version } ${errors} } }`
  const update = `mutation ($input: CategoryUpdateInput!) { categoryUpdate(input: $input) { category { slug name version } ${errors} } }`
  const { category } = await shop.change(create, { name: 'Würste & Käse' })
  expect(category).toMatchObject({ slug: 'wurste-kase', name: 'Würste & Käse', version: 1 })
  expect((await shop.change(create, { name: 'Würste & Käse' })).category.slug).toMatch(
    /^wurste-kase-[0-9a-z]{8}$/,
  )
  expect((await shop.change(create, { name: 'X', slug: 'wurste-kase' })).userErrors).toMatchObject([
    { code: 'CONFLICT', path: ['input', 'slug'] },
  ])
  expect((await shop.change(create, { name: '' })).userErrors).toMatchObject([
    { code: 'INVALID', path: ['input', 'name'] },
  ])
  const { id } = category
  expect((await shop.change(update, { id, expectedVersion: 1, name: 'Cheese' })).category).toEqual({
    slug: 'wurste-kase',
    name: 'Cheese',
    version: 2,
  })
  expect((await shop.change(update, { id, expectedVersion: 1, name: 'Y' })).userErrors).toMatchObject([
    { __typename: 'VersionConflict', currentVersion: 2 },
  ])
  expect((await shop.change(update, { id: newId('cat'), expectedVersion: 1 })).userErrors).toMatchObject([
    { code: 'NOT_FOUND' },
  ])
  const other = await shop.aCategory('Other')
  expect(
    (await shop.change(update, { id: other, expectedVersion: 1, slug: 'wurste-kase' })).userErrors,
  ).toMatchObject([{ code: 'CONFLICT', path: ['input', 'slug'] }])
})

test('many who create and publish at once leave exact counts', async () => {
  const made = await Promise.all(Array.from({ length: 30 }, () => shop.aProduct({ status: 'DRAFT' })))
  await Promise.all(made.map(({ id }) => shop.change(productPublish, { id, expectedVersion: 1 })))
  await Promise.all(
    made.slice(0, 10).map(({ id }) => shop.change(productArchive, { id, expectedVersion: 2 })),
  )
  const { products } = await shop.ask('{ products { totalCount } }')
  const [row] = await shop.sql`select count(*)::integer as active from products where status = 'ACTIVE'`
  expect(products.totalCount).toBe(row?.active)
})
