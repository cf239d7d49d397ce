import { gql } from '@apollo/client'
import { Defer20220824Handler, GraphQL17Alpha9Handler } from '@apollo/client/incremental'
import { GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { apolloClient, seen } from './apollo-client.fixture.ts'
import type { TestGraph } from './graph.fixture.ts'
import { openHttp } from './http-server.fixture.ts'
import { testSource } from './source.fixture.ts'
import type { DeferredPart } from './streamed-data.ts'

const query = gql`
  query {
    me {
      id
      ... @defer(label: "name") {
        name
      }
      ... @defer(label: "reviews") {
        reviews {
          id
          ... @defer(label: "body") {
            body
          }
        }
      }
    }
  }
`
const me = '"__typename":"User"'
const namePart: DeferredPart = { id: 'n', dataJson: `{${me},"name":"Ann"}` }
const reviewsPart: DeferredPart = {
  id: 'r',
  dataJson: `{${me},"reviews":[{"__typename":"Review","id":"r1"}]}`,
  pending: [{ id: 'b0', path: ['me', 'reviews', 0], label: 'body' }],
}
const bodyPart: DeferredPart = { id: 'b0', dataJson: '{"__typename":"Review","body":"Good"}' }

function deferring(parts: AsyncIterable<readonly DeferredPart[]>): TestGraph {
  return {
    defer: () => ({
      stream: {
        dataJson: `{"me":{${me},"id":"1"}}`,
        pending: [
          { id: 'n', path: ['me'], label: 'name' },
          { id: 'r', path: ['me'], label: 'reviews' },
        ],
        parts,
      },
    }),
  }
}

async function* inTurn(...parts: (readonly DeferredPart[])[]) {
  yield* parts
}

async function parts(url: string, accept: string): Promise<unknown[]> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ query: 'query { me { id ... @defer { name } } }' }),
  })
  const [preamble, ...bodies] = (await response.text()).split('\r\n--graphql')
  expect(response.headers.get('content-type')).toBe(
    `multipart/mixed;boundary="graphql";${accept.split(';')[1]}`,
  )
  expect([preamble, bodies.pop()]).toEqual(['', '--\r\n'])
  return bodies.map((body) => JSON.parse(body.split('\r\n\r\n')[1] ?? ''))
}

const formats = [
  ['deferSpec=20220824', () => new Defer20220824Handler()],
  ['incrementalSpec=v0.2', () => new GraphQL17Alpha9Handler()],
] as const

describe.each(formats)('a deferred answer as multipart/mixed;%s', (_spec, handler) => {
  it('reaches Apollo Client part by part', async () => {
    await using http = await openHttp(deferring(inTurn([namePart], [reviewsPart], [bodyPart])))
    const results = await seen(apolloClient(http.url, handler()), query)
    const whole = { id: '1', name: 'Ann', reviews: [{ id: 'r1', body: 'Good' }] }
    expect(results[0]).toEqual({
      data: { me: { __typename: 'User', id: '1' } },
      state: 'streaming',
      error: undefined,
    })
    expect(results[1]?.data).toMatchObject({ me: { id: '1', name: 'Ann' } })
    expect(results.at(-1)).toMatchObject({ data: { me: whole }, state: 'complete', error: undefined })
    await http.settled()
    expect(http.streams.active()).toBe(0)
  })

  it('reaches Apollo Client when all parts are ready together', async () => {
    await using http = await openHttp(deferring(inTurn([namePart, reviewsPart, bodyPart])))
    const results = await seen(apolloClient(http.url, handler()), query)
    const whole = { id: '1', name: 'Ann', reviews: [{ id: 'r1', body: 'Good' }] }
    expect(results.at(-1)).toMatchObject({ data: { me: whole }, state: 'complete' })
  })

  it('gives the errors of a fragment whose data came', async () => {
    const errors = [new GraphQLError('No name.', { path: ['me', 'name'] })]
    const nameless = { ...namePart, dataJson: `{${me},"name":null}`, errors }
    await using http = await openHttp(deferring(inTurn([nameless], [reviewsPart, bodyPart])))
    const results = await seen(apolloClient(http.url, handler()), query)
    expect(results.at(-1)).toMatchObject({
      data: { me: { name: null, reviews: [{ body: 'Good' }] } },
      error: 'No name.',
    })
  })

  it('fails a fragment whose null reached its root, and only it', async () => {
    const errors = [new GraphQLError('No reviews.', { path: ['me', 'reviews'] })]
    await using http = await openHttp(deferring(inTurn([namePart], [{ id: 'r', errors }])))
    const results = await seen(apolloClient(http.url, handler()), query)
    expect(results.at(-1)).toMatchObject({ data: { me: { id: '1', name: 'Ann' } }, error: 'No reviews.' })
  })

  it('fails what has not come when its source breaks', async () => {
    const source = testSource<readonly DeferredPart[]>()
    source.push([namePart])
    source.fail(new Error('lost'))
    await using http = await openHttp(deferring(source))
    const results = await seen(apolloClient(http.url, handler()), query)
    expect(results.at(-1)).toMatchObject({ data: { me: { id: '1', name: 'Ann' } }, error: 'lost' })
  })

  it('gives errors of the first part as the pipeline has formatted them', async () => {
    const errors = [new GraphQLError('Half.', { path: ['me'] })]
    const graph = deferring(inTurn([namePart], [reviewsPart], [bodyPart]))
    await using http = await openHttp({
      defer: (delivery) => ({
        stream: { ...required(graph.defer)(delivery).stream },
        errors,
        extensions: { cost: 3 },
      }),
    })
    const results = await seen(apolloClient(http.url, handler()), query)
    expect(results[0]).toMatchObject({ data: { me: { id: '1' } }, error: 'Half.' })
  })

  it('ends upstream when Apollo Client leaves', async () => {
    const source = testSource<readonly DeferredPart[]>()
    await using http = await openHttp(deferring(source))
    const awaited = source.awaited()
    const watched = apolloClient(http.url, handler()).watchQuery({ query }).subscribe({})
    await awaited
    watched.unsubscribe()
    await source.returned
    await http.settled()
    expect(http.streams.active()).toBe(0)
  })

  it('is answered whole when the executor does not defer', async () => {
    await using http = await openHttp({})
    const results = await seen(apolloClient(http.url, handler()), query)
    expect(results).toMatchObject([{ data: { me: { id: '1', name: 'Ann' } }, state: 'complete' }])
  })

  it('is let come to its end by a server that stops, and cut where it takes too long', async () => {
    const [quick, hung] = [testSource<readonly DeferredPart[]>(), testSource<readonly DeferredPart[]>()]
    const queue = [quick, hung]
    const defer: TestGraph['defer'] = (delivery) => required(deferring(queue.shift() ?? hung).defer)(delivery)
    await using http = await openHttp({ defer }, { limits: { drainMs: 20 } })
    const quickAwaited = quick.awaited()
    const quickSeen = seen(apolloClient(http.url, handler()), query)
    await quickAwaited
    const hungAwaited = hung.awaited()
    const hungSeen = seen(apolloClient(http.url, handler()), query)
    await hungAwaited
    const stopped = http.streams[Symbol.asyncDispose]()
    quick.push([namePart, reviewsPart, bodyPart])
    await stopped
    expect((await quickSeen).at(-1)).toMatchObject({ data: { me: { name: 'Ann' } }, state: 'complete' })
    const lost = 'The server is going down. Subscribe again.'
    expect((await hungSeen).at(-1)).toMatchObject({ error: `${lost}\n${lost}` })
  })
})

describe('the parts of a deferred answer', () => {
  it('are addressed by path and label in deferSpec=20220824', async () => {
    const failed = { id: 'r', errors: [new GraphQLError('No.', { path: ['me'] })] }
    await using http = await openHttp(deferring(inTurn([namePart], [failed])))
    const error = { message: 'No.', path: ['me'], extensions: { code: 'FAULT', masked: true } }
    expect(await parts(http.url, 'multipart/mixed;deferSpec=20220824')).toEqual([
      { data: { me: { __typename: 'User', id: '1' } }, hasNext: true },
      {
        incremental: [{ label: 'name', path: ['me'], data: { __typename: 'User', name: 'Ann' } }],
        hasNext: true,
      },
      { incremental: [{ label: 'reviews', path: ['me'], errors: [error], data: null }], hasNext: false },
    ])
  })

  it('are announced and completed by id in incrementalSpec=v0.2', async () => {
    const errors = [new GraphQLError('No.', { path: ['me'] })]
    const failed = { id: 'b0', errors, extensions: { seen: 3 } }
    await using http = await openHttp(deferring(inTurn([namePart, reviewsPart], [failed])))
    const error = { message: 'No.', path: ['me'], extensions: { code: 'FAULT', masked: true } }
    expect(await parts(http.url, 'multipart/mixed;incrementalSpec=v0.2')).toEqual([
      {
        data: { me: { __typename: 'User', id: '1' } },
        pending: [
          { id: 'n', path: ['me'], label: 'name' },
          { id: 'r', path: ['me'], label: 'reviews' },
        ],
        hasNext: true,
      },
      {
        pending: [{ id: 'b0', path: ['me', 'reviews', 0], label: 'body' }],
        incremental: [
          { id: 'n', data: { __typename: 'User', name: 'Ann' } },
          { id: 'r', data: { __typename: 'User', reviews: [{ __typename: 'Review', id: 'r1' }] } },
        ],
        completed: [{ id: 'n' }, { id: 'r' }],
        hasNext: true,
      },
      { completed: [{ id: 'b0', errors: [error] }], extensions: { seen: 3 }, hasNext: false },
    ])
  })

  it.each(['deferSpec=20220824', 'incrementalSpec=v0.2'])(
    'are one where nothing is deferred (%s)',
    async (spec) => {
      const source = testSource<readonly DeferredPart[]>()
      await using http = await openHttp({
        defer: () => ({ stream: { dataJson: '{"me":null}', pending: [], parts: source } }),
      })
      expect(await parts(http.url, `multipart/mixed;${spec}`)).toEqual([
        { data: { me: null }, hasNext: false },
      ])
      await source.returned
    },
  )

  it.each(['deferSpec=20220824', 'incrementalSpec=v0.2'])(
    'are one for a client that reads no JSON by itself (%s)',
    async (spec) => {
      await using http = await openHttp({})
      const data = { me: { id: '1', name: 'Ann' } }
      expect(await parts(http.url, `multipart/mixed;${spec}`)).toEqual([{ data, hasNext: false }])
    },
  )

  it('fail when their source ends before all have come', async () => {
    await using http = await openHttp(deferring(inTurn([namePart])))
    const [, , last] = await parts(http.url, 'multipart/mixed;deferSpec=20220824')
    expect(last).toMatchObject({
      incremental: [
        { label: 'reviews', data: null, errors: [{ path: ['me'], extensions: { code: 'FAULT' } }] },
      ],
      hasNext: false,
    })
  })
})

function required<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new TypeError('missing')
  return value
}
