import { buildSchema, GraphQLError, GraphQLScalarType } from 'graphql'
import { describe, expect, test } from 'vitest'
import { testSource } from '../stream/source.fixture.ts'
import { failureOf } from './local-subgraph.fixture.ts'
import { memorySubscribe } from './memory-subscribe.ts'
import type { MemoryTransportOptions } from './memory-transport.ts'
import {
  collect,
  countedTo,
  countRequest,
  type TickSource,
  tickRequest,
  tickRoot,
  tickSdl,
} from './subscribed.fixture.ts'

const schema = buildSchema(tickSdl)
const any = schema.getType('Any')
if (any instanceof GraphQLScalarType) any.serialize = (value) => value

function subscribing(source: TickSource, options: Partial<MemoryTransportOptions> = {}) {
  return memorySubscribe({ schema, rootValue: tickRoot(source), ...options })
}

describe('a subscription in memory', () => {
  test('gives a thousand events in order', async () => {
    expect(await collect(subscribing(testSource()).subscribe(countRequest(1_000)))).toEqual(countedTo(1_000))
  })

  test('gives its resolvers a context, with a signal that aborts when its reader returns', async () => {
    const source = testSource<{ tick: number }>()
    const aborted = Promise.withResolvers<void>()
    const { subscribe } = subscribing(source, {
      contextValue: (request) => {
        request.signal?.addEventListener('abort', () => aborted.resolve())
        return request.context
      },
    })
    const awaited = source.awaited()
    const iterator = subscribe(tickRequest())[Symbol.asyncIterator]()
    const pending = iterator.next()
    await awaited
    await iterator.return?.()
    expect(await pending).toEqual({ done: true, value: undefined })
    await Promise.all([aborted.promise, source.returned])
  })

  test('ends when the client goes, although its source does not', async () => {
    const waiting = Promise.withResolvers<void>()
    async function* stuck() {
      yield { tick: 1 }
      waiting.resolve()
      await new Promise(() => {})
    }
    const leaving = new AbortController()
    const rootValue = { tick: stuck }
    const request = tickRequest({ signal: leaving.signal })
    const collected = collect(memorySubscribe({ schema, rootValue }).subscribe(request))
    await waiting.promise
    leaving.abort()
    expect(await collected).toEqual([{ data: { tick: 1 } }])
  })

  test('that is refused gives the errors and ends, formatted like all others', async () => {
    const rootValue = {
      tick: () => {
        throw new GraphQLError('Not yours.', { extensions: { code: 'FORBIDDEN' } })
      },
    }
    const { subscribe } = memorySubscribe({
      schema,
      rootValue,
      formatError: ({ extensions }) => ({ message: 'masked', extensions }),
    })
    expect(await collect(subscribe(tickRequest()))).toEqual([
      { errors: [{ message: 'masked', extensions: { code: 'FORBIDDEN' } }] },
    ])
    const [invalid] = await collect(subscribe(tickRequest({ query: 'subscription { nothing }' })))
    expect(invalid).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] })
  })

  test('breaks with UPSTREAM_UNAVAILABLE when its source throws', async () => {
    const source = testSource<{ tick: number }>()
    source.push({ tick: 1 })
    source.fail(new Error('lost'))
    const iterator = subscribing(source).subscribe(tickRequest())[Symbol.asyncIterator]()
    expect((await iterator.next()).value).toEqual({ data: { tick: 1 } })
    expect(await failureOf(iterator.next())).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      cause: { message: 'lost' },
    })
  })

  test('gives errors beside data, and JSON where a resolver gave a Date', async () => {
    async function* dates() {
      yield { any: new Date(0) }
      yield {
        any: () => {
          throw new Error('no')
        },
      }
    }
    const { subscribe } = memorySubscribe({ schema, rootValue: { any: dates } })
    expect(await collect(subscribe(tickRequest({ query: 'subscription { any }' })))).toEqual([
      { data: { any: '1970-01-01T00:00:00.000Z' } },
      {
        data: { any: null },
        errors: [{ message: 'no', locations: [{ line: 1, column: 16 }], path: ['any'] }],
      },
    ])
  })
})
