// When entity fetches go out together, and when each by itself. What becomes of answers and errors: `fixtures`.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { FetchNode } from '@apollo/query-planner'
import { afterEach, expect, test, vi } from 'vitest'
import { upstreamTimeout, upstreamUnavailable } from '../errors.ts'
import { FetchFailure } from '../transport/fetch-failure.ts'
import type { SubgraphRequest, SubgraphResponse } from '../transport/subgraph-transport.ts'
import { askBatched } from './ask-batched.ts'
import type { Batches } from './batches.ts'
import type { CompiledFetch } from './fetch.ts'
import type { Run } from './run.ts'

afterEach(() => vi.restoreAllMocks())

const nextTurn = () => new Promise(setImmediate)

/** A run, and what it sends; `answer` says what comes for it. */
function running(answer: (request: SubgraphRequest) => SubgraphResponse, batches: Batches = newBatches()) {
  const sent: SubgraphRequest[] = []
  const run: Run = {
    request: {
      variables: {},
      send: async (request) => {
        sent.push(request)
        return answer(request)
      },
      context: {},
      deadlineAt: Number.POSITIVE_INFINITY,
      signal: undefined,
    },
    root: {},
    errors: [],
    plain: true,
    conditions: new Map(),
    variableTexts: new Map(),
    answers: new Map(),
    waiting: new Map(),
    observer: undefined,
  }
  const ask = (index: number, count = 1) => {
    const alone = vi.fn(async (): Promise<SubgraphResponse> => ({ data: { alone: index, ...span() } }))
    const representations = Array.from({ length: count }, (_, each) => `{"id":"${index}.${each}"}`).join()
    const asked = askBatched(run, {
      fetch: fetching(index),
      place: { batches, index },
      representations,
      count,
      alone,
    })
    return { asked, alone }
  }
  return { sent, ask, batches }
}

const spans = new AsyncLocalStorage<string>()

function span(): { readonly in?: string } {
  const current = spans.getStore()
  return current === undefined ? {} : { in: current }
}

const newBatches = (): Batches => ({ operations: new Map(), restingUntil: 0 })

function fetching(index: number): CompiledFetch {
  const operation = `query($representations:[_Any!]!){_entities(representations:$representations){...on T{f${index}}}}`
  const node: Partial<FetchNode> = { serviceName: 'shop', operation }
  return { node, variables: [] } as Partial<CompiledFetch> as CompiledFetch
}

/** One entity for each representation. */
const healthy = ({ variablesJson }: SubgraphRequest): SubgraphResponse => {
  const lists = Object.values(JSON.parse(variablesJson) as Record<string, unknown[]>)
  return { data: Object.fromEntries(lists.map((list, index) => [`_${index}`, list])), plain: true }
}

test('those of one turn go out in one request, in the order of the plan', async () => {
  const { sent, ask } = running(healthy)
  const [second, first] = [ask(7, 2), ask(3)]
  expect(sent).toEqual([])
  expect(await first.asked).toEqual({ data: { _entities: [{ id: '3.0' }] }, plain: true })
  expect(await second.asked).toEqual({ data: { _entities: [{ id: '7.0' }, { id: '7.1' }] }, plain: true })
  expect(sent.map(({ variablesJson }) => JSON.parse(variablesJson))).toEqual([
    { representations_0: [{ id: '3.0' }], representations_1: [{ id: '7.0' }, { id: '7.1' }] },
  ])
  expect(first.alone).not.toHaveBeenCalled()
})

test('the text is the same object however often they meet', async () => {
  const { sent, ask } = running(healthy)
  await Promise.all([ask(1).asked, ask(2).asked])
  await Promise.all([ask(2).asked, ask(1).asked])
  expect(sent).toHaveLength(2)
  expect(sent[1]?.query).toBe(sent[0]?.query)
})

test('one that meets nobody goes out as the plan has it', async () => {
  const { sent, ask } = running(healthy)
  const { asked } = ask(1)
  expect(await asked).toEqual({ data: { alone: 1 } })
  await nextTurn()
  expect(await ask(2).asked).toEqual({ data: { alone: 2 } })
  expect(sent).toEqual([])
})

test('a request asks for a thousand entities at most, and for ten fetches', async () => {
  const { sent, ask } = running(healthy)
  await Promise.all([ask(1, 600).asked, ask(2, 400).asked, ask(3, 1).asked, ask(4, 999).asked])
  const counts = () =>
    sent.map(({ variablesJson }) =>
      Object.values<unknown[]>(JSON.parse(variablesJson)).map((list) => list.length),
    )
  expect(counts()).toEqual([
    [600, 400],
    [1, 999],
  ])
  sent.length = 0
  await Promise.all(Array.from({ length: 21 }, (_, index) => ask(index).asked))
  expect(counts().map((lists) => lists.length)).toEqual([10, 10])
})

test('after a batch that failed nobody tries again for a minute', async () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(1_000)
  const { sent, ask, batches } = running(() => ({ errors: [{ message: 'too long' }] }))
  const both = async () => Promise.all([ask(1).asked, ask(2).asked])
  const alone = [{ data: { alone: 1 } }, { data: { alone: 2 } }]
  expect(await both()).toEqual(alone)
  now.mockReturnValue(60_999)
  expect(await both()).toEqual(alone)
  expect(sent).toHaveLength(1)
  now.mockReturnValue(61_000)
  const recovered = running(healthy, batches)
  await Promise.all([recovered.ask(1).asked, recovered.ask(2).asked])
  expect(recovered.sent).toHaveLength(1)
})

test.each([
  ['does not answer in time', upstreamTimeout('shop')],
  ['is not there', upstreamUnavailable('shop', new FetchFailure('unanswered', 'no connection'))],
  ['is left alone by the breaker', upstreamUnavailable('shop', new FetchFailure('circuit-open', 'open'))],
])('a subgraph that %s is asked once, and each learns of it', async (_what, failure) => {
  const { sent, ask, batches } = running(() => {
    throw failure
  })
  const [one, other] = [ask(1), ask(2)]
  const told = await Promise.all(
    [one.asked, other.asked].map((asked) => asked.catch((error: unknown) => error)),
  )
  expect(told).toMatchObject([failure, failure].map(({ code, message }) => ({ code, message })))
  // Whoever gets an error may complete it.
  expect(told[0]).not.toBe(told[1])
  expect([sent.length, one.alone.mock.calls.length, other.alone.mock.calls.length]).toEqual([1, 0, 0])
  expect(batches.restingUntil).toBe(0)
})

test.each(['too-large', 'not-graphql'] as const)('what comes as %s may come better alone', async (reason) => {
  const { sent, ask, batches } = running(() => {
    throw upstreamUnavailable('shop', new FetchFailure(reason, 'no'))
  })
  expect(await Promise.all([ask(1).asked, ask(2).asked])).toEqual([
    { data: { alone: 1 } },
    { data: { alone: 2 } },
  ])
  expect(sent).toHaveLength(1)
  expect(batches.restingUntil).toBeGreaterThan(performance.now())
})

test('each fetch that asks for itself may fail for itself', async () => {
  const { ask } = running(() => ({ data: null }))
  const [one, other] = [ask(1), ask(2)]
  one.alone.mockRejectedValue(new Error('only this one'))
  await expect(one.asked).rejects.toThrow('only this one')
  expect(await other.asked).toEqual({ data: { alone: 2 } })
})

test('one that goes out by itself does so in the context that asked for it, as a tracer sees it', async () => {
  const { ask } = running(() => ({ data: {} }))
  const [first, second] = [spans.run('first', () => ask(1)), spans.run('second', () => ask(2))]
  expect([await first.asked, await second.asked]).toEqual([
    { data: { alone: 1, in: 'first' } },
    { data: { alone: 2, in: 'second' } },
  ])
  // Too many for one request: nobody is sent together.
  const { ask: askMany } = running(healthy)
  const [one, other] = [spans.run('one', () => askMany(1, 600)), spans.run('other', () => askMany(2, 600))]
  expect([await one.asked, await other.asked]).toEqual([
    { data: { alone: 1, in: 'one' } },
    { data: { alone: 2, in: 'other' } },
  ])
})
