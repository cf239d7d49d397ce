import { CombinedProtocolErrors, gql } from '@apollo/client'
import { GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { apolloClient, everything } from './apollo-client.fixture.ts'
import { ticks } from './graph.fixture.ts'
import { openHttp } from './http-server.fixture.ts'
import { testSource } from './source.fixture.ts'
import type { AnswerPart } from './streamed-data.ts'

const query = gql`
  subscription ($upTo: Int) {
    tick(upTo: $upTo)
  }
`
const accept = 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0'

function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, ...headers },
    body: JSON.stringify(body),
  })
}

describe('a subscription as multipart/mixed', () => {
  it('gives Apollo Client a thousand events in order', async () => {
    await using http = await openHttp({ subscribe: ({ variables }) => ticks(Number(variables.upTo)) })
    const client = apolloClient(http.url)
    const results = await everything(
      client.subscribe({ fetchPolicy: 'no-cache', query, variables: { upTo: 1_000 } }),
    )
    const expected = Array.from({ length: 1_000 }, (_, index) => ({ data: { tick: index + 1 } }))
    expect(results.map(({ data }) => ({ data }))).toEqual(expected)
    await http.settled()
    expect(http.streams.active()).toBe(0)
  })

  it('closes each part at once and tells what it is', async () => {
    await using http = await openHttp({ subscribe: () => ticks(1) })
    const response = await post(http.url, { query: 'subscription { tick }' })
    expect(response.headers.get('content-type')).toBe(
      'multipart/mixed;boundary="graphql";subscriptionSpec=1.0',
    )
    expect(response.headers.get('cache-control')).toBe('no-store, no-transform')
    const part = 'content-type: application/json; charset=utf-8\r\n\r\n{"payload":{"data":{"tick":1}}}'
    expect(await response.text()).toBe(`\r\n--graphql\r\n${part}\r\n--graphql--\r\n`)
  })

  it('gives errors of an event with the event', async () => {
    const errors = [new GraphQLError('No stock.', { path: ['tick'] })]
    async function* parts(): AsyncGenerator<AnswerPart> {
      yield { dataJson: '{"tick":null}', errors }
      yield { dataJson: '{"tick":2}' }
    }
    await using http = await openHttp({ subscribe: parts })
    const results = await everything(
      apolloClient(http.url).subscribe({ fetchPolicy: 'no-cache', query, errorPolicy: 'all' }),
    )
    expect(results.map(({ data, error }) => [data, error?.message])).toEqual([
      [{ tick: null }, 'No stock.'],
      [{ tick: 2 }, undefined],
    ])
  })

  it('passes heartbeats over the client', async () => {
    const source = testSource<AnswerPart>()
    await using http = await openHttp({ subscribe: () => source }, { limits: { heartbeatMs: 2 } })
    const response = await post(http.url, { query: 'subscription { tick }' })
    const collected = everything(apolloClient(http.url).subscribe({ fetchPolicy: 'no-cache', query }))
    let text = ''
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString()
      if (text.split('\r\n\r\n{}\r\n--graphql').length > 3) break
    }
    source.push({ dataJson: '{"tick":1}' })
    source.end()
    expect((await collected).map(({ data }) => data)).toEqual([{ tick: 1 }])
  })

  it('breaks as a protocol error when the source breaks for good', async () => {
    const source = testSource<AnswerPart>()
    source.push({ dataJson: '{"tick":1}' })
    source.fail(new Error('the wire was cut'))
    await using http = await openHttp({ subscribe: () => source })
    const [first, last, ...more] = await everything(
      apolloClient(http.url).subscribe({ fetchPolicy: 'no-cache', query }),
    )
    expect(first?.data).toEqual({ tick: 1 })
    expect(last?.error).toBeInstanceOf(CombinedProtocolErrors)
    expect(last?.error?.message).toBe('the wire was cut')
    expect(more).toEqual([])
  })

  it('ends with UNAUTHENTICATED when the token expires', async () => {
    const source = testSource<AnswerPart>()
    await using http = await openHttp(
      { subscribe: () => source },
      { session: () => ({ expiresAt: Date.now() + 10 }) },
    )
    const [last] = await everything(apolloClient(http.url).subscribe({ fetchPolicy: 'no-cache', query }))
    expect(last?.error).toBeInstanceOf(CombinedProtocolErrors)
    expect(last?.error).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED', masked: true } }] })
    await source.returned
  })

  it('says that it is stopping', async () => {
    const source = testSource<AnswerPart>()
    await using http = await openHttp({ subscribe: () => source })
    const awaited = source.awaited()
    const collected = everything(apolloClient(http.url).subscribe({ fetchPolicy: 'no-cache', query }))
    await awaited
    await http.streams[Symbol.asyncDispose]()
    const [last] = await collected
    expect(last?.error).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED', masked: true } }] })
  })

  it('ends upstream when Apollo Client unsubscribes', async () => {
    const source = testSource<AnswerPart>()
    await using http = await openHttp({ subscribe: () => source })
    const awaited = source.awaited()
    const subscription = apolloClient(http.url).subscribe({ fetchPolicy: 'no-cache', query }).subscribe({})
    await awaited
    subscription.unsubscribe()
    await source.returned
    await http.settled()
    expect(http.streams.active()).toBe(0)
  })

  it('answers errors of the document in one piece, as it accepts JSON beside', async () => {
    await using http = await openHttp({ subscribe: () => ticks(1) })
    const nonsense = { query: 'subscription { nothing }' }
    const response = await post(http.url, nonsense, { accept: `${accept},application/graphql-response+json` })
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8')
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { masked: true } }] })
  })

  it('answers a query in one part to a client that reads nothing else', async () => {
    await using http = await openHttp({})
    const response = await post(http.url, { query: '{ me { id } }' })
    expect(await response.text()).toContain('{"payload":{"data":{"me":{"id":"1"}}}}\r\n--graphql--\r\n')
  })

  it.each([
    ['{', 400, 'The body is not JSON.'],
    [JSON.stringify({ query: ' '.repeat(1_000_000) }), 413, 'The body is over 100000 bytes.'],
    ['[{"query":"{ me { id } }"}]', 400, 'Operation batching disabled.'],
    ['', 400, 'The body is not JSON.'],
  ])('refuses the body %#', async (body, status, message) => {
    await using http = await openHttp({})
    const headers = { 'content-type': 'application/json', accept }
    const response = await fetch(http.url, { method: 'POST', headers, body })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ errors: [{ message, extensions: { masked: true } }] })
    await http.settled()
    expect(http.streams.active()).toBe(0)
  })
})
