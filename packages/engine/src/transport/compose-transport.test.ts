// The guards together, around a real connection: what only their order decides.
import { expect, test } from 'vitest'
import { type ComposeOptions, composeTransport } from './compose-transport.ts'
import { httpTransport } from './http-transport.ts'
import {
  type Answering,
  answeringWith,
  failureOf,
  type LocalSubgraph,
  localSubgraph,
  subgraphRequest,
} from './local-subgraph.fixture.ts'
import type { SubgraphTransport } from './subgraph-transport.ts'
import type { TransportEvents } from './transport-events.ts'

type Composed = AsyncDisposable & {
  readonly subgraph: LocalSubgraph
  readonly transport: SubgraphTransport
  readonly state: () => string
  readonly events: readonly string[]
}

async function composed(answering: Answering, options: Partial<ComposeOptions> = {}): Promise<Composed> {
  const subgraph = await localSubgraph(answering)
  const events: string[] = []
  const observe: TransportEvents = {
    onFetch: ({ outcome }) => events.push(outcome),
    onRetry: () => events.push('retry'),
    onShared: () => events.push('shared'),
    onBreaker: ({ from, to }) => events.push(`${from} → ${to}`),
  }
  const http = httpTransport({ url: subgraph.url, observe })
  const transport = composeTransport(http, {
    subgraph: 'shop',
    share: { identity: ({ context }) => String(context) },
    observe,
    ...options,
  })
  return {
    subgraph,
    transport,
    state: transport.breakerState,
    events,
    async [Symbol.asyncDispose]() {
      await subgraph[Symbol.asyncDispose]()
      await transport.close?.()
    },
  }
}

const hello = answeringWith('{"data":{"hello":"world"}}')

test('however many wait for one failure, the breaker counts it once', async () => {
  await using shop = await composed(answeringWith('no', 502), { breaker: { failures: 2 } })
  const ask = () => failureOf(shop.transport.execute(subgraphRequest()))
  await Promise.all(Array.from({ length: 50 }, ask))
  expect(shop.state()).toBe('closed')
  await Promise.all(Array.from({ length: 50 }, ask))
  expect(shop.state()).toBe('open')
  expect(await ask()).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', cause: { reason: 'circuit-open' } })
  expect(shop.subgraph.requests.length).toBe(2)
  expect(shop.events.filter((event) => event !== 'shared')).toEqual([
    'unavailable',
    'unavailable',
    'closed → open',
  ])
  expect(shop.events.filter((event) => event === 'shared').length).toBe(2 * 49)
})

test('a query that its repetition saved is no failure', async () => {
  let first = true
  await using shop = await composed(
    (response, request, body) => {
      if (first) request.socket.resetAndDestroy()
      else hello(response, request, body)
      first = false
    },
    { breaker: { failures: 1 } },
  )
  expect(await shop.transport.execute(subgraphRequest())).toEqual({ data: { hello: 'world' }, plain: true })
  expect([shop.state(), shop.events]).toEqual(['closed', ['retry', 'answer']])
})

test('a hung subgraph costs each caller its time-out, and opens the circuit', async () => {
  await using shop = await composed(() => {}, {
    timeouts: { fetchTimeoutMs: 40 },
    breaker: { failures: 1, patienceMs: 20 },
  })
  const error = await failureOf(shop.transport.execute(subgraphRequest({ deadlineAt: Date.now() + 60_000 })))
  expect(error).toMatchObject({ code: 'UPSTREAM_TIMEOUT' })
  expect(shop.state()).toBe('open')
  await shop.subgraph.empty()
})

test('who joins late has its own time: it asks again when the time of the first is over', async () => {
  let requests = 0
  const arrived = Promise.withResolvers<void>()
  await using shop = await composed(
    (response, request, body) => {
      if (++requests === 2) hello(response, request, body)
      else arrived.resolve()
    },
    { timeouts: { fetchTimeoutMs: 80 }, breaker: { failures: 100 } },
  )
  const startedAt = Date.now()
  const early = failureOf(shop.transport.execute(subgraphRequest()))
  await arrived.promise
  while (Date.now() < startedAt + 40) await new Promise(setImmediate)
  const late = shop.transport.execute(subgraphRequest())
  expect(await early).toMatchObject({ code: 'UPSTREAM_TIMEOUT' })
  expect(await late).toEqual({ data: { hello: 'world' }, plain: true })
  expect(shop.events).toEqual(['shared', 'timeout', 'answer'])
})

test('a mutation goes out for each caller, once, and ends with no client', async () => {
  const arrivals: (() => void)[] = []
  const both = Promise.withResolvers<void>()
  await using shop = await composed((response, request, body) => {
    arrivals.push(() => hello(response, request, body))
    if (arrivals.length === 2) both.resolve()
  })
  const client = new AbortController()
  const mutation = subgraphRequest({ kind: 'mutation', query: 'mutation { hello }', signal: client.signal })
  const calls = [shop.transport.execute(mutation), shop.transport.execute(mutation)]
  await both.promise
  client.abort()
  for (const answer of arrivals) answer()
  expect(await Promise.all(calls)).toEqual(Array(2).fill({ data: { hello: 'world' }, plain: true }))
  expect(shop.subgraph.requests.length).toBe(2)
})

test('a mutation whose request has nothing left beyond the reserve is not sent', async () => {
  await using shop = await composed(hello)
  const mutation = subgraphRequest({ kind: 'mutation', deadlineAt: Date.now() + 400 })
  expect(await failureOf(shop.transport.execute(mutation))).toMatchObject({ code: 'UPSTREAM_TIMEOUT' })
  expect(shop.subgraph.requests.length).toBe(0)
})

test('nothing is shared and nothing broken where that is not asked for', async () => {
  await using subgraph = await localSubgraph(answeringWith('no', 502))
  const transport = composeTransport(httpTransport({ url: subgraph.url }), {
    subgraph: 'shop',
    breaker: false,
  })
  const calls = Array.from({ length: 20 }, () => failureOf(transport.execute(subgraphRequest())))
  await Promise.all(calls)
  expect([subgraph.requests.length, transport.breakerState()]).toEqual([20, 'closed'])
  await transport.close?.()
})
