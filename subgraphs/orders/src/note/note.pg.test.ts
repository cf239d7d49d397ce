import { newId } from '@supermarket/service-kit/ids.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OrdersFixture, openFixture, type Someone } from '../orders-service.fixture.ts'

let shop: OrdersFixture
let staff: Someone
let ann: Someone
beforeAll(async () => {
  shop = await openFixture()
  staff = await shop.someone('STAFF')
  ann = await shop.someone()
})
afterAll(() => shop[Symbol.asyncDispose]())

const noteMutation = `mutation ($input: OrderNoteAddInput!) { orderNoteAdd(input: $input) {
  order { notes { id } } note { id text author { id } createdAt } userErrors { code path } } }`
const add = (input: object, as = staff) =>
  shop.change(noteMutation, { idempotencyKey: newId('evt'), ...input }, { as })

test('a note is seen by staff, with who wrote it, and leaves the customer nothing to see', async () => {
  const { id } = await shop.anOrder({ as: ann })
  const input = { id, text: '  Rang the buyer.  ', idempotencyKey: newId('evt') }
  const { note, order, userErrors } = await add(input)
  expect(userErrors).toEqual([])
  expect(note).toMatchObject({ text: 'Rang the buyer.', author: { id: staff.userId } })
  expect(order.notes).toEqual([{ id: note.id }])
  expect((await add(input)).note).toEqual(note)
  expect(await shop.sql`select id from order_notes where order_id = ${id}`).toHaveLength(1)

  const query = `query ($id: ID!) { order(id: $id) { notes { text }
    events(first: 3) { totalCount nodes { type } pageInfo { hasNextPage } } } }`
  const forStaff = await shop.ask(query, { variables: { id }, as: staff })
  expect(forStaff.order.notes).toEqual([{ text: 'Rang the buyer.' }])
  expect(forStaff.order.events).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } })
  const { body } = await shop.answer(query, { variables: { id }, as: ann })
  expect(body.data).toMatchObject({
    order: { notes: null, events: { totalCount: 3, pageInfo: { hasNextPage: false } } },
  })
  expect(body.errors?.map(({ path, extensions }) => [path, extensions?.code])).toEqual([
    [['order', 'notes'], 'FORBIDDEN'],
  ])
})

test.each([
  ['', 'INVALID'],
  ['   ', 'INVALID'],
  ['x'.repeat(2_001), 'INVALID'],
])('a note of %j is invalid, and not written', async (text, code) => {
  const { id } = await shop.anOrder()
  const refused = await add({ id, text })
  expect(refused).toEqual({ order: null, note: null, userErrors: [{ code, path: ['input', 'text'] }] })
  expect(await shop.sql`select id from order_notes where order_id = ${id}`).toEqual([])
})

test('notes about no order, by customers, and more than a hundred are refused', async () => {
  expect((await add({ id: newId('ord'), text: 'x' })).userErrors).toEqual([
    { code: 'NOT_FOUND', path: ['input', 'id'] },
  ])
  const { id } = await shop.anOrder({ as: ann })
  await expect(add({ id, text: 'x' }, ann)).rejects.toThrow('FORBIDDEN')
  await shop.sql`insert into order_notes (id, order_id, text, created_at)
    select 'not_' || n, ${id}, 'x', now() from generate_series(1, 100) as n`
  expect((await add({ id, text: 'x' })).userErrors).toEqual([
    { code: 'LIMIT_REACHED', path: ['input', 'id'] },
  ])
})

test('the author of a note is forgotten with the account, and the note stays', async () => {
  const helper = await shop.someone('STAFF')
  const { id } = await shop.anOrder()
  await add({ id, text: 'Packed.' }, helper)
  await shop.service.events.receive('users', {
    ...{ specversion: '1.0', id: newId('evt'), source: 'users', type: 'user.deleted' },
    ...{ time: new Date().toISOString(), datacontenttype: 'application/json', dataversion: 1 },
    ...{ aggregatetype: 'user', subject: helper.userId, sequence: 1, correlationid: 'a-test' },
    data: { userId: helper.userId },
  })
  const { order } = await shop.ask('query ($id: ID!) { order(id: $id) { notes { text author { id } } } }', {
    variables: { id },
    as: staff,
  })
  expect(order.notes).toEqual([{ text: 'Packed.', author: null }])
})
