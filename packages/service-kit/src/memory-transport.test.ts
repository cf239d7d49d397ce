import { expect, test, vi } from 'vitest'
import { memoryTransport } from './memory-transport.ts'
import type { SubgraphHandler } from './subgraph.ts'
import type { SubgraphCall, SubgraphStream, Subscribed } from './subgraph-call.ts'

function streaming() {
  const ended = vi.fn(async () => ({ done: true, value: undefined }) as const)
  const stream: SubgraphStream = {
    next: async () => ({ done: false, value: { data: { tick: 1 } } }),
    return: ended,
    [Symbol.asyncIterator]() {
      return this
    },
  }
  return { subscribed: { kind: 'streaming', stream } satisfies Subscribed, ended }
}

function transportTo(subscribe: SubgraphHandler['subscribe']) {
  return memoryTransport({
    caller: 'gateway',
    handler: {
      name: 'clock',
      handle: () => Promise.reject(new Error('not asked here')),
      subscribe,
      openStreams: 0,
      [Symbol.asyncDispose]: async () => {},
    },
  })
}

const call = (changes: Partial<SubgraphCall> = {}): SubgraphCall => ({
  query: 'subscription { tick }',
  requestId: 'req-12345678',
  deadlineAt: Date.now() + 1_000,
  ...changes,
})

test('a subscription is begun as the caller, and its stream handed on', async () => {
  const { subscribed, ended } = streaming()
  const subscribe = vi.fn(async () => subscribed)
  const asked = call()
  expect(await transportTo(subscribe).subscribe(asked)).toBe(subscribed)
  expect(subscribe).toHaveBeenCalledExactlyOnceWith('gateway', asked)
  expect(ended).not.toHaveBeenCalled()
})

test('a refusal is an answer', async () => {
  const refused: Subscribed = {
    kind: 'refused',
    answer: { status: 429, body: { errors: [{ message: 'no' }] } },
  }
  expect(await transportTo(async () => refused).subscribe(call())).toBe(refused)
})

test('past its deadline it is not begun', async () => {
  const subscribe = vi.fn()
  await expect(transportTo(subscribe).subscribe(call({ deadlineAt: Date.now() - 1 }))).rejects.toMatchObject({
    code: 'UPSTREAM_TIMEOUT',
  })
  expect(subscribe).not.toHaveBeenCalled()
})

test.each<[string, () => Partial<SubgraphCall>]>([
  ['its deadline', () => ({ deadlineAt: Date.now() + 20 })],
  ['its reader has left', () => ({ signal: AbortSignal.timeout(20) })],
])('what begins after %s is ended unread', async (_what, changes) => {
  const { subscribed, ended } = streaming()
  const late = Promise.withResolvers<Subscribed>()
  await expect(transportTo(() => late.promise).subscribe(call(changes()))).rejects.toMatchObject({
    code: 'UPSTREAM_TIMEOUT',
  })
  late.resolve(subscribed)
  await vi.waitFor(() => expect(ended).toHaveBeenCalledTimes(1))
})

test('what the handler throws is an unavailable service', async () => {
  const failing = transportTo(() => Promise.reject(new TypeError('secret'))).subscribe(call())
  await expect(failing).rejects.toMatchObject({
    code: 'UPSTREAM_UNAVAILABLE',
    message: 'The clock service is not available.',
  })
})
