// The executor over real subgraph schemas in memory. Every rule of federation has its own fixtures; here stands what
// is the executor's own: how often it asks, and what it shares.
import { parse } from 'graphql'
import { expect, test } from 'vitest'
import type { SubgraphRequest } from '../transport/subgraph-transport.ts'
import { executeOperation } from './execute-operation.ts'
import { answer, compile, executionRequest } from './small-graph.fixture.ts'

async function run(query: string) {
  const requests: SubgraphRequest[] = []
  const send = (request: SubgraphRequest) => {
    requests.push(request)
    return answer(request)
  }
  const { dataJson, errors } = await executeOperation(compile(parse(query)), executionRequest(send))
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
