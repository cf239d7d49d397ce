import { expect, test } from 'vitest'
import { upstreamTimeout, upstreamUnavailable } from '../errors.ts'
import { type CircuitBreakerOptions, circuitBreaker } from './circuit-breaker.ts'
import { FetchFailure, type FetchFailureReason } from './fetch-failure.ts'
import { failureOf, subgraphRequest } from './local-subgraph.fixture.ts'
import type { SubgraphRequest, SubgraphResponse } from './subgraph-transport.ts'

const answer: SubgraphResponse = { data: { hello: 'world' } }

type Outcome = SubgraphResponse | Error | Promise<SubgraphResponse>

/** A breaker on a clock that stands still, around a subgraph that does what it is told. */
function breaking(options: Partial<CircuitBreakerOptions> = {}) {
  const changes: string[] = []
  const world = { now: 0, sent: 0, outcome: answer as Outcome, takesMs: 0 }
  const transport = circuitBreaker(
    {
      async execute() {
        world.sent++
        world.now += world.takesMs
        if (world.outcome instanceof Error) throw world.outcome
        return world.outcome
      },
    },
    {
      subgraph: 'shop',
      failures: 3,
      windowMs: 1_000,
      openMs: 100,
      maxOpenMs: 300,
      now: () => world.now,
      observe: { onBreaker: ({ subgraph, from, to }) => changes.push(`${subgraph}: ${from} → ${to}`) },
      ...options,
    },
  )
  return {
    world,
    changes,
    state: transport.breakerState,
    /** `sent` tells whether the call went out at all. */
    async ask(outcome: Outcome, request: SubgraphRequest = subgraphRequest()) {
      world.outcome = outcome
      const before = world.sent
      const ended = await transport.execute(request).catch((error: unknown) => error)
      return { ended, sent: world.sent > before }
    },
    async fail(times: number) {
      for (let time = 0; time < times; time++) await this.ask(down())
    },
  }
}

function down(reason: FetchFailureReason = 'unanswered'): Error {
  return upstreamUnavailable('shop', new FetchFailure(reason, 'test'))
}

test('it opens with the third failure in the window and then fails at once', async () => {
  const breaker = breaking()
  await breaker.fail(2)
  expect(breaker.state()).toBe('closed')
  await breaker.fail(1)
  expect(breaker.state()).toBe('open')
  const { ended, sent } = await breaker.ask(answer)
  expect(sent).toBe(false)
  expect(ended).toMatchObject({
    message: 'The shop subgraph is not available.',
    code: 'UPSTREAM_UNAVAILABLE',
    cause: { reason: 'circuit-open' },
  })
  expect(breaker.changes).toEqual(['shop: closed → open'])
})

test('failures that are older than the window are forgotten', async () => {
  const breaker = breaking()
  await breaker.fail(2)
  breaker.world.now = 1_000
  await breaker.fail(2)
  expect(breaker.state()).toBe('closed')
  breaker.world.now = 1_600
  await breaker.fail(1)
  expect(breaker.state()).toBe('open')
})

test('failures are few among many answers', async () => {
  const breaker = breaking({ failureRatio: 0.5 })
  for (let call = 0; call < 10; call++) await breaker.ask(answer)
  await breaker.fail(9)
  expect(breaker.state()).toBe('closed')
  await breaker.fail(1)
  expect(breaker.state()).toBe('open')
})

test.each<[string, Outcome, boolean]>([
  ['a connection that broke', down('unanswered'), true],
  ['an answer that broke off', down('cut-off'), true],
  ['an answer that is no GraphQL', down('not-graphql'), true],
  ['an answer that is too large', down('too-large'), false],
  ['a request that was not sent', down('unsent'), false],
  ['a fault of the engine', upstreamUnavailable('shop', new TypeError('bug')), false],
  ['an error that is none of the engine', new TypeError('bug'), false],
  ['an answer of errors', { errors: [{ message: 'no' }] }, false],
])('%s counts: %s → %s', async (_what, outcome, counts) => {
  const breaker = breaking()
  for (let call = 0; call < 3; call++) await breaker.ask(outcome)
  expect(breaker.state()).toBe(counts ? 'open' : 'closed')
})

test.each([
  [999, 'closed'],
  [1_000, 'open'],
])('a time-out after %i ms leaves it %s', async (takesMs, state) => {
  const breaker = breaking({ windowMs: 10_000 })
  breaker.world.takesMs = takesMs
  for (let call = 0; call < 3; call++) await breaker.ask(upstreamTimeout('shop'))
  expect(breaker.state()).toBe(state)
})

test('a client that leaves says nothing of the subgraph', async () => {
  const breaker = breaking({ patienceMs: 0 })
  const left = subgraphRequest({ signal: AbortSignal.abort() })
  for (let call = 0; call < 5; call++) await breaker.ask(upstreamTimeout('shop'), left)
  for (let call = 0; call < 5; call++) await breaker.ask(down(), left)
  expect(breaker.state()).toBe('closed')
})

test('after its pause one call tries, the others fail at once, and its answer closes the circuit', async () => {
  const breaker = breaking()
  await breaker.fail(3)
  breaker.world.now = 99
  expect((await breaker.ask(answer)).sent).toBe(false)
  breaker.world.now = 100
  const probe = Promise.withResolvers<SubgraphResponse>()
  const probing = breaker.ask(probe.promise)
  expect(breaker.state()).toBe('half-open')
  const others = await Promise.all(Array.from({ length: 50 }, () => breaker.ask(answer)))
  expect(others.filter(({ sent }) => sent)).toEqual([])
  probe.resolve(answer)
  expect(await probing).toEqual({ ended: answer, sent: true })
  expect(breaker.state()).toBe('closed')
  expect(breaker.changes).toEqual([
    'shop: closed → open',
    'shop: open → half-open',
    'shop: half-open → closed',
  ])
  await breaker.fail(2)
  expect(breaker.state()).toBe('closed')
})

test('each probe that fails doubles the pause up to its limit, and an answer brings the first pause back', async () => {
  const breaker = breaking()
  await breaker.fail(3)
  for (const pauseMs of [100, 200, 300, 300]) {
    breaker.world.now += pauseMs - 1
    expect((await breaker.ask(down())).sent).toBe(false)
    breaker.world.now += 1
    expect((await breaker.ask(down())).sent).toBe(true)
    expect(breaker.state()).toBe('open')
  }
  breaker.world.now += 300
  await breaker.ask(answer)
  await breaker.fail(3)
  breaker.world.now += 100
  expect((await breaker.ask(answer)).sent).toBe(true)
})

test('a probe whose client leaves makes room for another', async () => {
  const breaker = breaking()
  await breaker.fail(3)
  breaker.world.now = 100
  await breaker.ask(upstreamTimeout('shop'), subgraphRequest({ signal: AbortSignal.abort() }))
  expect(breaker.state()).toBe('half-open')
  expect((await breaker.ask(answer)).sent).toBe(true)
  expect(breaker.state()).toBe('closed')
})

test('a probe that never ends is given up after another pause, and what it says then is not heard', async () => {
  const breaker = breaking()
  await breaker.fail(3)
  breaker.world.now = 100
  const lost = Promise.withResolvers<SubgraphResponse>()
  const first = breaker.ask(lost.promise)
  breaker.world.now = 200
  const second = await breaker.ask(down())
  expect([second.sent, breaker.state()]).toEqual([true, 'open'])
  lost.resolve(answer)
  await first
  expect(breaker.state()).toBe('open')
})

test('calls that went out before it opened do not close it, and do not prolong its pause', async () => {
  const breaker = breaking()
  const slow = Array.from({ length: 4 }, () => Promise.withResolvers<SubgraphResponse>())
  const calls = slow.map(({ promise }) => breaker.ask(promise))
  await breaker.fail(3)
  slow[0]?.resolve(answer)
  slow[1]?.reject(down())
  await Promise.all(calls.slice(0, 2))
  expect(breaker.state()).toBe('open')
  breaker.world.now = 100
  const probe = Promise.withResolvers<SubgraphResponse>()
  const probing = breaker.ask(probe.promise)
  slow[2]?.resolve(answer)
  slow[3]?.reject(down())
  await Promise.all(calls.slice(2))
  expect(breaker.state()).toBe('half-open')
  probe.resolve(answer)
  await probing
  expect(breaker.state()).toBe('closed')
})

test('subscriptions and the end pass through', async () => {
  const ended: string[] = []
  const transport = circuitBreaker(
    {
      execute: () => failureOf(Promise.reject(down())) as Promise<SubgraphResponse>,
      async *subscribe() {
        yield answer
      },
      close: async () => void ended.push('closed'),
    },
    { subgraph: 'shop' },
  )
  const events: SubgraphResponse[] = []
  for await (const event of transport.subscribe?.(subgraphRequest()) ?? []) events.push(event)
  await transport.close?.()
  expect([events, ended]).toEqual([[answer], ['closed']])
})
