// That an action is told of exactly when its mutation is not refused: for every state of an order and everybody who may
// see it, what is not told of is tried and must be refused, and what is told of is tried and must not be.
import { newId } from '@supermarket/service-kit/ids.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OrdersFixture, openFixture, type Someone } from '../orders-service.fixture.ts'
import { aSentOrder, type Change, changeWith, type SentOrder } from '../return/return.fixture.ts'

let shop: OrdersFixture
let staff: Someone
let ann: Someone
let change: Change
beforeAll(async () => {
  shop = await openFixture()
  staff = await shop.someone('STAFF')
  ann = await shop.someone()
  change = changeWith(shop)
})
afterAll(async () => {
  await shop.settle()
  await shop.requireInvariants()
  await shop[Symbol.asyncDispose]()
})

type Viewer = 'owner' | 'guest' | 'staff'
type Made = SentOrder & { readonly returnId: string }

const asks = async (
  order: SentOrder,
  status?: 'APPROVED' | 'REJECTED' | 'RECEIVED' | 'CANCELED',
): Promise<Made> => {
  const lines = [{ id: order.lines[0].id, quantity: 1, reason: 'OTHER' }]
  const { return: made } = await change('returnRequest', { orderId: order.id, lines }, staff)
  const id = made.id
  if (status === 'APPROVED' || status === 'RECEIVED') await change('returnApprove', { id }, staff)
  if (status === 'RECEIVED') await change('returnReceive', { id }, staff)
  if (status === 'REJECTED') await change('returnReject', { id, reason: 'no' }, staff)
  if (status === 'CANCELED') await change('returnCancel', { id }, staff)
  return { ...order, returnId: id }
}
const sent = async (as: Someone | undefined, pieces: readonly [number, number]): Promise<Made> => ({
  ...(await aSentOrder(shop, { as, staff, sent: pieces })),
  returnId: newId('ret'),
})
const waiting = async (as: Someone | undefined): Promise<Made> => {
  const variantId = await shop.aVariant()
  const cart = await shop.aCart([{ variantId, quantity: 1 }], as)
  const { order, orderAccessToken } = await shop.checkout({ cart, token: 'tok_requires_action', as })
  const line = { id: newId('oli'), variantId }
  return {
    ...order,
    accessToken: orderAccessToken,
    totalMinor: 1000,
    lines: [line, line],
    returnId: newId('ret'),
  }
}
const then = async (made: Made, ...changes: readonly [string, object?][]): Promise<Made> => {
  for (const [field, more] of changes) await change(field, { id: made.id, ...more }, staff)
  return made
}
const aged = async (made: Made, status: string): Promise<Made> => {
  const at = new Date(Date.now() - 15 * 24 * 60 * 60_000)
  await shop.sql`update orders set fulfilled_at = ${at}, status = ${status} where id = ${made.id}`
  return made
}

const states: Readonly<Record<string, (as: Someone | undefined) => Promise<Made>>> = {
  'waits for its buyer': waiting,
  'is canceled unpaid': async (as) => then(await waiting(as), ['orderCancel']),
  'is paid': (as) => sent(as, [0, 0]),
  'is paid and paid back': async (as) => then(await sent(as, [0, 0]), ['orderRefund']),
  'is canceled': async (as) => then(await sent(as, [0, 0]), ['orderCancel']),
  'is sent in part': (as) => sent(as, [1, 0]),
  'is sent in part, and the rest canceled': async (as) => then(await sent(as, [1, 0]), ['orderCancel']),
  'is sent in part, with a return asked for': async (as) => asks(await sent(as, [1, 0])),
  'is sent in part, with all of it back': async (as) => asks(await sent(as, [1, 0]), 'RECEIVED'),
  'is sent': (as) => sent(as, [3, 2]),
  'is sent and paid back': async (as) => then(await sent(as, [3, 2]), ['orderRefund']),
  'is sent, with a return asked for': async (as) => asks(await sent(as, [3, 2])),
  'is sent, with a return approved': async (as) => asks(await sent(as, [3, 2]), 'APPROVED'),
  'is sent, with a return rejected': async (as) => asks(await sent(as, [3, 2]), 'REJECTED'),
  'is sent, with a return canceled': async (as) => asks(await sent(as, [3, 2]), 'CANCELED'),
  'is sent, and some of it is back': async (as) => asks(await sent(as, [3, 2]), 'RECEIVED'),
  'is returned': async (as) => asks(await then(await sent(as, [1, 0]), ['orderCancel']), 'RECEIVED'),
  'was sent too long ago': async (as) => aged(await sent(as, [3, 2]), 'FULFILLED'),
  'is completed': async (as) => aged(await sent(as, [3, 2]), 'COMPLETED'),
}

/** Everything but the confirmation, which bears being repeated when there is nothing to confirm. */
const mutations: Readonly<Record<string, { field: string; input: (made: Made) => object; ofReturn?: true }>> =
  {
    CANCEL: { field: 'orderCancel', input: ({ id }) => ({ id }) },
    FULFILL: { field: 'orderFulfill', input: ({ id }) => ({ id }) },
    REFUND: { field: 'orderRefund', input: ({ id }) => ({ id }) },
    REQUEST_RETURN: {
      field: 'returnRequest',
      input: ({ id, lines }) => ({ orderId: id, lines: [{ id: lines[0].id, quantity: 1, reason: 'OTHER' }] }),
    },
    CANCEL_RETURN: { field: 'returnCancel', input: ({ returnId: id }) => ({ id }), ofReturn: true },
    APPROVE_RETURN: { field: 'returnApprove', input: ({ returnId: id }) => ({ id }), ofReturn: true },
    REJECT_RETURN: {
      field: 'returnReject',
      input: ({ returnId: id }) => ({ id, reason: 'no' }),
      ofReturn: true,
    },
    RECEIVE_RETURN: { field: 'returnReceive', input: ({ returnId: id }) => ({ id }), ofReturn: true },
    ADD_NOTE: { field: 'orderNoteAdd', input: ({ id }) => ({ id, text: 'seen' }) },
  }
const takesToken = new Set(['orderCancel', 'returnRequest', 'returnCancel'])

const viewerOf = (viewer: Viewer) => (viewer === 'guest' ? undefined : viewer === 'owner' ? ann : staff)

async function actionsOf(made: Made, viewer: Viewer): Promise<{ actions: string[]; hasReturns: boolean }> {
  const { order } = await shop.ask(
    'query ($id: ID!, $accessToken: String) { order(id: $id, accessToken: $accessToken) { nextActions returns { id } } }',
    { variables: { id: made.id, accessToken: made.accessToken }, as: viewerOf(viewer) },
  )
  return { actions: order.nextActions, hasReturns: order.returns.length > 0 }
}

/** Why it was refused because of where the order stands or who asks; undefined when it was not. */
async function refusalOf(action: string, made: Made, viewer: Viewer): Promise<string | undefined> {
  const { field, input } = mutations[action] ?? { field: '', input: () => ({}) }
  const token = viewer === 'guest' && takesToken.has(field) ? { accessToken: made.accessToken } : {}
  try {
    const { userErrors } = await change(field, { ...input(made), ...token }, viewerOf(viewer))
    return userErrors.find(({ code }: { code: string }) => code === 'ILLEGAL_STATE' || code === 'NOT_FOUND')
      ?.code
  } catch (error) {
    return /UNAUTHENTICATED|FORBIDDEN/.exec(String(error))?.[0] ?? String(error)
  }
}

describe.each(Object.entries(states))('an order that %s', (_name, make) => {
  test.each<Viewer>(['owner', 'guest', 'staff'])(
    'tells its %s of what may be done, and of nothing else',
    async (viewer) => {
      const buyer = viewer === 'guest' ? undefined : ann
      const made = await make(buyer)
      const { actions, hasReturns } = await actionsOf(made, viewer)
      for (const [action, { ofReturn }] of Object.entries(mutations)) {
        if (actions.includes(action)) continue
        const refusal = await refusalOf(action, made, viewer)
        expect([action, refusal]).not.toEqual([action, undefined])
        if (viewer === 'staff' && (hasReturns || !ofReturn))
          expect([action, refusal]).toEqual([action, 'ILLEGAL_STATE'])
      }
      expect((await actionsOf(made, viewer)).actions).toEqual(actions)
      for (const action of actions.filter((one) => one !== 'CONFIRM_PAYMENT')) {
        expect([action, await refusalOf(action, await make(buyer), viewer)]).toEqual([action, undefined])
      }
    },
  )
})

test.each<[string, Viewer, string[]]>([
  ['waits for its buyer', 'owner', ['CONFIRM_PAYMENT', 'CANCEL']],
  ['waits for its buyer', 'staff', ['CONFIRM_PAYMENT', 'CANCEL', 'ADD_NOTE']],
  ['is paid', 'guest', ['CANCEL']],
  ['is paid', 'staff', ['CANCEL', 'FULFILL', 'REFUND', 'ADD_NOTE']],
  ['is sent in part', 'owner', ['REQUEST_RETURN']],
  ['is sent in part', 'staff', ['CANCEL', 'FULFILL', 'REFUND', 'REQUEST_RETURN', 'ADD_NOTE']],
  ['is sent', 'staff', ['REFUND', 'REQUEST_RETURN', 'ADD_NOTE']],
  ['is sent, with a return asked for', 'owner', ['REQUEST_RETURN', 'CANCEL_RETURN']],
  [
    'is sent, with a return asked for',
    'staff',
    ['REFUND', 'REQUEST_RETURN', 'CANCEL_RETURN', 'APPROVE_RETURN', 'REJECT_RETURN', 'ADD_NOTE'],
  ],
  [
    'is sent, with a return approved',
    'staff',
    ['REFUND', 'REQUEST_RETURN', 'CANCEL_RETURN', 'RECEIVE_RETURN', 'ADD_NOTE'],
  ],
  ['is returned', 'guest', []],
  ['was sent too long ago', 'owner', []],
  ['is completed', 'staff', ['REFUND', 'REQUEST_RETURN', 'ADD_NOTE']],
])('one that %s tells its %s of %j', async (state, viewer, actions) => {
  const made = await states[state]?.(viewer === 'guest' ? undefined : ann)
  expect(made && (await actionsOf(made, viewer)).actions).toEqual(actions)
})
