// The executor over real subgraph schemas in memory. Every rule of federation has its own fixtures; here stands what
// is the executor's own: how often it asks, and what it shares.
import { parse } from 'graphql'
import { expect, test } from 'vitest'
import type { SubgraphRequest } from '../transport/subgraph-transport.ts'
import { executeOperation } from './execute-operation.ts'
import type { ExecutionObserver, StartedFetch } from './run.ts'
import { answer, compile, executionRequest } from './small-graph.fixture.ts'

async function run(query: string, observer?: ExecutionObserver) {
  const requests: SubgraphRequest[] = []
  const send = (request: SubgraphRequest) => {
    requests.push(request)
    return answer(request)
  }
  const { dataJson, errors } = await executeOperation(compile(parse(query)), executionRequest(send), observer)
  return { requests, data: JSON.parse(dataJson), errors: errors.map((error) => error.toJSON()) }
}

test('an entity that many positions ask for is asked for once and stands in all of them', async () => {
  const { requests, data } = await run('{ users { id reviews { body author { name } } } }')
  expect(requests.map(({ subgraph, variablesJson }) => [subgraph, JSON.parse(variablesJson)])).toEqual([
    ['accounts', {}],
    [
      'reviews',
      {
        representations: [
          { __typename: 'User', id: 'ann' },
          { __typename: 'User', id: 'bob' },
        ],
      },
    ],
    [
      'accounts',
      {
        representations: [
          { __typename: 'User', id: 'ann' },
          { __typename: 'User', id: 'bob' },
        ],
      },
    ],
  ])
  expect(data.users[0]).toEqual({
    id: 'ann',
    reviews: [
      { body: 'ann to ann', author: { name: 'ANN' } },
      { body: 'bob to ann', author: { name: 'BOB' } },
    ],
  })
})

test('an error about a shared entity is told at each of its places', async () => {
  const { data, errors } = await run('{ users { id reviews { author { id reviews { body } } } } }')
  expect(data.users[1]).toEqual({ id: 'bob', reviews: null })
  expect(errors.map(({ path }) => path?.join('.')).sort()).toEqual([
    'users.0.reviews.1.author.reviews',
    'users.1.reviews',
  ])
})

test('introspection stands beside data', async () => {
  const { data } = await run('{ __typename __type(name: "User") { name } users { id } }')
  expect(data).toEqual({
    __typename: 'Query',
    __type: { name: 'User' },
    users: [{ id: 'ann' }, { id: 'bob' }],
  })
})

const firstAndLast = '{ first { name } last { name } }'
const names = { first: { name: 'ANN' }, last: { name: 'BOB' } }

/** An observer, and the fetches that it has seen begin and end. */
function watching(capturesTraces: boolean) {
  const begun: StartedFetch[] = []
  const ended: unknown[] = []
  const observer: ExecutionObserver = {
    capturesTraces,
    async fetch(fetch, send) {
      begun.push(fetch)
      const answer = await send()
      // The executor owns what it got, and changes it.
      ended.push(structuredClone(answer.data))
      return answer
    },
    write: (write) => write(),
  }
  return { observer, begun, ended }
}

test('fetches that go out together are one request, and to who watches as many as the plan has', async () => {
  const { observer, begun, ended } = watching(false)
  const { requests, data } = await run(firstAndLast, observer)
  expect(data).toEqual(names)
  expect(requests.map(({ subgraph, variablesJson }) => [subgraph, JSON.parse(variablesJson)])).toEqual([
    ['reviews', {}],
    [
      'accounts',
      {
        representations_0: [{ __typename: 'User', id: 'ann' }],
        representations_1: [{ __typename: 'User', id: 'bob' }],
      },
    ],
  ])
  expect(begun.map(({ path, entities }) => [path, entities?.sent])).toEqual([
    [[], undefined],
    [['first'], 1],
    [['last'], 1],
  ])
  const ofUser = (name: string) => ({ _entities: [{ name }] })
  expect(ended.slice(1)).toEqual([ofUser('ANN'), ofUser('BOB')])
})

test('a federated trace is of one fetch: where traces are captured each goes out by itself', async () => {
  const { observer } = watching(true)
  const { requests, data } = await run(firstAndLast, observer)
  expect(data).toEqual(names)
  expect(requests.map(({ subgraph }) => subgraph)).toEqual(['reviews', 'accounts', 'accounts'])
})

test('a fetch without company goes out as the plan has it', async () => {
  const { requests } = await run('{ first { name } }')
  expect(requests.map(({ variablesJson }) => JSON.parse(variablesJson))).toEqual([
    {},
    { representations: [{ __typename: 'User', id: 'ann' }] },
  ])
})

test('and so do all without batching', async () => {
  const requests: SubgraphRequest[] = []
  const send = (request: SubgraphRequest) => {
    requests.push(request)
    return answer(request)
  }
  const { dataJson } = await executeOperation(compile(parse(firstAndLast), false), executionRequest(send))
  expect(JSON.parse(dataJson)).toEqual(names)
  expect(requests.map(({ subgraph }) => subgraph)).toEqual(['reviews', 'accounts', 'accounts'])
})
