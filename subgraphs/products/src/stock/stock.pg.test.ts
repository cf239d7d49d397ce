import { newId } from '@supermarket/service-kit/ids.ts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openFixture, type ProductsFixture } from '../products-service.fixture.ts'

let shop: ProductsFixture
beforeAll(async () => {
  shop = await openFixture()
})
afterEach(() => shop.requireInvariants())
afterAll(() => shop[Symbol.asyncDispose]())

const errors = 'userErrors { __typename code path ... on InsufficientStock { variantId available } }'
const stockAdjust = `mutation ($input: StockAdjustInput!) { stockAdjust(input: $input) {
  variant { availability stock { onHand reserved available } } ${errors} } }`
const asOrders = { caller: 'orders', authorization: undefined }
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()

type Line = { variantId: string; quantity: number }

const command = (name: string, type: string) =>
  `mutation ($input: ${type}!) { ${name}(input: $input) { reservation { orderId status expiresAt } ${errors} } }`
const reserve = (orderId: string, lines: Line[], expiresAt = inAnHour()) =>
  shop.change(command('stockReserve', 'StockReserveInput'), { orderId, lines, expiresAt }, asOrders)
const commit = (orderId: string) =>
  shop.change(command('stockCommit', 'StockCommitInput'), { orderId }, asOrders)
const release = (orderId: string) =>
  shop.change(command('stockRelease', 'StockReleaseInput'), { orderId }, asOrders)

async function aVariant(onHand: number): Promise<string> {
  const { variants } = await shop.aProduct({ variants: [{ onHand }] })
  return variants[0]?.id ?? ''
}

async function level(variantId: string): Promise<[onHand: number, reserved: number]> {
  const [row] = await shop.sql`select on_hand, reserved from stock_levels where variant_id = ${variantId}`
  return [row?.on_hand, row?.reserved]
}

async function movements(variantId: string): Promise<string[]> {
  const rows = await shop.sql`
    select reason, on_hand_delta, reserved_delta from stock_movements where variant_id = ${variantId} order by seq`
  return rows.map((row) => `${row.reason} ${row.on_hand_delta} ${row.reserved_delta}`)
}

/** As if its time had come. */
async function lapse(orderId: string): Promise<void> {
  await shop.sql`update stock_reservations set expires_at = now() - interval '1 second' where order_id = ${orderId}`
}

const refused = (code: string, path: string[] | null = ['input', 'orderId']) => ({
  reservation: null,
  userErrors: [{ __typename: 'GeneralUserError', code, path }],
})

describe('adjustments', () => {
  const input = (variantId: string, delta: number, more: object = {}) => ({
    ...{ variantId, delta, reason: 'RECEIVED', idempotencyKey: newId('mov'), ...more },
  })

  test('are movements with who and why, newest first', async () => {
    const variantId = await aVariant(0)
    await shop.change(stockAdjust, input(variantId, 10))
    const { variant } = await shop.change(stockAdjust, input(variantId, -4, { reason: 'DAMAGED' }))
    expect(variant).toEqual({ availability: 'IN_STOCK', stock: { onHand: 6, reserved: 0, available: 6 } })
    const query = `query ($id: ID, $after: String) { variant(id: $id) { stockMovements(first: 1, after: $after) {
      totalCount nodes { id reason onHandDelta reservedDelta at orderId actor { id } } pageInfo { hasNextPage endCursor } } } }`
    const asked = { authorization: shop.admin, variables: { id: variantId } }
    const { stockMovements: first } = (await shop.ask(query, asked)).variant
    expect(first).toEqual({
      totalCount: 2,
      nodes: [
        {
          id: expect.stringMatching(/^mov_[0-9A-Z]{26}$/),
          ...{
            reason: 'DAMAGED',
            onHandDelta: -4,
            reservedDelta: 0,
            orderId: null,
            actor: { id: shop.staffId },
          },
          at: expect.stringMatching(/Z$/),
        },
      ],
      pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
    })
    const after = first.pageInfo.endCursor
    const { stockMovements: second } = (
      await shop.ask(query, { ...asked, variables: { id: variantId, after } })
    ).variant
    expect(second.nodes.map(({ reason }: { reason: string }) => reason)).toEqual(['RECEIVED'])
    expect(second.pageInfo.hasNextPage).toBe(false)
  })

  test('never leave fewer than are reserved', async () => {
    const variantId = await aVariant(10)
    await reserve(newId('ord'), [{ variantId, quantity: 7 }])
    expect(await shop.change(stockAdjust, input(variantId, -4))).toEqual({
      variant: null,
      userErrors: [
        {
          __typename: 'InsufficientStock',
          code: 'INSUFFICIENT_STOCK',
          path: ['input', 'delta'],
          variantId,
          available: 3,
        },
      ],
    })
    expect(await level(variantId)).toEqual([10, 7])
    expect((await shop.change(stockAdjust, input(variantId, -3))).userErrors).toEqual([])
    expect(await level(variantId)).toEqual([7, 7])
  })

  test('are refused when the caller saw another number', async () => {
    const variantId = await aVariant(10)
    const { userErrors } = await shop.change(
      stockAdjust,
      input(variantId, 5, { expectedQuantity: 9, reason: 'COUNTED' }),
    )
    expect(userErrors).toEqual([
      { __typename: 'GeneralUserError', code: 'CONFLICT', path: ['input', 'expectedQuantity'] },
    ])
    expect(await movements(variantId)).toEqual(['RECEIVED 10 0'])
    const seen = input(variantId, 5, { expectedQuantity: 10, reason: 'COUNTED' })
    expect((await shop.change(stockAdjust, seen)).userErrors).toEqual([])
    expect(await level(variantId)).toEqual([15, 0])
  })

  test.each([
    ['delta', 0, 'k'],
    ['delta', 1_000_001, 'k'],
    ['delta', -1_000_001, 'k'],
    ['idempotencyKey', 1, ''],
    ['idempotencyKey', 1, 'x'.repeat(129)],
  ])('with a wrong %s (%i, %j) are invalid', async (field, delta, idempotencyKey) => {
    const variantId = await aVariant(0)
    const { userErrors } = await shop.change(stockAdjust, input(variantId, delta, { idempotencyKey }))
    expect(userErrors).toEqual([{ __typename: 'GeneralUserError', code: 'INVALID', path: ['input', field] }])
    expect(await level(variantId)).toEqual([0, 0])
  })

  test('of unknown variants are not found', async () => {
    for (const variantId of [newId('var'), 'var_1', "'"]) {
      const { userErrors } = await shop.change(stockAdjust, input(variantId, 1))
      expect(userErrors).toEqual([
        { __typename: 'GeneralUserError', code: 'NOT_FOUND', path: ['input', 'variantId'] },
      ])
    }
  })

  test('of more than a billion pieces reach a limit', async () => {
    const variantId = await aVariant(0)
    await shop.sql`insert into stock_movements (variant_id, reason, on_hand_delta, reserved_delta) values (${variantId}, 'COUNTED', 999999999, 0)`
    await shop.sql`update stock_levels set on_hand = 999999999 where variant_id = ${variantId}`
    const { userErrors } = await shop.change(stockAdjust, input(variantId, 2))
    expect(userErrors).toMatchObject([{ code: 'LIMIT_REACHED', path: ['input', 'delta'] }])
  })

  test('with one key fifty times at once are one', async () => {
    const variantId = await aVariant(0)
    const one = input(variantId, 3)
    const answers = await Promise.all(Array.from({ length: 50 }, () => shop.change(stockAdjust, one)))
    for (const answer of answers)
      expect(answer).toMatchObject({ variant: { stock: { onHand: 3 } }, userErrors: [] })
    expect(await movements(variantId)).toEqual(['RECEIVED 3 0'])
  })

  test('with a used key and another input are refused, by another person they are not', async () => {
    const variantId = await aVariant(0)
    const one = input(variantId, 3)
    await shop.change(stockAdjust, one)
    for (const other of [
      { ...one, delta: 4 },
      { ...one, reason: 'COUNTED' },
      { ...one, expectedQuantity: 3 },
    ]) {
      expect((await shop.change(stockAdjust, other)).userErrors).toEqual([
        { __typename: 'GeneralUserError', code: 'IDEMPOTENCY_KEY_REUSED', path: ['input', 'idempotencyKey'] },
      ])
    }
    expect(await level(variantId)).toEqual([3, 0])
    expect((await shop.change(stockAdjust, { ...one, expectedQuantity: null })).userErrors).toEqual([])
    expect(await level(variantId)).toEqual([3, 0])
    expect((await shop.change(stockAdjust, one, { authorization: shop.admin })).userErrors).toEqual([])
    expect(await level(variantId)).toEqual([6, 0])
  })

  test('that were refused are refused alike when repeated, though stock came meanwhile', async () => {
    const variantId = await aVariant(1)
    const one = input(variantId, -2)
    const first = await shop.change(stockAdjust, one)
    expect(first.userErrors).toMatchObject([{ code: 'INSUFFICIENT_STOCK', available: 1 }])
    await shop.receive(variantId, 5)
    expect(await shop.change(stockAdjust, one)).toEqual(first)
    expect(await level(variantId)).toEqual([6, 0])
  })

  test('whose twin is still running are told so', async () => {
    const variantId = await aVariant(0)
    const one = input(variantId, 3)
    const answer = await shop.sql.begin(async (tx) => {
      await tx`insert into idempotency_keys (principal, operation, key, fingerprint)
               values (${shop.staffId}, 'stockAdjust', ${one.idempotencyKey}, '')`
      const pending = await shop.change(stockAdjust, one)
      await tx`delete from idempotency_keys where key = ${one.idempotencyKey}`
      return pending
    })
    expect(answer.userErrors).toEqual([
      { __typename: 'GeneralUserError', code: 'IDEMPOTENCY_IN_PROGRESS', path: ['input', 'idempotencyKey'] },
    ])
    expect(await level(variantId)).toEqual([0, 0])
    expect((await shop.change(stockAdjust, one)).userErrors).toEqual([])
    expect(await level(variantId)).toEqual([3, 0])
  })
})

describe('reservations', () => {
  test('set stock aside, sell it, and are movements of their order', async () => {
    const variantId = await aVariant(10)
    const orderId = newId('ord')
    const expiresAt = inAnHour()
    expect(await reserve(orderId, [{ variantId, quantity: 4 }], expiresAt)).toEqual({
      reservation: { orderId, status: 'RESERVED', expiresAt },
      userErrors: [],
    })
    expect(await level(variantId)).toEqual([10, 4])
    expect(await commit(orderId)).toEqual({
      reservation: { orderId, status: 'COMMITTED', expiresAt },
      userErrors: [],
    })
    expect(await level(variantId)).toEqual([6, 0])
    expect(await movements(variantId)).toEqual(['RECEIVED 10 0', 'RESERVED 0 4', 'COMMITTED -4 -4'])
    const [row] =
      await shop.sql`select distinct order_id from stock_movements where order_id is not null and variant_id = ${variantId}`
    expect(row?.order_id).toBe(orderId)
  })

  test('are all lines or none, with every shortage told', async () => {
    const [much, little, none] = [await aVariant(10), await aVariant(1), await aVariant(0)]
    const orderId = newId('ord')
    const lines = [
      { variantId: little, quantity: 2 },
      { variantId: much, quantity: 2 },
      { variantId: none, quantity: 1 },
      { variantId: newId('var'), quantity: 1 },
      { variantId: 'nonsense', quantity: 1 },
    ]
    const { reservation, userErrors } = await reserve(orderId, lines)
    const short = { __typename: 'InsufficientStock', code: 'INSUFFICIENT_STOCK' }
    const unknown = { __typename: 'GeneralUserError', code: 'NOT_FOUND' }
    expect(reservation).toBeNull()
    expect(userErrors).toHaveLength(4)
    expect(userErrors).toEqual(
      expect.arrayContaining([
        { ...short, path: ['input', 'lines', '0', 'quantity'], variantId: little, available: 1 },
        { ...short, path: ['input', 'lines', '2', 'quantity'], variantId: none, available: 0 },
        { ...unknown, path: ['input', 'lines', '3', 'variantId'] },
        { ...unknown, path: ['input', 'lines', '4', 'variantId'] },
      ]),
    )
    for (const [variantId, onHand] of [
      [much, 10],
      [little, 1],
      [none, 0],
    ] as const)
      expect(await level(variantId)).toEqual([onHand, 0])
    // Nothing is left behind: the order may ask again, for less.
    expect((await reserve(orderId, [{ variantId: much, quantity: 2 }])).userErrors).toEqual([])
  })

  test('answer the same order and lines alike, in any order of lines, and refuse other lines', async () => {
    const [a, b] = [await aVariant(10), await aVariant(10)]
    const orderId = newId('ord')
    const lines = [
      { variantId: a, quantity: 1 },
      { variantId: b, quantity: 2 },
    ]
    const first = await reserve(orderId, lines)
    expect(await reserve(orderId, lines.toReversed())).toEqual(first)
    for (const other of [
      [{ variantId: a, quantity: 1 }],
      [
        { variantId: a, quantity: 2 },
        { variantId: b, quantity: 2 },
      ],
      [...lines, { variantId: await aVariant(5), quantity: 1 }],
    ])
      expect(await reserve(orderId, other)).toEqual(refused('IDEMPOTENCY_KEY_REUSED'))
    expect(await level(a)).toEqual([10, 1])
    await commit(orderId)
    expect((await reserve(orderId, lines)).reservation.status).toBe('COMMITTED')
    expect(await level(a)).toEqual([9, 0])
  })

  test('asked for again after they took the last pieces are not short', async () => {
    const variantId = await aVariant(1)
    const orderId = newId('ord')
    const first = await reserve(orderId, [{ variantId, quantity: 1 }])
    expect(first.userErrors).toEqual([])
    expect(await reserve(orderId, [{ variantId, quantity: 1 }])).toEqual(first)
  })

  test('are invalid with wrong lines or times', async () => {
    const variantId = await aVariant(10)
    const orderId = newId('ord')
    const line = { variantId, quantity: 1 }
    const day = 24 * 3_600_000
    const wrong: [Line[], string, string[]][] = [
      [[], inAnHour(), ['input.lines']],
      [[{ variantId, quantity: 0 }], inAnHour(), ['input.lines.0.quantity']],
      [[{ variantId, quantity: -1 }], inAnHour(), ['input.lines.0.quantity']],
      [[{ variantId, quantity: 1001 }], inAnHour(), ['input.lines.0.quantity']],
      [[line, line], inAnHour(), ['input.lines.1.variantId']],
      [
        Array.from({ length: 101 }, () => ({ variantId: newId('var'), quantity: 1 })),
        inAnHour(),
        ['input.lines'],
      ],
      [[line], new Date(Date.now() - 1).toISOString(), ['input.expiresAt']],
      [[line], new Date(Date.now() + day + 60_000).toISOString(), ['input.expiresAt']],
    ]
    for (const [lines, expiresAt, paths] of wrong) {
      const { userErrors } = await reserve(orderId, lines, expiresAt)
      expect(
        userErrors.map(({ code, path }: { code: string; path: string[] }) => [code, path.join('.')]),
      ).toEqual(paths.map((path) => ['INVALID', path]))
    }
    expect((await reserve('order 7', [line])).userErrors).toMatchObject([
      { code: 'INVALID', path: ['input', 'orderId'] },
    ])
    expect(await level(variantId)).toEqual([10, 0])
  })

  test('are released before and after they are sold, once', async () => {
    const variantId = await aVariant(10)
    const [open, sold] = [newId('ord'), newId('ord')]
    for (const orderId of [open, sold]) await reserve(orderId, [{ variantId, quantity: 3 }])
    await commit(sold)
    expect(await level(variantId)).toEqual([7, 3])
    for (const orderId of [open, sold, open, sold])
      expect((await release(orderId)).reservation).toMatchObject({ orderId, status: 'RELEASED' })
    expect(await level(variantId)).toEqual([10, 0])
    expect((await movements(variantId)).slice(-2)).toEqual(['RELEASED 0 -3', 'RESTOCKED 3 0'])
    expect(await commit(open)).toEqual(refused('ILLEGAL_STATE'))
    expect(await reserve(open, [{ variantId, quantity: 3 }])).toEqual(refused('ILLEGAL_STATE'))
    expect(await level(variantId)).toEqual([10, 0])
  })

  test('that arrive after their release are refused', async () => {
    const variantId = await aVariant(10)
    const orderId = newId('ord')
    expect((await release(orderId)).reservation).toEqual({ orderId, status: 'RELEASED', expiresAt: null })
    expect((await release(orderId)).userErrors).toEqual([])
    expect(await reserve(orderId, [{ variantId, quantity: 1 }])).toEqual(refused('ILLEGAL_STATE'))
    expect(await commit(orderId)).toEqual(refused('ILLEGAL_STATE'))
    expect(await level(variantId)).toEqual([10, 0])
  })

  test('of unknown orders cannot be sold', async () => {
    for (const orderId of [newId('ord'), 'ord_1', "'"])
      expect(await commit(orderId)).toEqual(refused('NOT_FOUND'))
  })

  test('that are sold twenty times at once are sold once', async () => {
    const variantId = await aVariant(10)
    const orderId = newId('ord')
    await reserve(orderId, [{ variantId, quantity: 4 }])
    const answers = await Promise.all(Array.from({ length: 20 }, () => commit(orderId)))
    for (const { reservation } of answers) expect(reservation.status).toBe('COMMITTED')
    expect(await movements(variantId)).toEqual(['RECEIVED 10 0', 'RESERVED 0 4', 'COMMITTED -4 -4'])
  })

  test('with one order fifty times at once are one', async () => {
    const variantId = await aVariant(10)
    const orderId = newId('ord')
    const expiresAt = inAnHour()
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => reserve(orderId, [{ variantId, quantity: 6 }], expiresAt)),
    )
    for (const answer of answers)
      expect(answer).toEqual({ reservation: { orderId, status: 'RESERVED', expiresAt }, userErrors: [] })
    expect(await movements(variantId)).toEqual(['RECEIVED 10 0', 'RESERVED 0 6'])
  })

  test('and releases of one order at once end alike, whoever was first', async () => {
    const variantId = await aVariant(1_000)
    await Promise.all(
      Array.from({ length: 40 }, async () => {
        const orderId = newId('ord')
        await Promise.all([reserve(orderId, [{ variantId, quantity: 1 }]), release(orderId)])
      }),
    )
    expect(await level(variantId)).toEqual([1_000, 0])
  })
})

describe('lapsed reservations', () => {
  test('are given back by the sweeper, told to orders, and cannot be asked for again', async () => {
    const variantId = await aVariant(10)
    const [lapsed, kept] = [newId('ord'), newId('ord')]
    for (const orderId of [lapsed, kept]) await reserve(orderId, [{ variantId, quantity: 3 }])
    await lapse(lapsed)
    expect(await reserve(lapsed, [{ variantId, quantity: 3 }])).toEqual(refused('ILLEGAL_STATE'))
    expect(await shop.service.expireReservations()).toBe(1)
    expect(await shop.service.expireReservations()).toBe(0)
    expect(await level(variantId)).toEqual([10, 3])
    expect((await movements(variantId)).at(-1)).toBe('EXPIRED 0 -3')
    expect(await reserve(lapsed, [{ variantId, quantity: 3 }])).toEqual(refused('ILLEGAL_STATE'))
    await expect
      .poll(() => shop.delivered.filter(({ subject }) => subject === lapsed))
      .toEqual([
        expect.objectContaining({
          type: 'reservation.expired',
          source: 'products',
          data: { orderId: lapsed },
        }),
      ])
    await release(kept)
  })

  test('are sold all the same while the stock is there', async () => {
    const variantId = await aVariant(5)
    const [first, second, third] = [newId('ord'), newId('ord'), newId('ord')]
    await reserve(first, [{ variantId, quantity: 3 }])
    await lapse(first)
    expect((await commit(first)).reservation.status).toBe('COMMITTED')
    expect(await level(variantId)).toEqual([2, 0])
    await reserve(second, [{ variantId, quantity: 2 }])
    await lapse(second)
    await shop.service.expireReservations()
    expect((await commit(second)).reservation.status).toBe('COMMITTED')
    expect(await level(variantId)).toEqual([0, 0])
    expect((await movements(variantId)).at(-1)).toBe('COMMITTED -2 0')
    await shop.receive(variantId, 2)
    await reserve(third, [{ variantId, quantity: 2 }])
    await lapse(third)
    await shop.service.expireReservations()
    await reserve(newId('ord'), [{ variantId, quantity: 1 }])
    expect(await commit(third)).toEqual({
      reservation: null,
      userErrors: [
        { __typename: 'InsufficientStock', code: 'INSUFFICIENT_STOCK', path: null, variantId, available: 1 },
      ],
    })
    expect(await level(variantId)).toEqual([2, 1])
  })

  test('that were canceled cannot be sold any more', async () => {
    const variantId = await aVariant(5)
    const orderId = newId('ord')
    await reserve(orderId, [{ variantId, quantity: 3 }])
    await lapse(orderId)
    await shop.service.expireReservations()
    expect((await release(orderId)).reservation.status).toBe('RELEASED')
    expect(await commit(orderId)).toEqual(refused('ILLEGAL_STATE'))
    expect(await level(variantId)).toEqual([5, 0])
  })

  test('are each swept once by sweepers at once, beside who sells and releases', async () => {
    const variants = await Promise.all([aVariant(500), aVariant(500)])
    const orders = Array.from({ length: 120 }, () => newId('ord'))
    await Promise.all(
      orders.map((orderId) =>
        reserve(
          orderId,
          variants.map((variantId) => ({ variantId, quantity: 1 })),
        ),
      ),
    )
    for (const orderId of orders) await lapse(orderId)
    const swept = await Promise.all([
      ...Array.from({ length: 4 }, () => shop.service.expireReservations()),
      ...orders.slice(0, 10).map((orderId) => commit(orderId).then(() => 0)),
      ...orders.slice(10, 20).map((orderId) => release(orderId).then(() => 0)),
    ])
    const total = swept.reduce((sum, each) => sum + each, 0)
    expect(total).toBeGreaterThanOrEqual(100)
    const [row] = await shop.sql`
      select count(*) filter (where reason = 'EXPIRED')::integer as expired from stock_movements where order_id = any (${orders})`
    expect(row?.expired).toBe(2 * total)
    for (const variantId of variants) expect(await level(variantId)).toEqual([490, 0])
  })
})

describe('a hundred buyers', () => {
  test('for ten pieces: ten get one', async () => {
    const variantId = await aVariant(10)
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => reserve(newId('ord'), [{ variantId, quantity: 1 }])),
    )
    const short = answers.filter(({ userErrors }) => userErrors.length > 0)
    expect(short).toHaveLength(90)
    for (const { userErrors } of short)
      expect(userErrors).toEqual([
        {
          __typename: 'InsufficientStock',
          code: 'INSUFFICIENT_STOCK',
          path: ['input', 'lines', '0', 'quantity'],
          variantId,
          available: 0,
        },
      ])
    expect(await level(variantId)).toEqual([10, 10])
  })

  test('for ten pieces each of three variants of one product, in random order: ten get all three', async () => {
    const { variants } = await shop.aProduct({ variants: [{ onHand: 10 }, { onHand: 10 }, { onHand: 10 }] })
    const lines = variants.map(({ id }) => ({ variantId: id, quantity: 1 }))
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        reserve(
          newId('ord'),
          lines.toSorted(() => Math.random() - 0.5),
        ),
      ),
    )
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(10)
    for (const { id } of variants) expect(await level(id)).toEqual([10, 10])
  })

  test('for variants of different products that cross, while others give back: nothing is lost', async () => {
    const products = await Promise.all(
      [1, 2, 3].map(() => shop.aProduct({ variants: [{ onHand: 8 }, { onHand: 8 }] })),
    )
    const all = products.flatMap(({ variants }) => variants.map(({ id }) => id))
    await Promise.all(
      Array.from({ length: 100 }, async (_, at) => {
        const orderId = newId('ord')
        const picked = all.toSorted(() => Math.random() - 0.5).slice(0, 3)
        const { userErrors } = await reserve(
          orderId,
          picked.map((variantId) => ({ variantId, quantity: 2 })),
        )
        if (userErrors.length === 0) await (at % 2 === 0 ? release(orderId) : commit(orderId))
      }),
    )
    for (const id of all) {
      const [onHand, reserved] = await level(id)
      expect(reserved).toBe(0)
      expect(onHand % 2).toBe(0)
    }
  })
})

describe('events of orders', () => {
  const event = (type: string, orderId: string, more: object = {}) => ({
    ...{ specversion: '1.0', id: newId('evt'), source: 'orders', type, time: new Date().toISOString() },
    ...{
      datacontenttype: 'application/json',
      dataversion: 1,
      aggregatetype: 'order',
      subject: orderId,
      sequence: 1,
    },
    ...{ correlationid: 'a-test', data: { orderId, ...more } },
  })

  test('paid: the reservation is sold, once, however often it is told', async () => {
    const variantId = await aVariant(10)
    const orderId = newId('ord')
    await reserve(orderId, [{ variantId, quantity: 4 }])
    const paid = event('order.paid', orderId, { total: { minor: 4000, currency: 'EUR' } })
    const receipts = await Promise.all(
      Array.from({ length: 10 }, () => shop.service.events.receive('orders', paid)),
    )
    expect(receipts.filter(({ outcome }) => outcome === 'handled')).toHaveLength(1)
    expect(receipts.filter(({ outcome }) => outcome === 'duplicate')).toHaveLength(9)
    expect(await level(variantId)).toEqual([6, 0])
  })

  describe('paid after the reservation has lapsed', () => {
    const failed = (orderId: string) =>
      shop.delivered.filter(({ type, subject }) => type === 'reservation.failed' && subject === orderId)

    async function lapsedOrder(taken: number) {
      const variantId = await aVariant(4)
      const orderId = newId('ord')
      await reserve(orderId, [{ variantId, quantity: 4 }])
      await lapse(orderId)
      await shop.service.expireReservations()
      if (taken > 0) await reserve(newId('ord'), [{ variantId, quantity: taken }])
      return { variantId, orderId }
    }

    test('the pieces are sold when they are still there, and nobody is told', async () => {
      const { variantId, orderId } = await lapsedOrder(0)
      const paid = event('order.paid', orderId, { total: { minor: 4000, currency: 'EUR' } })
      expect(await shop.service.events.receive('orders', paid)).toEqual({ outcome: 'handled' })
      expect(await level(variantId)).toEqual([0, 0])
      const told = await shop.sql`select type from outbox where aggregate_id = ${orderId}`
      expect(told.map(({ type }) => type)).toEqual(['reservation.expired'])
    })

    test('orders is told once when one of them is gone, and nothing is sold', async () => {
      const { variantId, orderId } = await lapsedOrder(1)
      const paid = event('order.paid', orderId, { total: { minor: 4000, currency: 'EUR' } })
      const receipts = await Promise.all(
        Array.from({ length: 5 }, () => shop.service.events.receive('orders', paid)),
      )
      expect(receipts.filter(({ outcome }) => outcome === 'handled')).toHaveLength(1)
      expect(await level(variantId)).toEqual([4, 1])
      await expect
        .poll(() => failed(orderId))
        .toMatchObject([{ data: { orderId }, correlationid: 'a-test', causationid: paid.id, sequence: 2 }])
    })
  })

  test('canceled: the stock is back, before and after paid', async () => {
    const variantId = await aVariant(10)
    const [open, paid, early] = [newId('ord'), newId('ord'), newId('ord')]
    for (const orderId of [open, paid]) await reserve(orderId, [{ variantId, quantity: 4 }])
    await commit(paid)
    for (const orderId of [open, paid, early]) {
      const canceled = event('order.canceled', orderId, { reason: 'BUYER' })
      expect(await shop.service.events.receive('orders', canceled)).toEqual({ outcome: 'handled' })
      expect(await shop.service.events.receive('orders', canceled)).toEqual({ outcome: 'duplicate' })
    }
    expect(await level(variantId)).toEqual([10, 0])
    expect(await reserve(early, [{ variantId, quantity: 1 }])).toEqual(refused('ILLEGAL_STATE'))
  })

  test('paid for an order that was canceled first changes nothing', async () => {
    const variantId = await aVariant(10)
    const orderId = newId('ord')
    await reserve(orderId, [{ variantId, quantity: 4 }])
    await release(orderId)
    const paid = event('order.paid', orderId, { total: { minor: 1, currency: 'EUR' } })
    expect(await shop.service.events.receive('orders', paid)).toEqual({ outcome: 'handled' })
    expect(await level(variantId)).toEqual([10, 0])
  })

  test('reduced and returned: what is free or can be sold again is back, once however often it is told', async () => {
    const [tea, cup] = [await aVariant(10), await aVariant(10)]
    const orderId = newId('ord')
    await reserve(orderId, [
      { variantId: tea, quantity: 4 },
      { variantId: cup, quantity: 2 },
    ])
    await commit(orderId)
    const reduced = event('order.reduced', orderId, { lines: [{ variantId: tea, quantity: 1 }] })
    const returned = event('order.returned', orderId, {
      returnId: 'ret_1',
      lines: [
        { variantId: tea, quantity: 2 },
        { variantId: cup, quantity: 2 },
      ],
    })
    const receipts = await Promise.all(
      [reduced, returned].flatMap((one) =>
        Array.from({ length: 10 }, () => shop.service.events.receive('orders', one)),
      ),
    )
    expect(receipts.filter(({ outcome }) => outcome === 'handled')).toHaveLength(2)
    expect([await level(tea), await level(cup)]).toEqual([
      [9, 0],
      [10, 0],
    ])
    const movements = await shop.sql`
      select reason::text, on_hand_delta from stock_movements
      where variant_id = ${tea} and order_id = ${orderId} and on_hand_delta > 0 order by reason`
    expect(movements.map((one) => ({ ...one }))).toEqual([
      { reason: 'RESTOCKED', on_hand_delta: 1 },
      { reason: 'RETURNED', on_hand_delta: 2 },
    ])
    await shop.requireInvariants()
  })

  test('returned: never more than was sold, nothing of what was not sold, and none of it twice by a release', async () => {
    const variantId = await aVariant(10)
    const [orderId, unpaid] = [newId('ord'), newId('ord')]
    for (const id of [orderId, unpaid]) await reserve(id, [{ variantId, quantity: 3 }])
    await commit(orderId)
    const back = (id: string, quantity: number) =>
      event('order.returned', id, { returnId: 'ret_1', lines: [{ variantId, quantity }] })
    for (const one of [back(orderId, 2), back(orderId, 2), back(unpaid, 1), back(newId('ord'), 1)])
      expect(await shop.service.events.receive('orders', one)).toEqual({ outcome: 'handled' })
    expect(await level(variantId)).toEqual([10, 3])
    await release(orderId)
    expect(await level(variantId)).toEqual([10, 3])
    const nonsense = event('order.returned', orderId, {
      returnId: 'ret_1',
      lines: [{ variantId, quantity: -1 }],
    })
    expect(await shop.service.events.receive('orders', nonsense)).toMatchObject({ outcome: 'rejected' })
    await shop.requireInvariants()
  })

  test('from another service, of another version or with nonsense inside are rejected', async () => {
    const paid = event('order.paid', newId('ord'))
    expect(await shop.service.events.receive('users', paid)).toMatchObject({ outcome: 'rejected' })
    expect(await shop.service.events.receive('orders', { ...paid, dataversion: 2 })).toMatchObject({
      outcome: 'rejected',
    })
    expect(await shop.service.events.receive('orders', event('order.paid', 'order 7'))).toMatchObject({
      outcome: 'rejected',
    })
    expect(await shop.service.events.receive('orders', event('order.melted', newId('ord')))).toMatchObject({
      outcome: 'rejected',
    })
    const [row] = await shop.sql`select count(*)::integer as count from inbox where event_id = ${paid.id}`
    expect(row?.count).toBe(0)
  })
})

describe('quotes', () => {
  const query = `query ($lines: [StockLineInput!]!, $currency: CurrencyCode!) { variantsQuote(lines: $lines, currency: $currency) {
    variantId productId productName variantName sku unitPrice { minor currency } available onSale sellable
    weightGrams taxClass } }`
  const quote = async (lines: Line[], currency = 'EUR') =>
    (await shop.ask(query, { caller: 'orders', variables: { lines, currency } })).variantsQuote

  test('say what lines cost and whether they can be had, in the order of the lines', async () => {
    const product = await shop.aProduct({
      name: 'Quoted',
      variants: [
        {
          sku: 'Q-1',
          onHand: 3,
          price: { minor: 700, currency: 'EUR' },
          weightGrams: 250,
          taxClass: 'REDUCED',
        },
      ],
    })
    const draft = await shop.aProduct({ status: 'DRAFT', variants: [{ onHand: 3 }] })
    const [variantId = '', hidden = ''] = [product.variants[0]?.id, draft.variants[0]?.id]
    const quoted = {
      ...{ variantId, productId: product.id, productName: 'Quoted', variantName: 'Variant 1', sku: 'Q-1' },
      ...{ unitPrice: { minor: 700, currency: 'EUR' }, available: 3 },
      ...{ onSale: true, sellable: true, weightGrams: 250, taxClass: 'REDUCED' },
    }
    shop.takeQueries()
    expect(
      await quote([
        { variantId: newId('var'), quantity: 1 },
        { variantId, quantity: 3 },
        { variantId: 'nonsense', quantity: 1 },
        { variantId: hidden, quantity: 1 },
      ]),
    ).toEqual([
      null,
      quoted,
      null,
      expect.objectContaining({ variantId: hidden, available: 3, onSale: false, sellable: false }),
    ])
    expect(shop.takeQueries()).toHaveLength(1)
    expect(await quote([{ variantId, quantity: 4 }])).toEqual([{ ...quoted, sellable: false }])
    expect(await quote([{ variantId, quantity: 1 }], 'USD')).toEqual([
      { ...quoted, unitPrice: null, sellable: false },
    ])
    await reserve(newId('ord'), [{ variantId, quantity: 2 }])
    expect(await quote([{ variantId, quantity: 1 }])).toEqual([{ ...quoted, available: 1 }])
  })

  test('of wrong lines are bad input', async () => {
    const line = { variantId: newId('var'), quantity: 1 }
    for (const lines of [[], [line, line], [{ ...line, quantity: 0 }], [{ ...line, quantity: 1001 }]]) {
      const { body } = await shop.answer(query, { caller: 'orders', variables: { lines, currency: 'EUR' } })
      expect(body.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
    }
  })
})

test('the threshold of low stock follows the configuration, for old stock too', async () => {
  const database = shop.databaseUrl
  const { id } = await shop.aProduct({ variants: [{ onHand: 8 }, { onHand: 6 }, { onHand: 5 }, {}] })
  const availabilities = async () => {
    const { product } = await shop.ask('query ($id: ID) { product(id: $id) { variants { availability } } }', {
      variables: { id },
    })
    return product.variants.map(({ availability }: { availability: string }) => availability)
  }
  expect(await availabilities()).toEqual(['IN_STOCK', 'IN_STOCK', 'LOW_STOCK', 'OUT_OF_STOCK'])
  await using _generous = await openFixture({ databaseUrl: database, lowStockThreshold: 7 })
  expect(await availabilities()).toEqual(['IN_STOCK', 'LOW_STOCK', 'LOW_STOCK', 'OUT_OF_STOCK'])
  await shop.requireInvariants()
  await using _strict = await openFixture({ databaseUrl: database, lowStockThreshold: 0 })
  expect(await availabilities()).toEqual(['IN_STOCK', 'IN_STOCK', 'IN_STOCK', 'OUT_OF_STOCK'])
})

test('movements cannot be changed or deleted', async () => {
  const variantId = await aVariant(1)
  await expect(
    shop.sql`update stock_movements set on_hand_delta = 2 where variant_id = ${variantId}`,
  ).rejects.toThrow('append-only')
  await expect(shop.sql`delete from stock_movements where variant_id = ${variantId}`).rejects.toThrow(
    'append-only',
  )
})
