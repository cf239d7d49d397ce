// A guest's cart that is taken along by whoever signs in: whole, once, or not at all.
import { newId } from '@supermarket/service-kit/ids.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { address, type OrdersFixture, openFixture, type Someone } from '../orders-service.fixture.ts'

let shop: OrdersFixture
beforeAll(async () => {
  shop = await openFixture()
})
afterAll(async () => {
  await shop.requireInvariants()
  await shop[Symbol.asyncDispose]()
})

// biome-ignore lint/suspicious/noExplicitAny: tests assert on the shape they asked for
type Answer = any

const fields = `id currency total { minor } email shippingAddress { line1 } billingAddress { line1 } completedAt expiresAt
  updatedAt lines { id quantity variant { id } } problems { code }`
const payload = `{ cart { ${fields} } userErrors { code message path } }`
const merge = (cartId: string, as?: Someone): Promise<Answer> =>
  shop.change(
    `mutation ($input: CartMergeInput!) { cartMerge(input: $input) ${payload} }`,
    { cartId },
    { as },
  )
const open = async (input: Record<string, unknown>, as?: Someone): Promise<Answer> => {
  const mutation = `mutation ($input: CartCreateInput!) { cartCreate(input: $input) ${payload} }`
  return (await shop.change(mutation, input, { as })).cart
}
const add = (cartId: string, variantId: string, as?: Someone): Promise<Answer> =>
  shop.change(
    `mutation ($input: CartLinesAddInput!) { cartLinesAdd(input: $input) ${payload} }`,
    { cartId, lines: [{ variantId, quantity: 1 }] },
    { as },
  )
const setBuyer = (input: Record<string, unknown>, as?: Someone) =>
  shop.change(
    'mutation ($input: CartBuyerUpdateInput!) { cartBuyerUpdate(input: $input) { userErrors { code } } }',
    input,
    { as },
  )
const read = async (id: string, as?: Someone): Promise<Answer> =>
  (await shop.ask(`query ($id: ID!) { cart(id: $id) { ${fields} } }`, { variables: { id }, as })).cart
const myCart = async (as: Someone): Promise<Answer> =>
  (await shop.ask(`{ me { cart { ${fields} } } }`, { as })).me.cart
const piecesOf = (cart: Answer) =>
  Object.fromEntries(
    cart.lines.map(({ variant, quantity }: { variant: { id: string }; quantity: number }) => [
      variant.id,
      quantity,
    ]),
  )

test("its lines go into the user's open cart, which takes the buyer that it has none of", async () => {
  const ann = await shop.someone()
  const [both, mine, theirs] = [
    await shop.aVariant({ minor: 100 }),
    await shop.aVariant(),
    await shop.aVariant(),
  ]
  const own = await open(
    {
      lines: [
        { variantId: both, quantity: 2 },
        { variantId: mine, quantity: 1 },
      ],
    },
    ann,
  )
  await setBuyer({ cartId: own.id, shippingAddress: { ...address, line1: 'Mine 1' } }, ann)
  const guests = await open({
    lines: [
      { variantId: theirs, quantity: 4 },
      { variantId: both, quantity: 3 },
    ],
  })
  await setBuyer({
    cartId: guests.id,
    email: 'ann@shop.test',
    shippingAddress: { ...address, line1: 'Theirs 1' },
    billingAddress: { ...address, line1: 'Theirs 2' },
  })
  const { cart, userErrors } = await merge(guests.id, ann)
  expect(userErrors).toEqual([])
  expect(cart).toMatchObject({
    id: own.id,
    email: 'ann@shop.test',
    shippingAddress: { line1: 'Mine 1' },
    billingAddress: { line1: 'Theirs 2' },
    total: { minor: 5 * 100 + 1000 + 4 * 1000 },
    completedAt: null,
    expiresAt: null,
    problems: [],
  })
  expect(piecesOf(cart)).toEqual({ [both]: 5, [mine]: 1, [theirs]: 4 })
  expect(await myCart(ann)).toEqual(cart)
  // Again it is the same, and the old id is of no use.
  expect(await merge(guests.id, ann)).toEqual({ cart, userErrors: [] })
  expect(await read(guests.id)).toBe(null)
  expect(await read(guests.id, await shop.someone('STAFF'))).toBe(null)
  const notFound = [{ code: 'NOT_FOUND', message: 'There is no such cart.', path: ['input', 'cartId'] }]
  expect((await add(guests.id, mine)).userErrors).toEqual(notFound)
  expect((await merge(guests.id, await shop.someone())).userErrors).toEqual(notFound)
  expect((await shop.checkout({ cart: { ...guests, totalMinor: 1 } })).userErrors).toMatchObject([
    { code: 'NOT_FOUND' },
  ])
  const [left] =
    await shop.sql`select email, shipping_address, merged_into from carts where id = ${guests.id}`
  expect(left).toEqual({ email: null, shipping_address: null, merged_into: own.id })
  // It can be ordered, and still answers then.
  const { order } = await shop.checkout({ cart: { ...cart, totalMinor: cart.total.minor }, as: ann })
  expect(order.status).toBe('CONFIRMED')
  expect((await merge(guests.id, ann)).cart).toMatchObject({ id: own.id, completedAt: expect.any(String) })
})

test("it becomes the user's when there is none, and keeps its id", async () => {
  const ann = await shop.someone()
  const variantId = await shop.aVariant()
  const guests = await open({ lines: [{ variantId, quantity: 2 }] })
  expect(Date.parse(guests.expiresAt) - Date.parse(guests.updatedAt)).toBe(30 * 24 * 60 * 60_000)
  const { cart } = await merge(guests.id, ann)
  expect(cart).toMatchObject({ id: guests.id, expiresAt: null, lines: guests.lines })
  expect(await myCart(ann)).toEqual(cart)
  expect(await merge(guests.id, ann)).toEqual({ cart, userErrors: [] })
  expect(await read(guests.id)).toBe(null)
  expect((await merge(guests.id, await shop.someone())).userErrors).toMatchObject([{ code: 'NOT_FOUND' }])
})

test('what is no longer sold is taken along with its problem, and quoted anew', async () => {
  const ann = await shop.someone()
  const product = await shop.products.aProduct({ variants: [{ onHand: 5 }] })
  const gone = product.variants[0]?.id ?? ''
  const own = await open({ lines: [{ variantId: await shop.aVariant(), quantity: 1 }] }, ann)
  const guests = await open({ lines: [{ variantId: gone, quantity: 1 }] })
  await shop.products.change(
    'mutation ($input: ProductArchiveInput!) { productArchive(input: $input) { userErrors { code } } }',
    { id: product.id, expectedVersion: product.version },
  )
  const { cart, userErrors } = await merge(guests.id, ann)
  expect(userErrors).toEqual([])
  expect(piecesOf(cart)[gone]).toBe(1)
  expect(cart.id).toBe(own.id)
  expect(cart.problems.map(({ code }: { code: string }) => code)).toContain('UNAVAILABLE')
})

test('what does not fit together is refused, and both carts stay as they are', async () => {
  const ann = await shop.someone()
  const variantId = await shop.aVariant()
  const own = await open({ lines: [{ variantId, quantity: 600 }] }, ann)
  const tooMany = await open({ lines: [{ variantId, quantity: 401 }] })
  const dollars = await open({ currency: 'USD' })
  const ordered = await shop.anOrder()
  const others = await open({ lines: [{ variantId, quantity: 1 }] }, await shop.someone())
  const refusals = [
    [tooMany.id, 'LIMIT_REACHED', 'A line holds at most 1000 pieces.'],
    [dollars.id, 'ILLEGAL_STATE', 'Your open cart is in EUR.'],
    [ordered.cart.id, 'ILLEGAL_STATE', 'The cart was ordered already.'],
    [others.id, 'NOT_FOUND', 'There is no such cart.'],
    [newId('crt'), 'NOT_FOUND', 'There is no such cart.'],
    ['nonsense', 'NOT_FOUND', 'There is no such cart.'],
  ]
  for (const [id = '', code, message] of refusals) {
    expect(await merge(id, ann)).toEqual({
      cart: null,
      userErrors: [{ code, message, path: ['input', 'cartId'] }],
    })
  }
  expect(await myCart(ann)).toEqual(own)
  expect(await read(tooMany.id)).toEqual(tooMany)
  await expect(merge(tooMany.id)).rejects.toThrow('UNAUTHENTICATED')
})

test('more lines than a cart holds are refused as a whole', async () => {
  const ann = await shop.someone()
  const product = await shop.products.aProduct({
    variants: Array.from({ length: 52 }, () => ({ onHand: 1 })),
  })
  const more = await shop.products.aProduct({ variants: Array.from({ length: 52 }, () => ({ onHand: 1 })) })
  const linesOf = ({ variants }: typeof product) => variants.map(({ id }) => ({ variantId: id, quantity: 1 }))
  const own = await open({ lines: linesOf(product) }, ann)
  const guests = await open({ lines: linesOf(more) })
  expect((await merge(guests.id, ann)).userErrors).toEqual([
    { code: 'LIMIT_REACHED', message: 'A cart holds at most 100 lines.', path: ['input', 'cartId'] },
  ])
  expect((await myCart(ann)).lines).toEqual(own.lines)
})

test('twenty merges and additions at once lose and double nothing', async () => {
  const ann = await shop.someone()
  const variantId = await shop.aVariant({ stock: 1000 })
  const own = await open({ lines: [{ variantId, quantity: 1 }] }, ann)
  const guests = await Promise.all(
    Array.from({ length: 5 }, () => open({ lines: [{ variantId, quantity: 10 }] })),
  )
  const answers = await Promise.all([
    // Each twice.
    ...[...guests, ...guests].map(({ id }) => merge(id, ann)),
    ...Array.from({ length: 10 }, () => add(own.id, variantId, ann)),
  ])
  expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([])
  expect(piecesOf(await myCart(ann))).toEqual({ [variantId]: 1 + 5 * 10 + 10 })
})

test('an addition to a cart that is being merged is in it, or is refused', async () => {
  const ann = await shop.someone()
  const variantId = await shop.aVariant({ stock: 1000 })
  await open({ lines: [{ variantId, quantity: 1 }] }, ann)
  const guests = await open({ lines: [{ variantId, quantity: 1 }] })
  const additions = Array.from({ length: 10 }, () => add(guests.id, variantId))
  const [merged, ...added] = await Promise.all([merge(guests.id, ann), ...additions])
  expect(merged.userErrors).toEqual([])
  const refused = added.flatMap(({ userErrors }) => userErrors)
  expect(refused.filter(({ code }: { code: string }) => code !== 'NOT_FOUND')).toEqual([])
  expect(piecesOf(await myCart(ann))).toEqual({ [variantId]: 2 + 10 - refused.length })
})

test('two guests at once with a user who has no cart: one becomes theirs and takes the other', async () => {
  const ann = await shop.someone()
  const variantId = await shop.aVariant()
  const [one, two] = await Promise.all([1, 2].map((quantity) => open({ lines: [{ variantId, quantity }] })))
  await Promise.all([merge(one.id, ann), merge(two.id, ann)])
  expect(piecesOf(await myCart(ann))).toEqual({ [variantId]: 3 })
})

test('a merge beside a checkout of the same cart: one of the two has it', async () => {
  for (let round = 0; round < 5; round++) {
    const ann = await shop.someone()
    const variantId = await shop.aVariant()
    await open({ lines: [{ variantId, quantity: 1 }] }, ann)
    const cart = await shop.aCart([{ variantId, quantity: 1 }])
    const [bought, merged] = await Promise.all([shop.checkout({ cart }), merge(cart.id, ann)])
    expect([bought.order !== null, merged.cart !== null].filter(Boolean)).toHaveLength(1)
    expect(piecesOf(await myCart(ann))).toEqual({ [variantId]: merged.cart === null ? 1 : 2 })
  }
})
