import { parse } from 'graphql'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Rule } from './access.ts'
import type { TokenCheck } from './access-token.ts'
import { type TestSource, testSource } from './event-source.fixture.ts'
import { forbidden, GraphError } from './graph-error.ts'
import { createLog } from './log.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import type { RequestContext } from './request-context.ts'
import { createSubgraph, type SubgraphHandler } from './subgraph.ts'
import type { SubgraphCall, SubgraphStream, Subscribed } from './subgraph-call.ts'

type Tick = number | (() => unknown)

const requestId = 'req-12345678'
const logged: Record<string, unknown>[] = []
const contexts: RequestContext[] = []
const members = new Set<string>()
const member: Rule = {
  name: 'member',
  decide(_parent, _args, { viewer }) {
    if (viewer.kind === 'anonymous') return 'unauthenticated'
    return members.has(viewer.userId) ? 'allow' : 'forbidden'
  },
}
let sources: TestSource<Tick>[] = []
let goodTokens: Set<string>
let handler: SubgraphHandler
let metrics: Metrics

beforeEach(async () => {
  logged.length = 0
  contexts.length = 0
  sources = []
  members.clear()
  goodTokens = new Set(['ann', 'bob'])
  metrics = createMetrics()
  handler = await open()
})

afterEach(() => handler[Symbol.asyncDispose]())

function open(streams?: Parameters<typeof createSubgraph>[0]['streams']): Promise<SubgraphHandler> {
  return createSubgraph<RequestContext>({
    name: 'clock',
    typeDefs: parse(`
      scalar DateTime
      type Query { now: DateTime }
      type Subscription {
        ticked(text: String, since: DateTime): Tick  secret: Int  broken: Int  bare: Int  sourceless: Int
      }
      type Tick { count: Int!  at: DateTime  denied: Int  boom: Int }
    `),
    resolvers: {
      Query: { now: () => new Date(0) },
      Subscription: {
        ticked: {
          subscribe: () => opened(),
          resolve: (tick: Tick) => (typeof tick === 'function' ? tick() : { tick }),
        },
        secret: { subscribe: () => opened(), resolve: (tick: Tick) => tick },
        broken: {
          subscribe: () => {
            throw new Error('select secret from users')
          },
        },
        bare: { subscribe: () => opened() },
        sourceless: { subscribe: () => 7 },
      },
      Tick: {
        count: ({ tick }: { tick: number }) => tick,
        at: ({ tick }: { tick: number }, _: unknown, context: RequestContext) => {
          contexts.push(context)
          return new Date(tick)
        },
        denied: () => {
          throw forbidden()
        },
        boom: () => {
          throw new Error('select secret from users')
        },
      },
    },
    access: {
      'Query.now': 'public',
      ...Object.fromEntries(
        ['ticked', 'broken', 'bare', 'sourceless'].map(
          (field) => [`Subscription.${field}`, 'public'] as const,
        ),
      ),
      'Subscription.secret': member,
      ...Object.fromEntries(
        ['count', 'at', 'denied', 'boom'].map((field) => [`Tick.${field}`, 'public'] as const),
      ),
    },
    verifyToken: async (authorization): Promise<TokenCheck> => {
      if (authorization === undefined) return { ok: true, viewer: { kind: 'anonymous' } }
      if (authorization === 'outage')
        throw new GraphError('UPSTREAM_UNAVAILABLE', 'The users service is not available.')
      const isStillGood = () => goodTokens.has(authorization)
      if (!isStillGood()) return { ok: false, reason: 'revoked' }
      const viewer = {
        kind: 'user',
        userId: `usr_${authorization}`,
        sessionId: 'ses_1',
        roles: ['CUSTOMER'],
      } as const
      return { ok: true, viewer, isStillGood }
    },
    createContext: (request) => request,
    log: createLog({
      service: 'clock',
      level: 'error',
      destination: { write: (line: string) => void logged.push(JSON.parse(line)) },
    }),
    metrics,
    streams: { tokenCheckMs: 5, ...streams },
  })
}

function opened(): TestSource<Tick> {
  const source = testSource<Tick>()
  sources.push(source)
  return source
}

function subscribe(query: string, changes: Partial<SubgraphCall> = {}): Promise<Subscribed> {
  return handler.subscribe('gateway', { query, requestId, deadlineAt: Date.now() + 1_000, ...changes })
}

async function follow(query = 'subscription { ticked { count } }', changes: Partial<SubgraphCall> = {}) {
  const subscribed = await subscribe(query, changes)
  if (subscribed.kind !== 'streaming') throw new Error(JSON.stringify(subscribed.answer))
  const source = sources.at(-1)
  if (!source) throw new Error('no source')
  return { stream: subscribed.stream, source }
}

async function followTimes(count: number) {
  const followed = []
  for (let nth = 0; nth < count; nth += 1) followed.push(await follow())
  return followed
}

async function refusal(subscribing: Promise<Subscribed>) {
  const subscribed = await subscribing
  if (subscribed.kind !== 'refused') throw new Error('it was not refused')
  const [error] = subscribed.answer.body.errors ?? []
  expect(error?.extensions).toMatchObject({ requestId })
  return [subscribed.answer.status, error?.extensions?.code, error?.message]
}

async function nextOf(stream: SubgraphStream) {
  const { value } = await stream.next()
  return value
}

const unauthenticated = {
  errors: [{ message: 'The access token is not valid.', extensions: { code: 'UNAUTHENTICATED', requestId } }],
}

describe('a subscription', () => {
  test('answers every event with JSON values, then ends with its source', async () => {
    const { stream, source } = await follow('subscription { ticked { count at } }')
    source.push(1)
    source.push(2)
    source.finish()
    expect(await nextOf(stream)).toEqual({ data: { ticked: { count: 1, at: '1970-01-01T00:00:00.001Z' } } })
    expect(await nextOf(stream)).toEqual({ data: { ticked: { count: 2, at: '1970-01-01T00:00:00.002Z' } } })
    expect(await stream.next()).toEqual({ done: true, value: undefined })
    expect(handler.openStreams).toBe(0)
  })

  test('has a context of its own for each event, with a deadline of its own', async () => {
    const { stream, source } = await follow('subscription { ticked { at } }', { authorization: 'ann' })
    source.push(1)
    source.push(2)
    await nextOf(stream)
    await nextOf(stream)
    const [first, second] = contexts
    expect(first).not.toBe(second)
    expect(first).toMatchObject({ requestId, caller: 'gateway', viewer: { userId: 'usr_ann' } })
    expect(Math.ceil(((first?.deadlineAt ?? 0) - Date.now()) / 1_000)).toBe(3)
  })

  test('is picked by its name, with its variables', async () => {
    const { stream, source } = await follow(
      'subscription A { broken } subscription B($since: DateTime) { ticked(since: $since) { count } }',
      { operationName: 'B', variables: { since: '2026-01-01T00:00:00Z' } },
    )
    source.push(7)
    expect(await nextOf(stream)).toEqual({ data: { ticked: { count: 7 } } })
  })

  test('of a field without a resolver answers what its events hold', async () => {
    const { stream, source } = await follow('subscription { bare }')
    source.push((() => ({ bare: 3 })) as never)
    source.push({ bare: 3 } as never)
    expect(await nextOf(stream)).toEqual({ data: { bare: null } })
    expect(await nextOf(stream)).toEqual({ data: { bare: 3 } })
  })

  test('goes on after errors in an event, which are masked, named and logged as those of any answer', async () => {
    const { stream, source } = await follow('subscription { ticked { count denied boom } }')
    source.push(1)
    expect(await nextOf(stream)).toEqual({
      errors: [
        expect.objectContaining({ path: ['ticked', 'denied'], extensions: { code: 'FORBIDDEN', requestId } }),
        expect.objectContaining({
          message: 'Something went wrong on our side.',
          path: ['ticked', 'boom'],
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
        }),
      ],
      data: { ticked: { count: 1, denied: null, boom: null } },
    })
    expect(logged).toMatchObject([{ requestId, path: ['ticked', 'boom'], msg: 'a request met a fault' }])
    source.push(2)
    expect(await nextOf(stream)).toMatchObject({ data: { ticked: { count: 2 } } })
  })

  test('ends with an answer when its source fails', async () => {
    const { stream, source } = await follow()
    source.fail(new Error('select secret from users'))
    expect(await nextOf(stream)).toEqual({
      errors: [
        {
          message: 'Something went wrong on our side.',
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
        },
      ],
    })
    expect((await stream.next()).done).toBe(true)
    expect(logged).toMatchObject([{ requestId, error: { message: 'select secret from users' } }])
  })

  test('answers an event that takes too long as one that did not come in time, and goes on', async () => {
    await handler[Symbol.asyncDispose]()
    handler = await open({ eventTimeoutMs: 20 })
    const { stream, source } = await follow()
    source.push(() => new Promise(() => {}))
    source.push(2)
    expect(await nextOf(stream)).toEqual({
      errors: [
        {
          message: 'The clock service did not answer in time.',
          extensions: { code: 'UPSTREAM_TIMEOUT', requestId },
        },
      ],
      data: null,
    })
    expect(await nextOf(stream)).toEqual({ data: { ticked: { count: 2 } } })
  })
})

describe('what is refused before it begins', () => {
  test.each<[string, Partial<SubgraphCall>, number, string]>([
    ['subscription { ticked { count', {}, 400, 'GRAPHQL_PARSE_FAILED'],
    ['subscription { ticked { nowhere } }', {}, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['subscription { ticked { count } other: ticked { count } }', {}, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['subscription { ticked(text: "a\\u0000") { count } }', {}, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['subscription { bare @skip(if: true) }', {}, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['subscription A { bare } subscription B { bare }', {}, 400, 'OPERATION_RESOLUTION_FAILURE'],
    ['{ now }', {}, 400, 'BAD_REQUEST'],
    ['subscription ($t: String!) { ticked(text: $t) { count } }', {}, 400, 'BAD_USER_INPUT'],
    [
      'subscription ($t: String) { ticked(text: $t) { count } }',
      { variables: { t: 7 } },
      400,
      'BAD_USER_INPUT',
    ],
    [
      'subscription ($t: DateTime) { ticked(since: $t) { count } }',
      { variables: { t: 'x' } },
      400,
      'BAD_USER_INPUT',
    ],
    [
      'subscription ($t: String) { ticked(text: $t) { count } }',
      { variables: { t: '\0' } },
      400,
      'BAD_USER_INPUT',
    ],
    ['subscription { ticked { count } }', { authorization: 'stale' }, 401, 'UNAUTHENTICATED'],
    ['subscription { ticked { count } }', { authorization: 'outage' }, 503, 'UPSTREAM_UNAVAILABLE'],
    ['subscription { secret }', {}, 200, 'UNAUTHENTICATED'],
    ['subscription { secret }', { authorization: 'ann' }, 200, 'FORBIDDEN'],
    ['subscription { broken }', {}, 200, 'INTERNAL_SERVER_ERROR'],
    ['subscription { sourceless }', {}, 500, 'INTERNAL_SERVER_ERROR'],
  ])('%s %j', async (query, changes, status, code) => {
    expect((await refusal(subscribe(query, changes))).slice(0, 2)).toEqual([status, code])
    expect(sources).toEqual([])
    expect(handler.openStreams).toBe(0)
  })

  test('gives its place back', async () => {
    await handler[Symbol.asyncDispose]()
    handler = await open({ perProcess: 1 })
    for (const query of [
      'subscription { nowhere }',
      'subscription { broken }',
      'subscription { sourceless }',
    ])
      await refusal(subscribe(query))
    expect((await subscribe('subscription { ticked { count } }')).kind).toBe('streaming')
  })
})

test('a subscription is not answered as a query would be', async () => {
  const { status, body } = await handler.handle('gateway', {
    query: 'subscription { ticked { count } }',
    requestId,
    deadlineAt: Date.now() + 1_000,
  })
  expect([status, body]).toEqual([
    400,
    {
      errors: [
        {
          message: 'A subscription is answered as a stream of events.',
          extensions: { code: 'BAD_REQUEST', requestId },
        },
      ],
    },
  ])
  expect(sources).toEqual([])
})

test('a right is asked for when it begins and at every event', async () => {
  members.add('usr_ann')
  const { stream, source } = await follow('subscription { secret }', { authorization: 'ann' })
  source.push(1)
  expect(await nextOf(stream)).toEqual({ data: { secret: 1 } })
  members.clear()
  source.push(2)
  expect(await nextOf(stream)).toEqual({
    errors: [expect.objectContaining({ path: ['secret'], extensions: { code: 'FORBIDDEN', requestId } })],
    data: { secret: null },
  })
})

describe('a token that is no longer good', () => {
  test('ends what waits for events, says why and frees everything', async () => {
    const { stream, source } = await follow(undefined, { authorization: 'ann' })
    const others = await follow(undefined, { authorization: 'bob' })
    const waiting = nextOf(stream)
    goodTokens.delete('ann')
    expect(await waiting).toEqual(unauthenticated)
    expect((await stream.next()).done).toBe(true)
    expect([source.returned, others.source.returned, handler.openStreams]).toEqual([true, false, 1])
  })

  test('lets no event through that comes before it is noticed', async () => {
    await handler[Symbol.asyncDispose]()
    handler = await open({ tokenCheckMs: 60_000 })
    const { stream, source } = await follow(undefined, { authorization: 'ann' })
    goodTokens.delete('ann')
    source.push(1)
    expect(await nextOf(stream)).toEqual(unauthenticated)
    expect(source.returned).toBe(true)
  })
})

describe('limits', () => {
  test('hold for each user, and for each address that guests come from', async () => {
    await handler[Symbol.asyncDispose]()
    handler = await open({ perViewer: 1 })
    const from = (address: string) => ({ client: { address } })
    const ann = await follow(undefined, { authorization: 'ann', ...from('203.0.113.9') })
    await follow(undefined, { authorization: 'bob', ...from('203.0.113.9') })
    await follow(undefined, from('203.0.113.9'))
    await follow(undefined, from('203.0.113.10'))
    const tooMany = [200, 'RATE_LIMITED', 'Too many subscriptions are open. End one of them first.']
    expect(await refusal(subscribe('subscription { bare }', { authorization: 'ann' }))).toEqual(tooMany)
    expect(await refusal(subscribe('subscription { bare }', from('203.0.113.9')))).toEqual(tooMany)
    await ann.stream.return()
    await follow(undefined, { authorization: 'ann' })
    expect(handler.openStreams).toBe(4)
  })

  test('hold for the process', async () => {
    await handler[Symbol.asyncDispose]()
    handler = await open({ perProcess: 2 })
    await follow()
    const { stream } = await follow()
    expect((await refusal(subscribe('subscription { bare }'))).slice(0, 2)).toEqual([503, 'OVERLOADED'])
    await stream.return()
    await follow()
  })

  test('let so many events be answered at once, and what has been left is not answered at all', async () => {
    await handler[Symbol.asyncDispose]()
    handler = await open({ eventsAtOnce: 2 })
    const answered = vi.fn()
    const gate = Promise.withResolvers<void>()
    const followed = await followTimes(5)
    const answers = followed.map(({ stream, source }) => {
      source.push(() => {
        answered()
        return gate.promise.then(() => ({ tick: 1 }))
      })
      return nextOf(stream)
    })
    await vi.waitFor(() => expect(answered).toHaveBeenCalledTimes(2))
    await followed[4]?.stream.return()
    gate.resolve()
    expect(await Promise.all(answers)).toEqual([
      ...Array(4).fill({ data: { ticked: { count: 1 } } }),
      undefined,
    ])
    expect(answered).toHaveBeenCalledTimes(4)
  })
})

test('when the handler is disposed its streams break off, and nothing is left', async () => {
  const followed = await followTimes(3)
  const waiting = followed.map(({ stream }) => stream.next().catch((error: unknown) => error))
  await handler[Symbol.asyncDispose]()
  for (const error of await Promise.all(waiting))
    expect(error).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      message: 'The clock service is not available.',
    })
  expect(followed.map(({ source }) => source.returned)).toEqual([true, true, true])
  expect(handler.openStreams).toBe(0)
})

test('a thousand streams that were left leave nothing behind', async () => {
  await handler[Symbol.asyncDispose]()
  handler = await open({ perViewer: 1_000 })
  for (let round = 0; round < 10; round += 1) {
    const followed = await followTimes(100)
    const waiting = followed.map(({ stream }) => stream.next())
    expect(handler.openStreams).toBe(100)
    await Promise.all(followed.map(({ stream }) => stream.return()))
    await Promise.all(waiting)
  }
  expect(handler.openStreams).toBe(0)
  expect(sources.filter(({ returned, waiting }) => !returned || waiting > 0)).toEqual([])
})

test('metrics tell how many are open and what was answered', async () => {
  const { stream, source } = await follow('subscription { ticked { denied } }')
  await refusal(subscribe('{ now }'))
  source.push(1)
  await nextOf(stream)
  const lines = (await metrics.registry.metrics()).split('\n')
  const counted = (start: string) =>
    lines
      .find((line) => line.startsWith(start))
      ?.split(' ')
      .at(-1)
  expect(counted('graphql_subscriptions_open{service="clock"}')).toBe('1')
  expect(counted('graphql_subscription_events_total{service="clock"}')).toBe('1')
  expect(counted('graphql_errors_total{service="clock",code="FORBIDDEN"}')).toBe('1')
  expect(counted('graphql_request_duration_seconds_count{service="clock",status="200"}')).toBe('1')
  expect(counted('graphql_request_duration_seconds_count{service="clock",status="400"}')).toBe('1')
  await stream.return()
  const after = await metrics.registry.metrics()
  expect(after).toContain('graphql_subscriptions_open{service="clock"} 0')
})
