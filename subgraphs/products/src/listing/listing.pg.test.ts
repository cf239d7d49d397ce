import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFixture, type ProductsFixture } from '../products-service.fixture.ts'

let shop: ProductsFixture
let drinks: string
let food: string
const ids: Record<string, string> = {}
const euros = (minor: number) => ({ minor, currency: 'EUR' })
const dollars = (minor: number) => ({ minor, currency: 'USD' })

// Names by letter, so that a test reads as what it expects.
beforeAll(async () => {
  shop = await openFixture()
  drinks = await shop.aCategory('Drinks')
  food = await shop.aCategory('Food')
  const make = async (letter: string, product: Parameters<ProductsFixture['aProduct']>[0]) => {
    ids[letter] = (await shop.aProduct(product)).id
  }
  await make('E', { name: 'éclair', categoryIds: [food], variants: [{ price: euros(300), onHand: 50 }] })
  await make('A', {
    name: 'Apple 100% juice',
    categoryIds: [drinks, food],
    description: 'Pressed tea-cold',
    variants: [{ price: euros(200), onHand: 3 }],
  })
  await make('Z', { name: 'Zest', categoryIds: [food], variants: [{ price: dollars(100), onHand: 50 }] })
  await make('B', {
    name: 'Tea',
    categoryIds: [drinks],
    variants: [{ price: euros(900) }, { price: euros(100), prices: [dollars(500)], onHand: 50 }],
  })
  await make('C', {
    name: 'Tea with milk',
    categoryIds: [drinks],
    variants: [{ sku: 'MILK_01', price: euros(300), onHand: 5 }],
  })
  await make('D', {
    name: 'Draft tea',
    categoryIds: [drinks],
    status: 'DRAFT',
    variants: [{ price: euros(300), onHand: 1 }],
  })
  await make('X', {
    name: 'Archived tea',
    categoryIds: [drinks],
    status: 'ARCHIVED',
    variants: [{ price: euros(1), onHand: 1 }],
  })
})
afterAll(async () => {
  await shop.requireInvariants()
  await shop[Symbol.asyncDispose]()
})

const query = `query ($first: Int, $after: String, $search: String, $where: ProductWhere, $sort: ProductSort) {
  products(first: $first, after: $after, search: $search, where: $where, sort: $sort) {
    totalCount edges { cursor } nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`

type List = {
  totalCount: number | null
  letters: string
  cursors: string[]
  hasNextPage: boolean
  endCursor: string | null
}

async function list(variables: Record<string, unknown>, authorization?: string): Promise<List> {
  const { products } = await shop.ask(query, { variables, authorization })
  const letterOf = new Map(Object.entries(ids).map(([letter, id]) => [id, letter]))
  return {
    totalCount: products.totalCount,
    letters: products.nodes.map(({ id }: { id: string }) => letterOf.get(id)).join(''),
    cursors: products.edges.map(({ cursor }: { cursor: string }) => cursor),
    ...products.pageInfo,
  }
}

async function code(variables: Record<string, unknown>): Promise<unknown> {
  const { body } = await shop.answer(query, { variables })
  expect(body.data).toEqual({ products: null })
  return body.errors?.[0]?.extensions?.code
}

/** All pages, one entry each, joined. */
async function walk(variables: Record<string, unknown>, authorization?: string): Promise<string> {
  let letters = ''
  for (let after: string | null = null; ; ) {
    const page: List = await list({ ...variables, first: 1, after }, authorization)
    letters += page.letters
    if (!page.hasNextPage) return letters
    after = page.endCursor
  }
}

describe('orders', () => {
  test.each([
    ['NEWEST', 'ASC', 'CBZAE', 'XDCBZAE'],
    ['NEWEST', 'DESC', 'EAZBC', 'EAZBCDX'],
    ['NAME', 'ASC', 'AEBCZ', 'AXDEBCZ'],
    ['NAME', 'DESC', 'ZCBEA', 'ZCBEDXA'],
    ['PRICE', 'ASC', 'BAECZ', 'XBAECDZ'],
    ['PRICE', 'DESC', 'CEABZ', 'DCEABXZ'],
    ['RELEVANCE', 'ASC', 'CBZAE', 'XDCBZAE'],
    ['RELEVANCE', 'DESC', 'EAZBC', 'EAZBCDX'],
  ])('by %s %s', async (field, direction, everybodys, staffs) => {
    const sort = { field, direction }
    expect(await list({ sort })).toMatchObject({ letters: everybodys, totalCount: 5, hasNextPage: false })
    expect(await list({ sort }, shop.staff)).toMatchObject({ letters: staffs, totalCount: 7 })
    expect(await walk({ sort })).toBe(everybodys)
    expect(await walk({ sort }, shop.staff)).toBe(staffs)
    const inDrinks = { sort, where: { categoryId: drinks } }
    const onlyDrinks = (letters: string) => [...letters].filter((letter) => 'ABCDX'.includes(letter)).join('')
    expect(await walk(inDrinks)).toBe(onlyDrinks(everybodys))
    expect(await walk(inDrinks, shop.staff)).toBe(onlyDrinks(staffs))
  })

  test('by relevance: named so, then in name or SKU, then elsewhere', async () => {
    const sort = { field: 'RELEVANCE', direction: 'ASC' }
    expect(await list({ search: 'tea', sort })).toMatchObject({ letters: 'BCA', totalCount: 3 })
    expect(await walk({ search: 'tea', sort })).toBe('BCA')
    expect(await walk({ search: 'tea', sort }, shop.staff)).toBe('BXDCA')
    expect(await walk({ search: 'tea', sort: { field: 'RELEVANCE', direction: 'DESC' } }, shop.staff)).toBe(
      'ACDXB',
    )
  })
})

describe('categories, many at once', () => {
  const shelves = `query ($sort: ProductSort, $after: String) { categories { nodes { name
    products(first: 2, sort: $sort, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } } } }`
  const shown = async (variables: Record<string, unknown>, authorization?: string) => {
    const { categories } = await shop.ask(shelves, { variables, authorization })
    const letterOf = new Map(Object.entries(ids).map(([letter, id]) => [id, letter]))
    return {
      endCursor: categories.nodes[0].products.pageInfo.endCursor,
      pages: categories.nodes.map(
        ({ name, products: { totalCount, nodes, pageInfo } }: Shelf) =>
          `${name} ${nodes.map(({ id }) => letterOf.get(id)).join('')}${pageInfo.hasNextPage ? '…' : ''} of ${totalCount}`,
      ),
    }
  }
  type Shelf = {
    readonly name: string
    readonly products: {
      readonly totalCount: number
      readonly nodes: readonly { readonly id: string }[]
      readonly pageInfo: { readonly hasNextPage: boolean }
    }
  }

  test.each([
    ['NEWEST', 'ASC', 'Drinks CB… of 3', 'Food ZA… of 3', 'Drinks XD… of 5'],
    ['NEWEST', 'DESC', 'Drinks AB… of 3', 'Food EA… of 3', 'Drinks AB… of 5'],
    ['NAME', 'ASC', 'Drinks AB… of 3', 'Food AE… of 3', 'Drinks AX… of 5'],
    ['PRICE', 'DESC', 'Drinks CA… of 3', 'Food EA… of 3', 'Drinks DC… of 5'],
  ])('by %s %s have a page each', async (field, direction, drinksPage, foodPage, staffs) => {
    const sort = { field, direction }
    expect((await shown({ sort })).pages).toEqual([drinksPage, foodPage])
    expect((await shown({ sort }, shop.staff)).pages[0]).toBe(staffs)
  })

  test('go on behind the same cursor, each from there', async () => {
    const sort = { field: 'NAME', direction: 'ASC' }
    const { endCursor } = await shown({ sort })
    expect((await shown({ sort, after: endCursor })).pages).toEqual(['Drinks C of 3', 'Food Z of 3'])
  })
})

describe('pages', () => {
  test('survive inserts and removals between them', async () => {
    const first = await list({ first: 2, sort: { field: 'NAME', direction: 'ASC' } })
    expect(first.letters).toBe('AE')
    const { id } = await shop.aProduct({ name: 'Aaa' })
    const after = first.endCursor
    expect((await list({ first: 10, after, sort: { field: 'NAME', direction: 'ASC' } })).letters).toBe('BCZ')
    const archive = `mutation ($input: ProductArchiveInput!) { productArchive(input: $input) { userErrors { code } } }`
    await shop.change(archive, { id, expectedVersion: 1 })
    ids.Y = id
    expect((await list({ first: 10, after, sort: { field: 'NAME', direction: 'ASC' } })).letters).toBe('BCZ')
    await shop.sql`delete from product_categories where product_id = ${id}`
  })

  test('know what stands before and behind them', async () => {
    const variables = { first: 2, sort: { field: 'PRICE', direction: 'ASC' } }
    const first = await shop.ask(query, { variables })
    expect(first.products.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: first.products.edges[0].cursor,
      endCursor: first.products.edges[1].cursor,
    })
    const last = await list({ ...variables, after: (await list({ ...variables, first: 4 })).endCursor })
    expect(last).toMatchObject({ letters: 'Z', hasNextPage: false, hasPreviousPage: true })
    const beyond = await list({ ...variables, after: last.endCursor })
    expect(beyond).toMatchObject({ letters: '', hasNextPage: false, startCursor: null, endCursor: null })
  })

  test.each([0, 101, -1, 2 ** 31 - 1])('first: %i is bad input', async (first) => {
    expect(await code({ first })).toBe('BAD_USER_INPUT')
  })

  test('a cursor of another order is bad input', async () => {
    const { endCursor } = await list({ first: 1, sort: { field: 'NAME', direction: 'ASC' } })
    expect(await code({ after: endCursor, sort: { field: 'PRICE', direction: 'ASC' } })).toBe(
      'BAD_USER_INPUT',
    )
    expect(await code({ after: 'garbage' })).toBe('BAD_USER_INPUT')
  })
})

describe('search', () => {
  test.each([
    ['tea', 'CBA'],
    ['TEA', 'CBA'],
    ['te', 'CBA'],
    ['tea milk', 'C'],
    ['milk tea', 'C'],
    ['ECLAIR', 'E'],
    ['éclair', 'E'],
    ['100%', 'A'],
    ['%', 'A'],
    ['_', 'C'],
    ['milk_', 'C'],
    ['milk%', ''],
    ['01', 'C'],
    ["'", ''],
    ["tea'; drop table products --", ''],
    ["\\' | tea", ''],
    ['tea:*', ''],
    ['!tea', ''],
    ['( ) & |', ''],
    ['nothing like it', ''],
    ['   ', 'CBZAE'],
    ['', 'CBZAE'],
  ])('%j finds %j', async (search, letters) => {
    expect(await list({ search })).toMatchObject({ letters, totalCount: letters.length })
  })

  test('of a hundred characters is taken, of more is bad input', async () => {
    expect((await list({ search: 'é'.repeat(100) })).letters).toBe('')
    expect(await code({ search: 'x'.repeat(101) })).toBe('BAD_USER_INPUT')
  })

  test('goes with filters, orders and pages', async () => {
    const variables = {
      search: 'tea',
      where: { categoryId: drinks },
      sort: { field: 'PRICE', direction: 'DESC' },
    }
    expect(await walk(variables)).toBe('CAB')
    expect((await list(variables)).totalCount).toBe(3)
  })
})

describe('filters', () => {
  test.each<[string, unknown, string, string]>([
    ['a category', 'food', 'ZAE', 'ZAE'],
    ['an unknown category', { categoryId: 'cat_01JQX5K9Z3T7M2N4P6R8S0V1W3' }, '', ''],
    ['an ill-formed category', { categoryId: 'x' }, '', ''],
    ['prices from', { price: { min: euros(300) } }, 'CBE', 'DCBE'],
    ['prices to', { price: { max: euros(200) } }, 'BA', 'XBA'],
    ['prices within, both ends included', { price: { min: euros(200), max: euros(300) } }, 'CAE', 'DCAE'],
    ['prices between the prices of a product', { price: { min: euros(400), max: euros(800) } }, '', ''],
    ['prices in another currency', { price: { min: dollars(0) } }, 'BZ', 'BZ'],
    ['availability', { availability: ['OUT_OF_STOCK'] }, 'B', 'B'],
    ['low stock', { availability: ['LOW_STOCK'] }, 'CA', 'XDCA'],
    ['several availabilities', { availability: ['OUT_OF_STOCK', 'LOW_STOCK'] }, 'CBA', 'XDCBA'],
    ['an empty list', { availability: [] }, '', ''],
    ['statuses', { status: ['DRAFT', 'ACTIVE'] }, 'CBZAE', 'DCBZAE'],
    ['hidden statuses', { status: ['DRAFT'] }, '', 'D'],
    ['no status', { status: [] }, '', ''],
    [
      'an OR around hidden statuses',
      { OR: [{ status: ['DRAFT'] }, { price: { max: euros(150) } }] },
      'B',
      'XDB',
    ],
    ['AND', { AND: [{ availability: ['LOW_STOCK'] }, { price: { max: euros(200) } }] }, 'A', 'XA'],
    ['an empty AND', { AND: [] }, '', ''],
    ['an empty OR', { OR: [] }, '', ''],
    [
      'OR with AND',
      {
        OR: [{ AND: [{ price: { min: euros(900) } }] }, { price: { min: dollars(100), max: dollars(100) } }],
      },
      'BZ',
      'BZ',
    ],
  ])('by %s', async (_name, where, everybodys, staffs) => {
    const variables = { where: where === 'food' ? { categoryId: food } : where }
    const withoutY = (letters: string) => letters.replace('Y', '')
    expect(await list(variables)).toMatchObject({ letters: everybodys, totalCount: everybodys.length })
    expect(withoutY((await list(variables, shop.staff)).letters)).toBe(staffs)
  })

  test('that contradict the schema of filters are bad input', async () => {
    expect(await code({ where: { price: {} } })).toBe('BAD_USER_INPUT')
    expect(await code({ where: { price: { min: euros(1), max: dollars(2) } } })).toBe('BAD_USER_INPUT')
  })

  test('follow stock and prices at once', async () => {
    const where = { availability: ['OUT_OF_STOCK'] }
    const { id, variants } = await shop.aProduct({ name: 'Followed', variants: [{}] })
    ids.F = id
    expect((await list({ where })).letters).toBe('FB')
    await shop.receive(variants[0]?.id ?? '', 6)
    expect((await list({ where })).letters).toBe('B')
    expect((await list({ where: { availability: ['IN_STOCK'] } })).letters).toContain('F')
    const { product } = await shop.ask(`query ($id: ID) { product(id: $id) { version } }`, {
      variables: { id },
    })
    expect(product.version).toBe(1)
  })
})

test('beyond ten thousand matches the count is null, without a filter it is exact', async () => {
  await using big = await openFixture()
  await big.sql`
    insert into products (id, slug, name, sort_name, description, status, created_at, updated_at, search)
    select 'prd_' || lpad(n::text, 26, '0'), 'p-' || n, 'P ' || n, 'p ' || n, '', 'ACTIVE', now(), now(),
           array_to_tsvector(array['p', n::text])
    from generate_series(1, 10001) as n`
  const count = async (variables: object) =>
    (await big.ask(query, { variables: { first: 1, ...variables } })).products.totalCount
  expect(await count({})).toBe(10_001)
  expect(await count({ search: 'p' })).toBeNull()
  expect(await count({ search: 'p 77' })).toBe(111)
  await big.sql`delete from products where slug = 'p-1'`
  expect(await count({ search: 'p' })).toBe(10_000)
  expect(await count({})).toBe(10_000)
  await big.requireInvariants()
})
