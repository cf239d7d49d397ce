// Streams that mend themselves, with the network in the test's hands.
import { expect, test } from 'vitest'
import { ClientError } from './client-error.ts'
import { aDevice, answer, type Reply, tokens, unauthenticated } from './device.fixture.ts'
import { fetchGraph } from './fetch-graph.ts'
import { followOrder } from './recipes/live-status.ts'

const order = (status: string) => ({ orderUpdated: { __typename: 'Order', id: 'ord_1', status } })
const next = (body: object) => `event: next\ndata: ${JSON.stringify(body)}\n\n`
const complete = 'event: complete\ndata:\n\n'
const expired =
  next({ errors: [{ message: 'Expired.', extensions: { code: 'UNAUTHENTICATED' } }] }) + complete

/** A stream of these events, which then ends or breaks. */
function stream(events: readonly string[], end?: Error): Response {
  const body = new ReadableStream({
    start(controller) {
      for (const event of events) controller.enqueue(new TextEncoder().encode(event))
      if (end === undefined) controller.close()
    },
    pull(controller) {
      if (end !== undefined) controller.error(end)
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } })
}

async function statusesOf(device: ReturnType<typeof aDevice>, signal?: AbortSignal): Promise<string[]> {
  const heard: string[] = []
  const options = signal === undefined ? {} : { signal }
  for await (const { status } of followOrder(fetchGraph(device), { id: 'ord_1' }, options)) heard.push(status)
  return heard
}

function inTurn(...replies: readonly Reply[]): Reply {
  const left = [...replies]
  return (sent) => left.shift()?.(sent) ?? new Error('asked too often')
}

test('a stream that breaks, that ends too early, or that cannot be opened is opened again; one that is complete is not', async () => {
  const device = aDevice(
    inTurn(
      () => stream([next({ data: order('PENDING_PAYMENT') })], new TypeError('cut')),
      () => new TypeError('no network'),
      () => new Response('busy', { status: 503, headers: { 'retry-after': '3' } }),
      () => stream([next({ data: order('CONFIRMED') })]),
      () => stream([next({ data: order('FULFILLED') }), complete]),
    ),
  )
  expect(await statusesOf(device)).toEqual(['PENDING_PAYMENT', 'CONFIRMED', 'FULFILLED'])
  expect(device.waits).toEqual([125, 250, 3_250, 125])
})

test('a stream whose token has expired is opened again with the next one', async () => {
  const user = { id: 'usr_ann', name: 'Ann', roles: [] }
  let opened = 0
  const device = aDevice(({ operationName }) => {
    if (operationName === 'Login')
      return answer({ data: { userLogin: { user, tokens: tokens(1), userErrors: [] } } })
    if (operationName === 'Refresh')
      return answer({ data: { sessionRefresh: { tokens: tokens(2), userErrors: [] } } })
    return opened++ === 0
      ? stream([next({ data: order('PENDING_PAYMENT') }), expired])
      : stream([next({ data: order('CONFIRMED') }), complete])
  })
  await device.session.signIn({ email: 'ann@shop.test', password: 'secret' })
  expect(await statusesOf(device)).toEqual(['PENDING_PAYMENT', 'CONFIRMED'])
  const followed = device.sent.filter(({ operationName }) => operationName === 'OrderFollow')
  expect(followed.map(({ headers }) => headers.get('authorization'))).toEqual([
    `Bearer ${tokens(1).accessToken}`,
    `Bearer ${tokens(2).accessToken}`,
  ])
})

test.each<[string, Reply, object]>([
  ['of a session that is over', () => stream([expired]), { kind: 'graphql', status: 401 }],
  ['that is refused', unauthenticated, { kind: 'graphql' }],
  [
    'of a document that does not fit',
    () => answer({ errors: [{ message: 'No.' }] }, { status: 400 }),
    { kind: 'graphql', errors: [{ message: 'No.' }] },
  ],
  [
    'at an address that is no graph',
    () => new Response('<h1>', { status: 404 }),
    { kind: 'http', status: 404 },
  ],
])('a stream %s ends with the reason and is not opened again', async (_, reply, failure) => {
  const device = aDevice(reply)
  const following = statusesOf(device)
  await expect(following).rejects.toBeInstanceOf(ClientError)
  await expect(following).rejects.toMatchObject({ failure })
  expect(device.sent).toHaveLength(1)
})

test('an order that is nobody’s ends the stream', async () => {
  const device = aDevice(() => stream([next({ data: { orderUpdated: null } }), complete]))
  expect(await statusesOf(device)).toEqual([])
})

test('whoever aborts ends the loop without an error', async () => {
  const controller = new AbortController()
  const device = aDevice(() => {
    controller.abort()
    return stream([next({ data: order('CONFIRMED') })], new TypeError('cut'))
  })
  expect(await statusesOf(device, controller.signal)).toEqual([])
  expect(device.sent).toHaveLength(1)
})
