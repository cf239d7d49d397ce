import { buildSchema, type GraphQLObjectType, GraphQLScalarType, type GraphQLSchema } from 'graphql'
import { describe, expect, test, vi } from 'vitest'
import { failureOf, subgraphRequest } from './local-subgraph.fixture.ts'
import { memoryTransport } from './memory-transport.ts'
import type { FetchEvent } from './transport-events.ts'

const sdl = /* GraphQL */ `
  scalar Any
  type Query {
    any: Any
    anys: [Any]
    grid: [[Any!]]
    hello(name: String): String
    whole: Int
    hang: String
    count: Int
  }
  type Mutation { count: Int }
`

/** `Any` serialises to whatever the resolver gave. */
function anySchema(): GraphQLSchema {
  const schema = buildSchema(sdl)
  const any = schema.getType('Any')
  if (any instanceof GraphQLScalarType) any.serialize = (value) => value
  return schema
}

const schema = anySchema()

function answerOf(query: string, rootValue: unknown) {
  return memoryTransport({ schema, rootValue }).execute(subgraphRequest({ query }))
}

describe('a leaf', () => {
  test.each<[string, unknown, string]>([
    ['a Date', new Date(0), '{"any":"1970-01-01T00:00:00.000Z"}'],
    ['no Date', new Date(Number.NaN), '{"any":null}'],
    ['an object with toJSON', { toJSON: () => ({ a: 1 }) }, '{"any":{"a":1}}'],
    ['NaN', Number.NaN, '{"any":null}'],
    ['infinity', Number.NEGATIVE_INFINITY, '{"any":null}'],
    ['a boxed string', Object('x'), '{"any":"x"}'],
    ['a symbol', Symbol('x'), '{}'],
    ['undefined within', { a: undefined, b: [undefined, Symbol('x')] }, '{"any":{"b":[null,null]}}'],
    ['a map', new Map([['a', 1]]), '{"any":{}}'],
    ['a hostile key', JSON.parse('{"__proto__":{"a":1}}'), '{"any":{"__proto__":{"a":1}}}'],
    ['a lone surrogate', '\ud800', '{"any":"\\ud800"}'],
  ])('that is %s is what JSON makes of it', async (_what, any, json) => {
    const answer = await answerOf('{ any }', { any })
    expect(answer.errors).toBe(undefined)
    expect(JSON.stringify(answer.data)).toBe(json)
  })

  test('that is -0 is 0', async () => {
    const { data } = await answerOf('{ any whole }', { any: -0, whole: -0 })
    expect([Object.is(data?.any, 0), Object.is(data?.whole, 0)]).toEqual([true, true])
  })

  test.each<[string, unknown]>([
    ['a bigint', 1n],
    ['a bigint within', [1n]],
    [
      'an object that holds itself',
      (() => {
        const loop: Record<string, unknown> = {}
        loop.loop = loop
        return loop
      })(),
    ],
  ])('that is %s is no answer, as over HTTP', async (_what, any) => {
    expect(await failureOf(answerOf('{ any }', { any }))).toMatchObject({
      message: 'The shop subgraph is not available.',
      code: 'UPSTREAM_UNAVAILABLE',
      cause: expect.any(TypeError),
    })
  })

  test('is shared with nobody, in lists and lists of lists, under aliases and in fragments', async () => {
    const held = { a: [1] }
    const rootValue = { any: held, anys: [held, null, held], grid: [[held], [held]] }
    const query = `
      { __proto__: any ...F ... on Query { grid } ... { constructor: any } }
      fragment F on Query { anys toString: grid }
    `
    const { data, errors } = await answerOf(query, rootValue)
    expect(errors).toBe(undefined)
    const texts = JSON.stringify(data)
    held.a.push(2)
    expect(JSON.stringify(data)).toBe(texts)
    expect(texts).toBe(
      '{"__proto__":{"a":[1]},"anys":[{"a":[1]},null,{"a":[1]}],"toString":[[{"a":[1]}],[{"a":[1]}]],' +
        '"grid":[[{"a":[1]}],[{"a":[1]}]],"constructor":{"a":[1]}}',
    )
    expect(Object.hasOwn(Object.prototype, 'a')).toBe(false)
    // The resolver's own list is not the one in the answer.
    expect(rootValue.anys[1]).toBe(null)
  })

  test('that is a list belongs to its scalar', async () => {
    const list = [-0, undefined, [Symbol('x')]]
    const { data } = await answerOf('{ any anys }', { any: list, anys: [list] })
    expect(JSON.stringify(data)).toBe('{"any":[0,null,[null]],"anys":[[0,null,[null]]]}')
    expect(list[1]).toBe(undefined)
  })
})

describe('an execution', () => {
  test('has the variables, the operation, the root value and the context', async () => {
    const hello = vi.fn(({ name }: { name: string }, context: unknown) => `${name}, ${String(context)}`)
    const request = subgraphRequest({
      query: 'query A($name: String) { hello(name: $name) } query B { whole }',
      operationName: 'A',
      variablesJson: '{"__proto__":{"name":"evil"},"name":"ann"}',
      context: 'asked',
    })
    const rootValue = { hello, whole: 1 }
    expect(await memoryTransport({ schema, rootValue }).execute(request)).toEqual({
      data: { hello: 'ann, asked' },
    })
    const contextValue = async ({ context }: { context: unknown }) => `made of ${String(context)}`
    expect(await memoryTransport({ schema, rootValue, contextValue }).execute(request)).toEqual({
      data: { hello: 'ann, made of asked' },
    })
    expect(await memoryTransport({ schema, rootValue }).execute({ ...request, operationName: 'B' })).toEqual({
      data: { whole: 1 },
    })
  })

  test('does not take a variable from a prototype', async () => {
    const hello = vi.fn(({ name }: { name?: string }) => String(name))
    const request = subgraphRequest({
      query: 'query ($name: String) { hello(name: $name) }',
      variablesJson: '{"__proto__":{"name":"evil"}}',
    })
    expect(await memoryTransport({ schema, rootValue: { hello } }).execute(request)).toEqual({
      data: { hello: 'undefined' },
    })
  })

  test('gives errors as they would come over HTTP', async () => {
    const rootValue = {
      hello: () => {
        throw Object.assign(new Error('no'), {
          extensions: { code: 'NO', at: new Date(0), secret: undefined },
        })
      },
    }
    expect(await answerOf('{ hello }', rootValue)).toEqual({
      data: { hello: null },
      errors: [
        {
          message: 'no',
          locations: [{ line: 1, column: 3 }],
          path: ['hello'],
          extensions: { code: 'NO', at: '1970-01-01T00:00:00.000Z' },
        },
      ],
    })
  })

  test('masks errors where it is told to', async () => {
    const transport = memoryTransport({
      schema,
      rootValue: { hello: () => Promise.reject(new Error('secret')) },
      formatError: ({ path }, { subgraph }) => ({ message: `${subgraph} failed`, ...(path && { path }) }),
    })
    expect(await transport.execute(subgraphRequest())).toEqual({
      data: { hello: null },
      errors: [{ message: 'shop failed', path: ['hello'] }],
    })
  })

  test.each([
    ['{', 'GRAPHQL_PARSE_FAILED'],
    ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('refuses %s as %s, each time with errors of its own', async (query, code) => {
    const transport = memoryTransport({ schema })
    const [one, two] = [
      await transport.execute(subgraphRequest({ query })),
      await transport.execute(subgraphRequest({ query })),
    ]
    expect(one).toEqual({ errors: [expect.objectContaining({ extensions: { code } })] })
    expect(two).toEqual(one)
    expect(two.errors?.[0]).not.toBe(one.errors?.[0])
  })

  test('parses and validates a document once', async () => {
    const counted = anySchema()
    const query = counted.getQueryType() as GraphQLObjectType
    const fields = vi.spyOn(query, 'getFields')
    const transport = memoryTransport({ schema: counted, rootValue: { whole: 1 }, rememberedDocuments: 1 })
    const readsFor = async (text: string) => {
      const before = fields.mock.calls.length
      await transport.execute(subgraphRequest({ query: text }))
      return fields.mock.calls.length - before
    }
    await readsFor('{ any }')
    const first = await readsFor('{ whole }')
    const again = await readsFor('{ whole }')
    expect(again).toBeLessThan(first)
    expect(await readsFor('{ whole }')).toBe(again)
    await readsFor('{ w: whole }')
    expect(await readsFor('{ whole }')).toBe(first)
  })
})

describe('time', () => {
  test('is over at the deadline when a resolver hangs', async () => {
    const transport = memoryTransport({ schema, rootValue: { hang: () => new Promise(() => {}) } })
    const startedAt = Date.now()
    const call = transport.execute(subgraphRequest({ query: '{ hang }', deadlineAt: startedAt + 30 }))
    expect(await failureOf(call)).toMatchObject({ code: 'UPSTREAM_TIMEOUT' })
    expect(Date.now()).toBeGreaterThanOrEqual(startedAt + 30)
    expect(Date.now()).toBeLessThan(startedAt + 1_000)
  })

  test('is over when the client leaves, and the resolver can see it', async () => {
    const client = new AbortController()
    const hang = vi.fn((_args: unknown, _context: unknown) => new Promise(() => {}))
    const transport = memoryTransport({ schema, rootValue: { hang }, contextValue: ({ signal }) => signal })
    const call = transport.execute(subgraphRequest({ query: '{ hang }', signal: client.signal }))
    client.abort()
    expect(await failureOf(call)).toMatchObject({ code: 'UPSTREAM_TIMEOUT' })
    const [, context] = hang.mock.calls[0] ?? []
    expect(context).toMatchObject({ aborted: true })
  })

  test('that has passed executes nothing', async () => {
    const count = vi.fn(() => 1)
    const transport = memoryTransport({ schema, rootValue: { count } })
    const mutation = subgraphRequest({ kind: 'mutation', query: 'mutation { count }' })
    for (const over of [{ deadlineAt: Date.now() }, { signal: AbortSignal.abort() }]) {
      expect(await failureOf(transport.execute({ ...mutation, ...over }))).toMatchObject({
        code: 'UPSTREAM_TIMEOUT',
      })
    }
    expect(count).not.toHaveBeenCalled()
    expect(await transport.execute(mutation)).toEqual({ data: { count: 1 } })
  })
})

test('an observer hears of each call and its outcome', async () => {
  const events: FetchEvent[] = []
  const transport = memoryTransport({
    schema,
    rootValue: { whole: 1, hang: () => new Promise(() => {}), any: 1n },
    observe: { onFetch: (event) => events.push(event) },
  })
  await transport.execute(subgraphRequest({ query: '{ whole }' }))
  await failureOf(transport.execute(subgraphRequest({ query: '{ hang }', deadlineAt: Date.now() + 5 })))
  await failureOf(transport.execute(subgraphRequest({ query: '{ any }' })))
  expect(
    events.map(({ outcome, bytesIn, bytesOut, status }) => [outcome, bytesIn, bytesOut, status]),
  ).toEqual([
    ['answer', 0, 0, undefined],
    ['timeout', 0, 0, undefined],
    ['unavailable', 0, 0, undefined],
  ])
})
