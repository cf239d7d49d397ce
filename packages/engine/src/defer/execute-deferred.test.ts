// Deferred answers over real subgraph schemas: what comes first, what comes later, and where it belongs.
import { parse } from 'graphql'
import { expect, test } from 'vitest'
import { answer, compile, executionRequest } from '../execute/small-graph.fixture.ts'
import type { DeferredPart } from '../stream/streamed-data.ts'
import type { SubgraphRequest } from '../transport/subgraph-transport.ts'
import { labelDefers } from './deferred-fragments.ts'
import { executeDeferred } from './execute-deferred.ts'

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
