// How much one client may follow at a time, over whichever protocol.
import { createClient } from 'graphql-ws'
import { expect, onTestFinished, test, vi } from 'vitest'
import WebSocket from 'ws'
import { type TestGateway, testGateway } from './gateway.fixture.ts'

vi.setConfig({ testTimeout: 30_000 })

const query = 'subscription { orderUpdated(id: "ord_1") { id } }'
const followed = { data: { orderUpdated: { id: 'ord_1' } } }

type Headers = Readonly<Record<string, string>>

async function overHttp({ url }: TestGateway, accept: string, headers: Headers = {}) {
  const leaving = new AbortController()
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, ...headers },
    body: JSON.stringify({ query }),
    signal: leaving.signal,
  })
  const leave = () => leaving.abort()
  onTestFinished(leave)
  return { response, leave }
}

/** The first thing that is heard: an answer, or the errors that end it. */
async function overSocket({ url }: TestGateway, headers: Headers = {}): Promise<unknown> {
  class Socket extends WebSocket {
    constructor(address: string, protocol: string) {
      super(address, protocol, { headers })
    }
  }
  const client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: Socket,
    retryAttempts: 0,
  })
  onTestFinished(() => client.dispose())
  return new Promise((resolve) => {
    client.subscribe({ query }, { next: resolve, error: resolve, complete: () => resolve('complete') })
  })
}

test('a client follows as much as it may over all protocols together, and is told when it wants more', async () => {
  await using gateway = await testGateway({ streamsPerClient: 2 })
  const sse = await overHttp(gateway, 'text/event-stream')
  const multipart = await overHttp(gateway, 'multipart/mixed;subscriptionSpec=1.0')
  expect([sse.response.status, multipart.response.status]).toEqual([200, 200])

  const { response } = await overHttp(gateway, 'text/event-stream')
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, '1'])
  expect(await response.json()).toEqual({
    errors: [
      {
        message: 'You already follow 2 streams. End one of them first.',
        extensions: { code: 'RATE_LIMITED', requestId: response.headers.get('x-request-id') },
      },
    ],
  })
  expect(await overSocket(gateway)).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }])
  expect((await gateway.ask('{ me { id } }')).status).toBe(200)
})

test('clients behind a proxy that is believed are told apart, over WebSocket too', async () => {
  await using gateway = await testGateway({ streamsPerClient: 1, trustProxy: ['loopback'] })
  const from = (address: string) => ({ 'x-forwarded-for': address })
  const first = await overHttp(gateway, 'text/event-stream', from('203.0.113.1'))
  expect(first.response.status).toBe(200)
  expect(await overSocket(gateway, from('203.0.113.1'))).toMatchObject([
    { extensions: { code: 'RATE_LIMITED' } },
  ])
  expect(await overSocket(gateway, from('203.0.113.2'))).toEqual(followed)
  const seen = new Set(gateway.calls.map(({ call }) => call.client?.address))
  expect(seen).toEqual(new Set(['203.0.113.1', '203.0.113.2']))
})

test('what a client writes before its address gives it no second share, over SSE, multipart or WebSocket', async () => {
  await using gateway = await testGateway({ streamsPerClient: 1, trustProxy: 1 })
  const spoofed = (claimed: string) => ({ 'x-forwarded-for': `${claimed}, 203.0.113.1` })
  const first = await overHttp(gateway, 'text/event-stream', spoofed('198.51.100.1'))
  const second = await overHttp(gateway, 'text/event-stream', spoofed('198.51.100.2'))
  const multipart = 'multipart/mixed;subscriptionSpec="1.0"'
  const third = await overHttp(gateway, multipart, spoofed('198.51.100.3'))
  expect([first, second, third].map(({ response }) => response.status)).toEqual([200, 429, 429])
  expect(await overSocket(gateway, spoofed('198.51.100.4'))).toMatchObject([
    { extensions: { code: 'RATE_LIMITED' } },
  ])
  const seen = new Set(gateway.calls.map(({ call }) => call.client?.address))
  expect(seen).toEqual(new Set(['203.0.113.1']))
})

test('an account follows no more from many addresses than from one', async () => {
  await using gateway = await testGateway({ streamsPerClient: 1, trustProxy: ['loopback'] })
  const authorization = `Bearer ${await gateway.token()}`
  const first = await overHttp(gateway, 'text/event-stream', {
    authorization,
    'x-forwarded-for': '203.0.113.1',
  })
  const second = await overHttp(gateway, 'text/event-stream', {
    authorization,
    'x-forwarded-for': '203.0.113.2',
  })
  expect([first.response.status, second.response.status]).toEqual([200, 429])
})

test('0 is no limit', async () => {
  await using gateway = await testGateway({ streamsPerClient: 0 })
  const all = await Promise.all(Array.from({ length: 101 }, () => overHttp(gateway, 'text/event-stream')))
  expect(new Set(all.map(({ response }) => response.status))).toEqual(new Set([200]))
})

test('behind a trusted proxy the page’s own host is the one that the proxy names, over WebSocket as over HTTP', async () => {
  const throughProxy = (page: string) => ({
    origin: `https://${page}`,
    'x-forwarded-host': 'evil.example, shop.example',
  })
  const byHttp = async (gateway: TestGateway, page: string) => {
    const headers = { ...throughProxy(page), 'x-session-mode': 'cookie' }
    return (await gateway.ask('{ me { id } }', { headers })).status
  }
  await using behind = await testGateway({ trustProxy: 1 })
  expect(await byHttp(behind, 'shop.example')).toBe(200)
  expect(await overSocket(behind, throughProxy('shop.example'))).toEqual(followed)
  expect(await byHttp(behind, 'evil.example')).toBe(400)
  expect(await overSocket(behind, throughProxy('evil.example'))).toMatchObject({
    message: expect.stringMatching('403'),
  })

  await using open = await testGateway()
  expect(await byHttp(open, 'shop.example')).toBe(400)
  expect(await overSocket(open, throughProxy('shop.example'))).toMatchObject({
    message: expect.stringMatching('403'),
  })
})
