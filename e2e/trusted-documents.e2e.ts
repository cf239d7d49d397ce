// Trusted documents as an operator switches them on: with TRUSTED_DOCUMENTS=enforce what the known clients send is
// answered, by text and by id, and nothing else, over every protocol and both topologies.
import { createHash } from 'node:crypto'
import { readManifest } from '@supermarket/schema/documents/manifest.ts'
import { schemaRoom } from '@supermarket/schema/load.ts'
import { type GraphClient, graphClient } from '@supermarket/testkit/graph-client.ts'
import { openStack, type Stack, topologies } from '@supermarket/testkit/stack.ts'
import { type Account, aShop } from '@supermarket/testkit/story.ts'
import { createClient } from 'graphql-ws'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import { anOrder, type Bought } from './buying.ts'

const { operations } = await readManifest(new URL('operations.manifest.json', schemaRoom).pathname)

function stored(name: string) {
  const operation = operations.find((each) => each.name === name)
  if (operation === undefined) throw new Error(`There is no ${name}.`)
  return operation
}

const byId = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } })
const foreignText = 'query Foreign { categories { nodes { id } } }'
const foreignId = createHash('sha256').update(foreignText).digest('hex')
const foreignFollow = 'subscription Foreign($id: ID!) { orderUpdated(id: $id) { id } }'

/** What is refused, and how it is called. */
const refused = [
  ['a document that is not stored', { query: foreignText }, 'QUERY_NOT_IN_SAFELIST'],
  [
    'a stored operation with a field more',
    { query: stored('Account').body.replace('email', 'email more: name') },
    'QUERY_NOT_IN_SAFELIST',
  ],
  ['introspection', { query: '{ __schema { types { name } } }' }, 'QUERY_NOT_IN_SAFELIST'],
  [
    'a document that asks to be registered',
    { query: foreignText, ...byId(foreignId) },
    'QUERY_NOT_IN_SAFELIST',
  ],
  ['an id that is not stored', byId(foreignId), 'PERSISTED_QUERY_NOT_IN_LIST'],
] as const

describe.each(topologies)('in %s', (topology) => {
  let stack: Stack
  let owner: Account
  let graph: GraphClient
  let order: Bought
  beforeAll(async () => {
    // What tells a shop's story stores no documents: another stack lets it in, before.
    await using filling = await openStack('one process')
    const shop = await aShop(filling).withProduct().signedInAs('CUSTOMER').open()
    owner = shop.viewer
    const variantId = shop.products[0]?.variants[0]?.id ?? ''
    order = await anOrder(owner.graph, [{ variantId, quantity: 1 }])
    await filling[Symbol.asyncDispose]()
    stack = await openStack(topology, {
      beside: filling,
      environment: { TRUSTED_DOCUMENTS: 'enforce' },
    })
    graph = graphClient(stack.url, owner.graph.accessToken)
  }, 120_000)
  afterAll(() => stack?.[Symbol.asyncDispose]())

  const post = async (body: object, accept = 'application/json') => {
    const response = await fetch(`${stack.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept,
        authorization: `Bearer ${graph.accessToken}`,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    })
    return response
  }

  test('over HTTP a stored operation is answered, by its text and by its id alone', async () => {
    const { id, body } = stored('Account')
    const byText = await graph.ask<{ me: { id: string; email: string } }>(body)
    expect([byText.status, byText.errors]).toEqual([200, []])
    expect(byText.data?.me).toMatchObject({ id: owner.id, email: owner.email })
    const answer = await post(byId(id))
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual(JSON.parse(byText.text))
  })

  test.each(refused)('over HTTP %s is refused', async (_, body, code) => {
    const answer = await post(body)
    expect(answer.status).toBe(400)
    const { data, errors } = (await answer.json()) as Refusal
    expect([data, errors.map(({ extensions }) => extensions.code)]).toEqual([undefined, [code]])
  })

  test('what was refused with its hash was not registered', async () => {
    await post({ query: foreignText, ...byId(foreignId) })
    const { errors } = (await (await post(byId(foreignId))).json()) as Refusal
    expect(errors[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_IN_LIST')
  })

  test.each(['text', 'id'])(
    'over SSE and WebSocket a stored subscription is followed by its %s',
    async (by) => {
      const { id, body } = stored('OrderFollow')
      const variables = { id: order.id }
      const payload = by === 'id' ? { query: '', variables, ...byId(id) } : { query: body, variables }
      const { query, ...withoutQuery } = payload
      const events = await post(query === '' ? withoutQuery : payload, 'text/event-stream')
      expect(events.status).toBe(200)
      const seen = { orderUpdated: { id: order.id, status: 'CONFIRMED', paymentStatus: 'PAID' } }
      expect(await firstEvent(events)).toMatchObject({ data: seen })
      expect(await firstOverSocket(stack, graph, payload)).toMatchObject({ data: seen })
    },
  )

  const streams = [
    ...refused,
    [
      'a subscription that is not stored',
      { query: foreignFollow, variables: { id: 'ord_1' } },
      'QUERY_NOT_IN_SAFELIST',
    ],
  ] as const

  test.each(streams)('over SSE and WebSocket %s is refused', async (_, body, code) => {
    const events = await post(body, 'text/event-stream')
    // An EventSource shows its page nothing of a 400.
    expect(events.status).toBe(200)
    expect(await firstEvent(events)).toMatchObject({ errors: [{ extensions: { code } }] })
    const heard = await firstOverSocket(stack, graph, { query: '', ...body })
    expect(heard).toMatchObject([{ extensions: { code } }])
  })
})

type Refusal = { data?: unknown; errors: { extensions: { code: string } }[] }

/** Leaves after the first event that says something. */
async function firstEvent({ body }: Response): Promise<unknown> {
  let text = ''
  for await (const chunk of (body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    text += chunk
    const said = /^data: (\{.*\})$/m.exec(text)?.[1]
    if (said !== undefined) return JSON.parse(said)
  }
  throw new Error(`no event: ${text}`)
}

/** The first result, or the errors that end it. */
async function firstOverSocket(
  stack: Stack,
  { accessToken }: GraphClient,
  payload: { query: string; variables?: Record<string, unknown>; extensions?: Record<string, unknown> },
): Promise<unknown> {
  const client = createClient({
    url: `${stack.url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${accessToken}` },
  })
  try {
    return await new Promise((resolve) => {
      client.subscribe(payload, { next: resolve, error: resolve, complete: () => resolve('complete') })
    })
  } finally {
    await client.dispose()
  }
}
