// What a request goes through: repetitions by the contract, ends in time, and failures of a closed set.
import { describe, expect, test } from 'vitest'
import { ClientError } from './client-error.ts'
import { aDevice, answer, type Reply } from './device.fixture.ts'
import { fetchGraph } from './fetch-graph.ts'
import { CartAdd, CartById, Checkout } from './generated/operations.ts'
import { readTraits } from './request-traits.ts'

const busy = (retryAfter = '2') =>
  new Response('busy', { status: 503, headers: { 'retry-after': retryAfter } })
const cart = () => answer({ data: { cart: null } })
const added = () => answer({ data: { cartLinesAdd: null } })
const ordered = () => answer({ data: { checkoutComplete: null } })

function inTurn(...replies: readonly Reply[]): Reply {
  const left = [...replies]
  return (sent) => (left.shift() ?? cart)(sent)
}

const purchase = {
  cartId: 'crt_1',
  idempotencyKey: 'key',
  expectedTotal: { minor: 1, currency: 'EUR' },
  payment: { provider: 'sandbox', token: 'tok_approved' },
}

describe('a request', () => {
  test('waits as long as a busy server says, and no longer than ten seconds', async () => {
    const device = aDevice(
      inTurn(
        () => busy('2'),
        () => busy('3600'),
        cart,
      ),
    )
    await fetchGraph(device).run(CartById, { id: 'crt_1' })
    expect(device.waits).toEqual([2_250, 10_250])
  })

  test('waits longer with each lost answer, and gives up after three repetitions', async () => {
    const device = aDevice(() => new TypeError('no network'))
    const asking = fetchGraph(device).run(CartById, { id: 'crt_1' })
    await expect(asking).rejects.toMatchObject({ name: 'ClientError', failure: { kind: 'network' } })
    expect([device.sent.length, device.waits]).toEqual([4, [125, 250, 500]])
  })

  test('that changes something without a key is repeated when nothing was done, and not when that is unknown', async () => {
    const input = { cartId: 'crt_1', lines: [] }
    const refused = aDevice(inTurn(() => busy(), added))
    await fetchGraph(refused).run(CartAdd, { input })
    expect(refused.sent).toHaveLength(2)
    for (const reply of [
      () => new TypeError('lost'),
      () => new Response('', { status: 502 }),
      () => new Response('', { status: 503 }),
    ]) {
      const lost = aDevice(inTurn(reply, added))
      await expect(fetchGraph(lost).run(CartAdd, { input })).rejects.toBeInstanceOf(ClientError)
      expect(lost.sent).toHaveLength(1)
    }
  })

  test('with a key is repeated byte for byte', async () => {
    const device = aDevice(
      inTurn(
        () => new TypeError('lost'),
        () => new Response('', { status: 504 }),
        ordered,
      ),
    )
    await fetchGraph(device).run(Checkout, { input: purchase })
    expect(new Set(device.sent.map(({ init }) => init.body)).size).toBe(1)
    expect(device.sent).toHaveLength(3)
  })

  test('without an answer in time is a timeout', async () => {
    const device = aDevice(() => 'silence', { timeoutMs: 5, maxRepeats: 0 })
    await expect(fetchGraph(device).run(CartById, { id: 'crt_1' })).rejects.toMatchObject({
      failure: { kind: 'timeout' },
    })
  })

  test('that its caller aborts ends at once and is not repeated', async () => {
    const device = aDevice(() => 'silence')
    const controller = new AbortController()
    const asking = fetchGraph(device).run(CartById, { id: 'crt_1' }, { signal: controller.signal })
    await Promise.resolve()
    controller.abort()
    await expect(asking).rejects.toMatchObject({ failure: { kind: 'aborted' } })
    expect(device.sent.length).toBeLessThan(2)
  })

  test.each<[string, () => Response, object]>([
    ['a page of a proxy', () => new Response('<h1>', { status: 404 }), { kind: 'http', status: 404 }],
    ['JSON that is no answer', () => answer({ hello: 1 }), { kind: 'http', status: 200 }],
    ['an answer without data', () => answer({ data: null }), { kind: 'graphql', status: 200, errors: [] }],
    [
      'a throttled one',
      () =>
        answer(
          { errors: [{ message: 'Slow.', extensions: { code: 'RATE_LIMITED' } }] },
          { status: 429, headers: { 'retry-after': '7' } },
        ),
      { kind: 'graphql', status: 429, retryAfterMs: 7_000, errors: [{ message: 'Slow.' }] },
    ],
    [
      'partial data',
      () =>
        answer({
          data: { cart: null },
          errors: [{ message: 'Down.', extensions: { code: 'UPSTREAM_UNAVAILABLE' } }],
        }),
      { kind: 'graphql', status: 200, data: { cart: null } },
    ],
  ])('answered by %s fails as what it is', async (_, reply, failure) => {
    await expect(fetchGraph(aDevice(reply)).run(CartById, { id: 'crt_1' })).rejects.toMatchObject({ failure })
  })
})

test.each<[string, unknown, boolean]>([
  ['a query', { query: 'query A { me { id } }' }, true],
  ['a query without a name', { query: '{ me { id } }' }, true],
  ['a mutation', { query: 'mutation A { userLogout { userErrors { code } } }', variables: {} }, false],
  ['a mutation after a fragment', { query: 'fragment F on User { id }mutation A { a }' }, false],
  [
    'a mutation with a key',
    { query: 'mutation A($input: I!) { a }', variables: { input: { idempotencyKey: 'k' } } },
    true,
  ],
  [
    'one with an empty key',
    { query: 'mutation A($input: I!) { a }', variables: { input: { idempotencyKey: '' } } },
    false,
  ],
  ['an id alone', { extensions: { persistedQuery: {} } }, false],
  ['an id with a key', { variables: { input: { idempotencyKey: 'k' } } }, true],
  ['a list', [], false],
])('of the body of %s it is known whether it may be repeated', (_, body, repeatable) => {
  expect(readTraits(JSON.stringify(body)).repeatable).toBe(repeatable)
})

test('of a body that is no JSON nothing is known', () => {
  expect(readTraits('{')).toEqual({ repeatable: false, stream: false })
  expect(readTraits(new Uint8Array([123]))).toEqual({ repeatable: false, stream: false })
})
