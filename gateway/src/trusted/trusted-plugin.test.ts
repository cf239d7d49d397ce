// Trusted documents over every transport: what runs, what is refused and by which code, and what is told of it.
import { createHash } from 'node:crypto'
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client'
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries'
import { type Client, createClient } from 'graphql-ws'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import WebSocket from 'ws'
import { manifestOf, type TrustedGateway, trustedGateway } from './trusted.fixture.ts'

// Each gateway builds a planner, on a busy machine too.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const show = 'query Show($id: ID!) { product(id: $id) { ...Name } } fragment Name on Product { id name }'
const follow = 'subscription Follow($id: ID!) { orderUpdated(id: $id) { number } }'
const slowPart = 'query Slow { product(id: "7") { id ... @defer { name } } }'
const signOut = 'mutation SignOut { userLogout { userErrors { code } } }'
const manifest = manifestOf([show, follow, slowPart, signOut].join('\n'))

function trusted(name: string) {
  const found = manifest.operations.find((operation) => operation.name === name)
  if (found === undefined) throw new Error(`There is no ${name}.`)
  return found
}

const byId = (id: unknown) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: id } } })
const product = { id: '7', name: 'name of 7' }
const unknownText = 'query Other { product(id: "7") { secretPlan } }'
const unknownId = createHash('sha256').update(unknownText).digest('hex')

let gateway: TrustedGateway

async function post(body: object, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'apollographql-client-name': 'web', ...headers },
    body: JSON.stringify(body),
  })
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
}

async function unknowns(): Promise<readonly string[]> {
  const metric = await gateway.metrics.registry.getSingleMetric('gateway_unknown_documents_total')?.get()
  return (metric?.values ?? []).map(
    ({ labels, value }) => `${labels.by} ${labels.refused === 'true' ? 'refused' : 'taken'}: ${value}`,
  )
}

async function overSocket(payload: Parameters<Client['iterate']>[0]): Promise<readonly unknown[]> {
  const client = createClient({
    url: `${gateway.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
  })
  const heard: unknown[] = []
  try {
    for await (const { data, errors } of client.iterate(payload)) heard.push(errors ?? data)
  } catch (error) {
    heard.push(error)
  } finally {
    await client.dispose()
  }
  return heard
}

describe('enforce', () => {
  beforeAll(async () => {
    gateway = await trustedGateway('enforce', manifest)
  })
  afterAll(() => gateway[Symbol.asyncDispose]())
  beforeEach(() => {
    gateway.calls.length = 0
    gateway.logged.length = 0
    gateway.metrics.registry.resetMetrics()
  })

  test('an id alone runs its document, by POST and by GET, without a round trip', async () => {
    const { id } = trusted('Show')
    const question = { variables: { id: '7' }, ...byId(id) }
    expect((await post(question)).text).toBe(
      '{"data":{"product":{"id":"7","name":"name of 7","__typename":"Product"}}}\n',
    )
    const search = new URLSearchParams({
      variables: JSON.stringify({ id: '7' }),
      extensions: JSON.stringify(byId(id).extensions),
    })
    const { body } = await gateway.send({
      path: `/graphql?${search}`,
      headers: { 'apollo-require-preflight': '1' },
    })
    expect(body.data).toEqual({ product: { ...product, __typename: 'Product' } })
    expect(await unknowns()).toEqual([])
  })

  test.each([
    ['as it is listed', () => trusted('Show').body],
    ['as its client wrote it', () => show],
    ['in another order, with comments', () => show.replace(/^(.*\}) (fragment.*)$/, '$2 # why\n$1')],
  ])('a listed text runs %s', async (_, text) => {
    expect(JSON.parse((await post({ query: text(), variables: { id: '7' } })).text)).toMatchObject({
      data: { product },
    })
  })

  test.each([
    ['a text that is not listed', { query: unknownText }, 'QUERY_NOT_IN_SAFELIST'],
    [
      'a listed operation with a field more',
      { query: show.replace('name }', 'name slug }') },
      'QUERY_NOT_IN_SAFELIST',
    ],
    [
      'a listed operation beside another one',
      { query: `${show} query B { me { id } }`, operationName: 'Show' },
      'QUERY_NOT_IN_SAFELIST',
    ],
    ['a text that does not parse', { query: '{ product(' }, 'QUERY_NOT_IN_SAFELIST'],
    ['introspection', { query: '{ __schema { types { name } } }' }, 'QUERY_NOT_IN_SAFELIST'],
    ['`{ __typename }`', { query: '{ __typename }' }, 'QUERY_NOT_IN_SAFELIST'],
    [
      'an unknown text that asks to be registered',
      { query: unknownText, ...byId(unknownId) },
      'QUERY_NOT_IN_SAFELIST',
    ],
    ['an id that is not listed', byId(unknownId), 'PERSISTED_QUERY_NOT_IN_LIST'],
    ['__proto__ as an id', byId('__proto__'), 'PERSISTED_QUERY_NOT_IN_LIST'],
    ['an object as an id', byId({ a: 1 }), 'PERSISTED_QUERY_NOT_IN_LIST'],
    [
      'an id of another version',
      { extensions: { persistedQuery: { version: 2, sha256Hash: unknownId } } },
      'PERSISTED_QUERY_NOT_IN_LIST',
    ],
  ])('%s is refused with 400 before anything is parsed or fetched', async (_, body, code) => {
    const answer = await gateway.send({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(answer.status).toBe(400)
    expect(answer.body.errors?.map(({ extensions }) => extensions.code)).toEqual([code])
    expect(answer.body).not.toHaveProperty('data')
    expect(answer.text).not.toContain('secretPlan')
    expect(gateway.calls).toEqual([])
  })

  test('what was refused is not registered: its id stays unknown', async () => {
    await post({ query: unknownText, ...byId(unknownId) })
    expect((await post(byId(unknownId))).text).toContain('PERSISTED_QUERY_NOT_IN_LIST')
  })

  test('no document, and no query at all, is a bad request as ever', async () => {
    expect(await post({})).toMatchObject({ status: 400, text: expect.stringContaining('BAD_REQUEST') })
  })

  test('GET is refused alike', async () => {
    const { status, body } = await gateway.send({
      path: `/graphql?query=${encodeURIComponent(unknownText)}`,
      headers: { 'apollo-require-preflight': '1' },
    })
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([400, 'QUERY_NOT_IN_SAFELIST'])
  })

  test.each([
    ['text/event-stream', 'Follow', 'text/event-stream'],
    ['multipart/mixed;subscriptionSpec=1.0, application/json', 'Follow', 'multipart/mixed'],
    ['multipart/mixed;deferSpec=20220824, application/json', 'Slow', 'multipart/mixed'],
  ])('streams as %s run by id', async (accept, name, type) => {
    const answer = await post({ variables: { id: 'twice' }, ...byId(trusted(name).id) }, { accept })
    expect(answer.status).toBe(200)
    expect(answer.type).toContain(type)
    expect(answer.text).toContain(name === 'Slow' ? '"data":{"name":"name of 7"' : '"number":"2"')
  })

  test.each([
    ['multipart/mixed;subscriptionSpec=1.0, application/json', 400],
    ['multipart/mixed;deferSpec=20220824, application/json', 400],
    // EventSource shows its page nothing of a 400: errors of a document come as an event.
    ['text/event-stream', 200],
  ])('streams as %s are refused alike', async (accept, status) => {
    const text = follow.replace('number', 'id')
    expect(await post({ query: text, variables: { id: 'twice' } }, { accept })).toMatchObject({
      status,
      text: expect.stringContaining('QUERY_NOT_IN_SAFELIST'),
    })
    expect(await post(byId(unknownId), { accept })).toMatchObject({
      status,
      text: expect.stringContaining('PERSISTED_QUERY_NOT_IN_LIST'),
    })
    expect(gateway.calls).toEqual([])
  })

  test('over WebSocket ids run, and what is not listed is refused', async () => {
    const variables = { id: 'twice' }
    expect(await overSocket({ query: '', variables, ...byId(trusted('Follow').id) })).toEqual(
      ['1', '2'].map((number) => ({ orderUpdated: { number, __typename: 'Order' } })),
    )
    for (const [payload, code] of [
      [{ query: follow.replace('number', 'id'), variables }, 'QUERY_NOT_IN_SAFELIST'],
      [{ query: '', ...byId(unknownId) }, 'PERSISTED_QUERY_NOT_IN_LIST'],
    ] as const) {
      expect(await overSocket(payload)).toEqual([
        [expect.objectContaining({ extensions: expect.objectContaining({ code }) })],
      ])
    }
  })

  test('refusals are counted, and told once with the client that sent them, without the text', async () => {
    await post({ query: unknownText, operationName: 'Other' })
    await post({ query: unknownText, operationName: 'Other' })
    await post(byId('no such id'))
    expect(await unknowns()).toEqual(['text refused: 2', 'id refused: 1'])
    expect(
      gateway.logged.map(({ msg, by, id, operation, client }) => ({ msg, by, id, operation, client })),
    ).toEqual([
      {
        msg: 'a document is refused: it is not in the list',
        by: 'text',
        id: unknownId,
        operation: 'Other',
        client: 'web',
      },
      {
        msg: 'a document is refused: it is not in the list',
        by: 'id',
        id: 'no such id',
        operation: '',
        client: 'web',
      },
    ])
    expect(JSON.stringify(gateway.logged)).not.toContain('secretPlan')
  })

  test('Apollo Client makes the same ids itself, and its requests hold nothing else', async () => {
    const sent: unknown[] = []
    const http = new HttpLink({
      uri: `${gateway.url}/graphql`,
      fetch: (url, init) => {
        sent.push(JSON.parse(String(init?.body)))
        return fetch(url, init)
      },
    })
    const link = new PersistedQueryLink({
      sha256: async (text) => createHash('sha256').update(text).digest('hex'),
    })
    const client = new ApolloClient({ cache: new InMemoryCache(), link: link.concat(http) })
    const { data } = await client.query({ query: gql(show), variables: { id: '7' } })
    client.stop()
    expect(data).toEqual({ product: { ...product, __typename: 'Product' } })
    expect(sent).toEqual([
      {
        operationName: 'Show',
        variables: { id: '7' },
        extensions: { ...byId(trusted('Show').id).extensions, clientLibrary: expect.anything() },
      },
    ])
  })
})

describe('log', () => {
  beforeAll(async () => {
    gateway = await trustedGateway('log', manifest)
  })
  afterAll(() => gateway[Symbol.asyncDispose]())

  test('ids of the list run; others are told, and take the way of automatic persisted queries', async () => {
    const text = 'query Apq { product(id: "7") { name } }'
    const id = createHash('sha256').update(text).digest('hex')
    expect((await post({ variables: { id: '7' }, ...byId(trusted('Show').id) })).text).toContain('name of 7')
    expect(await unknowns()).toEqual([])
    expect((await post(byId(id))).text).toContain('PERSISTED_QUERY_NOT_FOUND')
    expect((await post({ query: text, ...byId(id) })).text).toContain('name of 7')
    expect((await post(byId(id))).text).toContain('name of 7')
    expect(await unknowns()).toEqual(['id taken: 2', 'text taken: 1'])
  })

  test('a document that is not listed runs, is counted, and told once', async () => {
    gateway.logged.length = 0
    gateway.metrics.registry.resetMetrics()
    for (const _ of [1, 2]) {
      expect((await post({ query: 'query Other { product(id: "7") { slug } }' })).text).toBe(
        '{"data":{"product":{"slug":"7"}}}\n',
      )
    }
    await post({ query: show, variables: { id: '7' } })
    expect(await unknowns()).toEqual(['text taken: 2'])
    expect(gateway.logged.map(({ msg, operation, client }) => ({ msg, operation, client }))).toEqual([
      { msg: 'a document is not in the list', operation: 'Other', client: 'web' },
    ])
  })
})

test('whoever explores the graph is told why it cannot be explored', async () => {
  await using explored = await trustedGateway('enforce', manifest, { introspection: true })
  const { body } = await explored.ask('{ __schema { queryType { name } } }')
  expect(body.errors?.[0]?.message).toBe(
    'This document is not in the list of trusted documents. TRUSTED_DOCUMENTS=enforce refuses what the explorer sends, and introspection, too; with log everything is taken.',
  )
})
