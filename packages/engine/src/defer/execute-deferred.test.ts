// Deferred answers over real subgraph schemas: what comes first, what comes later, and where it belongs.
import { parse } from 'graphql'
import { expect, onTestFinished, test, vi } from 'vitest'
import { upstreamUnavailable } from '../errors.ts'
import type { ExecutionObserver } from '../execute/run.ts'
import { answer, compile, executionRequest } from '../execute/small-graph.fixture.ts'
import type { DeferredPart } from '../stream/streamed-data.ts'
import type { SubgraphRequest } from '../transport/subgraph-transport.ts'
import { executeDeferred } from './execute-deferred.ts'
import { labelDefers } from './label-defers.ts'

async function start(
  query: string,
  { variables = {}, send = answer }: { variables?: Record<string, unknown>; send?: typeof answer } = {},
) {
  const compiled = compile(labelDefers(parse(query)))
  const started = await executeDeferred(compiled, executionRequest(send, variables))
  if (!started) throw new Error('nothing was deferred')
  return started
}

async function allOf(parts: AsyncIterable<readonly DeferredPart[]>) {
  const all: unknown[] = []
  for await (const list of parts) {
    for (const { id, dataJson, errors, pending } of list) {
      all.push({
        id,
        data: dataJson === undefined ? undefined : JSON.parse(dataJson),
        ...(errors ? { errors: errors.map(({ path }) => path?.join('.')) } : {}),
        ...(pending ? { pending } : {}),
      })
    }
  }
  return all
}

test('the first answer does not wait for the subgraph of what is deferred', async () => {
  const gate = Promise.withResolvers<void>()
  const send = async (request: SubgraphRequest) => {
    if (request.subgraph === 'reviews') await gate.promise
    return answer(request)
  }
  const { first, pending, parts } = await start(
    '{ __typename users { id ... @defer(label: "r") { reviews { body } } } }',
    {
      send,
    },
  )
  expect(JSON.parse(first.dataJson)).toEqual({ __typename: 'Query', users: [{ id: 'ann' }, { id: 'bob' }] })
  expect(pending).toEqual([
    { id: '0', path: ['users', 0], label: 'r' },
    { id: '1', path: ['users', 1], label: 'r' },
  ])
  gate.resolve()
  expect(await allOf(parts)).toEqual([
    { id: '0', data: { reviews: [{ body: 'ann to ann' }, { body: 'bob to ann' }] } },
    { id: '1', data: { reviews: null }, errors: ['users.1.reviews'] },
  ])
})

test('a part inside a part is announced with it, at each of its places', async () => {
  const { parts } = await start(
    '{ users { id ... @defer { reviews { body author { id ... @defer(label: "name") { name } } } } } }',
  )
  expect(await allOf(parts)).toEqual([
    {
      id: '0',
      data: {
        reviews: [
          { body: 'ann to ann', author: { id: 'ann' } },
          { body: 'bob to ann', author: { id: 'bob' } },
        ],
      },
      pending: [
        { id: '2', path: ['users', 0, 'reviews', 0, 'author'], label: 'name' },
        { id: '3', path: ['users', 0, 'reviews', 1, 'author'], label: 'name' },
      ],
    },
    { id: '1', data: { reviews: null }, errors: ['users.1.reviews'] },
    { id: '2', data: { name: 'ANN' } },
    { id: '3', data: { name: 'BOB' } },
  ])
})

test('a condition decides per request whether a part is deferred', async () => {
  const query = 'query ($later: Boolean!) { users { id ... @defer(if: $later) { name } } }'
  const { first, pending } = await start(query, { variables: { later: true } })
  expect([JSON.parse(first.dataJson).users[0], pending.length]).toEqual([{ id: 'ann' }, 2])
  const compiled = compile(labelDefers(parse(query)))
  expect(await executeDeferred(compiled, executionRequest(answer, { later: false }))).toBeUndefined()
})

test('a label that stands twice is refused', () => {
  const query = '{ users { ... @defer(label: "a") { id } ... @defer(label: "a") { name } } }'
  expect(() => labelDefers(parse(query))).toThrow('The label "a" may stand at one @defer only.')
})

test('text of every kind arrives as it was, in the first answer and in parts', async () => {
  const text = 'say "hi" \\ 🫖\n'
  const send = async (request: SubgraphRequest) => {
    const answered = JSON.stringify(await answer(request))
    return { ...JSON.parse(answered.replaceAll(/"(ANN|ann to ann)"/g, JSON.stringify(text))), plain: false }
  }
  const { first, parts } = await start('{ users { name ... @defer { id reviews { body } } } }', { send })
  expect(JSON.parse(first.dataJson)).toEqual({ users: [{ name: text }, { name: 'BOB' }] })
  expect(await allOf(parts)).toMatchObject([
    { data: { id: 'ann', reviews: [{ body: text }, { body: 'bob to ann' }] } },
    { data: { id: 'bob', reviews: null } },
  ])
})

const deferredNames =
  '{ first { id ... @defer(label: "one") { name } } last { id ... @defer(label: "two") { name } } }'

test('each part that is lost says why, with the path of its place', async () => {
  const down = async (request: SubgraphRequest) => {
    if (request.subgraph === 'accounts') throw upstreamUnavailable('accounts')
    return answer(request)
  }
  const { parts } = await start(
    '{ users: first { id } first { reviews { author { id ... @defer { name } } } } }',
    {
      send: down,
    },
  )
  expect(await allOf(parts)).toEqual([
    { id: '0', data: undefined, errors: ['first.reviews'] },
    { id: '1', data: undefined, errors: ['first.reviews.1.author'] },
  ])
})

test('what may not be null is told at its path in the answer', async () => {
  const send = async (request: SubgraphRequest) =>
    request.subgraph === 'accounts' ? { data: { _entities: [{ name: null }] } } : answer(request)
  const { parts } = await start(deferredNames, { send })
  expect(await allOf(parts)).toEqual([
    { id: '0', data: undefined, errors: ['first.name'] },
    { id: '1', data: undefined, errors: ['last.name'] },
  ])
})

test('a part that fails and that nobody reads does not end the process', async () => {
  const fault = vi.fn(() => {
    throw { anything: 'but an error of a subgraph' }
  })
  const rejections: unknown[] = []
  const note = (reason: unknown) => void rejections.push(reason)
  process.on('unhandledRejection', note)
  onTestFinished(() => void process.off('unhandledRejection', note))
  const compiled = compile(labelDefers(parse(deferredNames)))
  const observer: ExecutionObserver = {
    capturesTraces: false,
    fetch: ({ node }, send) => (node.serviceName === 'accounts' ? fault() : send()),
    write: (write) => write(),
  }
  const started = await executeDeferred(compiled, executionRequest(answer), observer)
  expect(started?.pending).toHaveLength(2)
  await new Promise(setImmediate)
  await new Promise(setImmediate)
  expect([fault.mock.calls.length, rejections]).toEqual([2, []])
})

test('what @skip and @include leave out is neither announced nor fetched, at the fragment and above it', async () => {
  const asked: string[] = []
  const send = async (request: SubgraphRequest) => {
    asked.push(request.subgraph)
    return answer(request)
  }
  const { first, pending, parts } = await start(
    `query ($no: Boolean!) {
      users { id ... @include(if: $no) { ... @defer { reviews { body } } } ... @defer @include(if: false) { reviews { author { id } } } }
      ... @defer { __typename }
    }`,
    { variables: { no: false }, send },
  )
  expect(JSON.parse(first.dataJson)).toEqual({ users: [{ id: 'ann' }, { id: 'bob' }] })
  expect(pending).toEqual([{ id: '0', path: [] }])
  expect(await allOf(parts)).toEqual([{ id: '0', data: { __typename: 'Query' } }])
  expect(asked).not.toContain('reviews')
})

test('a part does not wait for a fetch that its plan has left out', async () => {
  const { first, parts } = await start('{ users @skip(if: true) { id } ... @defer { __typename } }')
  expect(JSON.parse(first.dataJson)).toEqual({})
  expect(await allOf(parts)).toEqual([{ id: '0', data: { __typename: 'Query' } }])
})

test('a fragment that is spread in several places is deferred in each, under its label', async () => {
  const { first, pending, parts } = await start(
    `{ users { id ...Named } ... @defer { users { reviews { author { id ...Named } } } } }
     fragment Named on User { ... @defer(label: "named") { name } }`,
  )
  expect(JSON.parse(first.dataJson)).toEqual({ users: [{ id: 'ann' }, { id: 'bob' }] })
  expect(pending.filter(({ label }) => label === 'named').map(({ path }) => path)).toEqual([
    ['users', 0],
    ['users', 1],
  ])
  const names = (await allOf(parts)).filter((part) => Object.hasOwn(Object(Object(part).data), 'name'))
  expect(names.map((part) => Object(part).data)).toEqual([
    { name: 'ANN' },
    { name: 'BOB' },
    { name: 'ANN' },
    { name: 'BOB' },
  ])
})

test('fragments that defer in more places than anybody can follow are refused, at once', () => {
  const depth = 30
  const fragments = Array.from(
    { length: depth },
    (_, i) => `fragment F${i} on User { ...F${i + 1} ... @include(if: true) { ...F${i + 1} } }`,
  )
  const query = `{ users { ...F0 } } ${fragments.join(' ')} fragment F${depth} on User { ... @defer { id } }`
  expect(() => labelDefers(parse(query))).toThrow('The operation is too complex to be planned.')
})

test('nothing is announced at an object that a null took away from the client', async () => {
  const send = async (request: SubgraphRequest) => {
    const answered = JSON.stringify(await answer(request))
    return JSON.parse(answered.replace('"name":"ANN"', '"name":null'))
  }
  const { first, pending, parts } = await start('{ users { name ... @defer { reviews { body } } } }', {
    send,
  })
  expect(first.dataJson).toBe('null')
  expect(pending).toEqual([])
  expect(await allOf(parts)).toEqual([])
})
