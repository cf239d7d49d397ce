import type { SubgraphAnswer, SubgraphCall } from '@supermarket/service-kit/subgraph-call.ts'
import { expect, test } from 'vitest'
import { splitRepresentations } from './split-representations.ts'

type Representation = { readonly id: number }

function callFor(count: number): SubgraphCall {
  return {
    query:
      'query ($representations: [_Any!]!, $x: Int) { _entities(representations: $representations) { id } }',
    variables: { x: 7, representations: Array.from({ length: count }, (_, id) => ({ id })) },
    requestId: 'req',
    deadlineAt: Date.now() + 1_000,
  }
}

function representationsOf({ variables }: SubgraphCall): readonly Representation[] {
  return variables?.representations as readonly Representation[]
}

function answerTo(call: SubgraphCall): SubgraphAnswer {
  return { status: 200, body: { data: { _entities: representationsOf(call).map(({ id }) => ({ id })) } } }
}

test('a fetch within the bound goes out as it came', async () => {
  const calls: SubgraphCall[] = []
  const send = splitRepresentations(
    async (call) => {
      calls.push(call)
      return answerTo(call)
    },
    'products',
    3,
  )
  const call = callFor(3)
  await send(call)
  const other = { ...call, variables: { representations: 'none' } }
  await send(other).catch(() => undefined)
  expect(calls).toEqual([call, other])
  expect(calls[0]).toBe(call)
})

test('a longer one goes out in parts and comes back whole, in order', async () => {
  const sizes: number[] = []
  const send = splitRepresentations(
    async (call) => {
      sizes.push(representationsOf(call).length)
      expect(call.variables?.x).toBe(7)
      // The first part answers last.
      await new Promise((resolve) => setTimeout(resolve, representationsOf(call)[0]?.id === 0 ? 20 : 0))
      return answerTo(call)
    },
    'products',
    3,
  )
  const { status, body } = await send(callFor(8))
  expect(sizes).toEqual([3, 3, 2])
  expect(status).toBe(200)
  expect(body).toEqual({ data: { _entities: Array.from({ length: 8 }, (_, id) => ({ id })) } })
})

test('errors of a part name the place in the whole', async () => {
  const send = splitRepresentations(
    async (call) => {
      const answer = answerTo(call)
      const index = representationsOf(call).findIndex(({ id }) => id === 4)
      if (index < 0) return answer
      return {
        ...answer,
        body: {
          ...answer.body,
          errors: [{ message: 'no', path: ['_entities', index, 'name'] }, { message: 'all' }],
        },
      }
    },
    'products',
    3,
  )
  expect((await send(callFor(8))).body.errors).toEqual([
    { message: 'no', path: ['_entities', 4, 'name'] },
    { message: 'all' },
  ])
})

test('a part that fails blanks its own entities and no others', async () => {
  const send = splitRepresentations(
    async (call) => {
      const first = representationsOf(call)[0]?.id
      if (first === 0) throw new TypeError('secret')
      if (first === 3)
        return { status: 503, body: { errors: [{ message: 'later', extensions: { code: 'OVERLOADED' } }] } }
      return answerTo(call)
    },
    'products',
    3,
  )
  const { status, body } = await send(callFor(8))
  expect(status).toBe(503)
  expect(body.data).toEqual({ _entities: [null, null, null, null, null, null, { id: 6 }, { id: 7 }] })
  expect(body.errors).toEqual([
    { message: 'The products service is not available.', extensions: { code: 'UPSTREAM_UNAVAILABLE' } },
    { message: 'later', extensions: { code: 'OVERLOADED' } },
  ])
})
