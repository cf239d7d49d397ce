import { newId, newSecretId } from '@supermarket/service-kit/ids.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { address, type OrdersFixture, openFixture, type Someone } from '../orders-service.fixture.ts'

let shop: OrdersFixture
let ann: Someone
let bob: Someone
let staff: Someone
beforeAll(async () => {
  shop = await openFixture()
  ann = await shop.someone()
  bob = await shop.someone()
  staff = await shop.someone('STAFF')
})
afterAll(async () => {
  await shop.requireInvariants()
  await shop[Symbol.asyncDispose]()
})

const cartFields = `id currency subtotal { minor } total { minor } email completedAt
  lines { id quantity unitPrice { minor } total { minor } variant { id } } problems { code lineId }`
const payload = `{ cart { ${cartFields} } userErrors { code message path } }`
const create = (input: Record<string, unknown>, as?: Someone) =>
  shop.change(`mutation ($input: CartCreateInput!) { cartCreate(input: $input) ${payload} }`, input, { as })
const add = (input: Record<string, unknown>, as?: Someone) =>
  shop.change(`mutation ($input: CartLinesAddInput!) { cartLinesAdd(input: $input) ${payload} }`, input, {
    as,
  })
const update = (input: Record<string, unknown>, as?: Someone) =>
  shop.change(
    `mutation ($input: CartLinesUpdateInput!) { cartLinesUpdate(input: $input) ${payload} }`,
    input,
    { as },
  )
const setBuyer = (input: Record<string, unknown>, as?: Someone) =>
  shop.change(
    `mutation ($input: CartBuyerUpdateInput!) { cartBuyerUpdate(input: $input) {
      cart { email shippingAddress { name line2 } billingAddress { name } problems { code } }
      userErrors { code path } } }`,
    input,
    { as },
  )
const read = async (id: string, as?: Someone) =>
  (await shop.ask(`query ($id: ID!) { cart(id: $id) { ${cartFields} } }`, { variables: { id }, as })).cart

describe('lines', () => {
  test('are added, summed, changed and removed, and always add up', async () => {
    const [first, second] = [await shop.aVariant({ minor: 1999 }), await shop.aVariant({ minor: 5 })]
    const { cart } = await create({ lines: [{ variantId: first, quantity: 2 }] })
    expect(cart).toMatchObject({
      id: expect.stringMatching(/^crt_/),
      currency: 'EUR',
      total: { minor: 3998 },
      lines: [{ quantity: 2, unitPrice: { minor: 1999 }, total: { minor: 3998 }, variant: { id: first } }],
    })
    const added = await add({
      cartId: cart.id,
      lines: [
        { variantId: second, quantity: 3 },
        { variantId: first, quantity: 1 },
        { variantId: second, quantity: 1 },
      ],
    })
    expect(added.cart.lines.map(({ quantity }: { quantity: number }) => quantity)).toEqual([3, 4])
    expect(added.cart).toMatchObject({ subtotal: { minor: 6017 }, total: { minor: 6017 } })
    const [one, two] = added.cart.lines
    const changed = await update({
      cartId: cart.id,
      lines: [
        { id: one.id, quantity: 0 },
        { id: two.id, quantity: 1000 },
      ],
    })
    expect(changed.cart).toMatchObject({ lines: [{ id: two.id, quantity: 1000 }], total: { minor: 5000 } })
    expect(await read(cart.id)).toEqual(changed.cart)
  })

  test('of unknown variants, drafts and other currencies are not found', async () => {
    const draft = await shop.products.aProduct({ status: 'DRAFT', variants: [{ onHand: 5 }, {}] })
    const lines = [newId('var'), ...draft.variants.map(({ id }) => id)].map((variantId) => ({
      variantId,
      quantity: 1,
    }))
    const refused = await create({ lines })
    expect(refused.cart).toBe(null)
    expect(
      refused.userErrors.map(({ code, path }: { code: string; path: string[] }) => [code, path]),
    ).toEqual([
      ['NOT_FOUND', ['input', 'lines', '0', 'variantId']],
      ['NOT_FOUND', ['input', 'lines', '1', 'variantId']],
      ['NOT_FOUND', ['input', 'lines', '2', 'variantId']],
    ])
    const soldOut = await create({ lines: [{ variantId: await shop.aVariant({ stock: 0 }), quantity: 1 }] })
    expect(soldOut.cart.problems[0].code).toBe('INSUFFICIENT_STOCK')
    const illFormed = await create({ lines: [{ variantId: "x' or 1=1", quantity: 1 }] })
    expect(illFormed.userErrors).toMatchObject([{ code: 'NOT_FOUND' }])
    const yen = await create({ currency: 'JPY', lines: [{ variantId: await shop.aVariant(), quantity: 1 }] })
    expect(yen.userErrors).toMatchObject([{ code: 'NOT_FOUND' }])
  })

  test.each([-1, 0, 1001])('of %i pieces are refused', async (quantity) => {
    const { cart, userErrors } = await create({ lines: [{ variantId: await shop.aVariant(), quantity }] })
    expect(cart).toBe(null)
    expect(userErrors).toMatchObject([{ code: 'INVALID', path: ['input', 'lines', '0', 'quantity'] }])
  })

  test('stay within their limits, and a refusal changes nothing', async () => {
    const variantId = await shop.aVariant()
    const { cart } = await create({ lines: [{ variantId, quantity: 999 }] })
    const tooMany = await add({ cartId: cart.id, lines: [{ variantId, quantity: 2 }] })
    expect(tooMany.userErrors).toMatchObject([
      { code: 'LIMIT_REACHED', path: ['input', 'lines', '0', 'quantity'] },
    ])
    const none = await add({ cartId: cart.id, lines: [] })
    expect(none.userErrors).toMatchObject([{ code: 'INVALID', path: ['input', 'lines'] }])
    const unknown = await update({ cartId: cart.id, lines: [{ id: newId('cli'), quantity: 1 }] })
    expect(unknown.userErrors).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'lines', '0', 'id'] }])
    expect(await read(cart.id)).toEqual(cart)
  })

  test('changed by twenty at once are all counted', async () => {
    const variantIds = await Promise.all([1, 2, 3].map(() => shop.aVariant()))
    const { cart } = await create({})
    const answers = await Promise.all(
      Array.from({ length: 9 }, (_, at) =>
        add({ cartId: cart.id, lines: [{ variantId: variantIds[at % 3], quantity: 1 }] }),
      ),
    )
    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([])
    const { lines } = await read(cart.id)
    expect(lines.map(({ quantity }: { quantity: number }) => quantity)).toEqual([3, 3, 3])
  })
})

describe('problems', () => {
  test('say what the last change found out, until the next', async () => {
    const product = await shop.products.aProduct({ variants: [{ onHand: 1 }] })
    const variantId = product.variants[0]?.id ?? ''
    const { cart } = await create({ lines: [{ variantId, quantity: 2 }] })
    const lineId = cart.lines[0].id
    expect(cart.problems).toEqual([
      { code: 'INSUFFICIENT_STOCK', lineId },
      { code: 'MISSING_ADDRESS', lineId: null },
      { code: 'MISSING_ADDRESS', lineId: null },
    ])
    await setBuyer({ cartId: cart.id, email: 'ann@shop.test', shippingAddress: address })
    const { variant } = await shop.products.change(
      `mutation ($input: VariantUpdateInput!) { variantUpdate(input: $input) { variant { product { version } } } }`,
      { id: variantId, expectedVersion: product.version, prices: [{ minor: 1200, currency: 'EUR' }] },
    )
    const other = await shop.aVariant()
    const added = await add({ cartId: cart.id, lines: [{ variantId: other, quantity: 1 }] })
    expect(added.cart.problems).toEqual([
      { code: 'INSUFFICIENT_STOCK', lineId },
      { code: 'PRICE_CHANGED', lineId },
    ])
    expect(added.cart.total).toEqual({ minor: 3400 })
    const seen = await update({ cartId: cart.id, lines: [{ id: lineId, quantity: 1 }] })
    expect(seen.cart.problems).toEqual([])
    const archived = await shop.products.change(
      `mutation ($input: ProductArchiveInput!) { productArchive(input: $input) { product { status } } }`,
      { id: product.id, expectedVersion: variant.product.version },
    )
    expect(archived.product).toEqual({ status: 'ARCHIVED' })
    const gone = await update({ cartId: cart.id, lines: [{ id: seen.cart.lines[1].id, quantity: 2 }] })
    expect(gone.cart.problems).toEqual([{ code: 'UNAVAILABLE', lineId }])
    const refused = await shop.checkout({
      cart: { id: cart.id, totalMinor: gone.cart.total.minor, variantIds: [] },
    })
    expect(refused.userErrors).toMatchObject([{ code: 'ILLEGAL_STATE' }])
  })
})

describe('whose cart it is', () => {
  test('a user has one open cart, to which lines are added', async () => {
    const carol = await shop.someone()
    const variantId = await shop.aVariant()
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => create({ lines: [{ variantId, quantity: 1 }] }, carol)),
    )
    expect(new Set(answers.map(({ cart }) => cart.id)).size).toBe(1)
    const { me } = await shop.ask(`{ me { cart { ${cartFields} } } }`, { as: carol })
    expect(me.cart.lines).toMatchObject([{ quantity: 8 }])
    const dollars = await create({ currency: 'USD', lines: [] }, carol)
    expect(dollars.userErrors).toMatchObject([{ code: 'ILLEGAL_STATE', path: ['input', 'currency'] }])
    expect(await create({}, carol)).toEqual({ cart: me.cart, userErrors: [] })
  })

  test("a guest's is whoever's who knows its id", async () => {
    const { cart } = await create({})
    expect(await read(cart.id)).toEqual(cart)
    expect(await read(cart.id, ann)).toEqual(cart)
    expect(await read(newSecretId('crt'))).toBe(null)
    expect(await read('crt_none')).toBe(null)
  })

  test("a user's is seen by its owner and staff, and changed by its owner alone", async () => {
    const variantId = await shop.aVariant()
    const { cart } = await create({ lines: [{ variantId, quantity: 1 }] }, ann)
    expect(await read(cart.id, ann)).toEqual(cart)
    expect(await read(cart.id, staff)).toEqual(cart)
    expect(await read(cart.id, bob)).toBe(null)
    expect(await read(cart.id)).toBe(null)
    const lines = [{ variantId, quantity: 1 }]
    for (const as of [bob, staff, undefined]) {
      const refused = [
        await add({ cartId: cart.id, lines }, as),
        await update({ cartId: cart.id, lines: [{ id: cart.lines[0].id, quantity: 0 }] }, as),
        await setBuyer({ cartId: cart.id, email: 'x@shop.test' }, as),
        await shop.checkout({ cart: { id: cart.id, totalMinor: cart.total.minor, variantIds: [] }, as }),
      ]
      for (const { userErrors } of refused) {
        expect(userErrors).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'cartId'] }])
      }
    }
    expect(await read(cart.id, ann)).toEqual(cart)
  })

  test('a completed one takes no changes and shows a guest neither address nor e-mail', async () => {
    const { cart } = await shop.anOrder()
    const buyer = 'query ($id: ID!) { cart(id: $id) { email shippingAddress { name } completedAt } }'
    const variables = { id: cart.id }
    expect((await shop.ask(buyer, { variables })).cart).toEqual({
      email: null,
      shippingAddress: null,
      completedAt: expect.any(String),
    })
    expect((await shop.ask(buyer, { variables, as: ann })).cart.email).toBe(null)
    expect((await shop.ask(buyer, { variables, as: staff })).cart.email).toBe('ann@shop.test')
    const before = await read(cart.id)
    const refused = [
      await add({ cartId: cart.id, lines: [{ variantId: cart.variantIds[0], quantity: 1 }] }),
      await update({ cartId: cart.id, lines: [{ id: before.lines[0].id, quantity: 0 }] }),
      await setBuyer({ cartId: cart.id, email: 'x@shop.test' }),
    ]
    for (const { userErrors } of refused) expect(userErrors).toMatchObject([{ code: 'ILLEGAL_STATE' }])
    expect(await read(cart.id)).toEqual(before)
  })

  test("a guest's cart that a user orders becomes the user's order", async () => {
    const cart = await shop.aCart([{ variantId: await shop.aVariant(), quantity: 1 }])
    const { order, orderAccessToken } = await shop.checkout({ cart, as: bob })
    expect(orderAccessToken).toBe(null)
    const { me } = await shop.ask('{ me { orders(first: 1) { nodes { id customer { id } } } } }', { as: bob })
    expect(me.orders.nodes).toEqual([{ id: order.id, customer: { id: bob.userId } }])
  })
})

describe('the buyer', () => {
  test('is set in parts, trimmed, and removed by null', async () => {
    const { cart } = await create({})
    const set = await setBuyer({
      cartId: cart.id,
      email: 'ann@shop.test',
      shippingAddress: { ...address, name: '  Ann  ', line2: ' ' },
      billingAddress: address,
    })
    expect(set.cart).toEqual({
      email: 'ann@shop.test',
      shippingAddress: { name: 'Ann', line2: null },
      billingAddress: { name: 'Ann' },
      problems: [],
    })
    const cleared = await setBuyer({ cartId: cart.id, shippingAddress: null })
    expect(cleared.cart).toMatchObject({
      email: 'ann@shop.test',
      shippingAddress: null,
      billingAddress: { name: 'Ann' },
    })
  })

  test('is refused with every fault at its place', async () => {
    const { cart } = await create({})
    const refused = await setBuyer({
      cartId: cart.id,
      shippingAddress: { ...address, name: ' ', city: 'c'.repeat(101) },
      billingAddress: { ...address, phone: '1'.repeat(31) },
    })
    expect(refused).toEqual({
      cart: null,
      userErrors: [
        { code: 'INVALID', path: ['input', 'shippingAddress', 'name'] },
        { code: 'INVALID', path: ['input', 'shippingAddress', 'city'] },
        { code: 'INVALID', path: ['input', 'billingAddress', 'phone'] },
      ],
    })
    expect((await read(cart.id)).email).toBe(null)
  })
})

describe('statements', () => {
  const counted = async (work: () => Promise<unknown>) => {
    shop.takeQueries()
    await work()
    return shop.takeQueries().length
  }

  test('a cart costs one to create, to read and to address, two to change', async () => {
    const variantId = await shop.aVariant()
    let cartId = ''
    expect(
      await counted(async () => {
        cartId = (await create({ lines: [{ variantId, quantity: 1 }] })).cart.id
      }),
    ).toBe(1)
    expect(await counted(() => read(cartId))).toBe(1)
    expect(await counted(() => add({ cartId, lines: [{ variantId, quantity: 1 }] }))).toBe(2)
    expect(await counted(() => setBuyer({ cartId, shippingAddress: address }))).toBe(1)
  })

  test('the carts of many users and ids cost one for each kind', async () => {
    const people = await Promise.all([1, 2, 3].map(() => shop.someone()))
    const variantId = await shop.aVariant()
    const carts = await Promise.all(people.map((as) => create({ lines: [{ variantId, quantity: 1 }] }, as)))
    const representations = [
      ...people.map(({ userId: id }) => ({ __typename: 'User', id })),
      ...carts.map(({ cart }) => ({ __typename: 'Cart', id: cart.id })),
      { __typename: 'Cart', id: newSecretId('crt') },
    ]
    shop.takeQueries()
    const { _entities } = await shop.ask(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) {
        ... on User { cart { id lines { quantity } } } ... on Cart { id lines { quantity } } } }`,
      { variables: { representations }, as: staff },
    )
    const expected = carts.map(({ cart }) => ({ id: cart.id, lines: [{ quantity: 1 }] }))
    expect(_entities).toEqual([...expected.map((cart) => ({ cart })), ...expected, null])
    expect(shop.takeQueries()).toHaveLength(2)
  })

  test('a checkout costs eleven, of which the sandbox has one', async () => {
    const cart = await shop.aCart([{ variantId: await shop.aVariant(), quantity: 2 }])
    expect(await counted(() => shop.checkout({ cart }))).toBe(11)
  })
})
