// HTTP/2 over plain TCP: one connection for all calls, of which one that ends takes no other along.
import { once } from 'node:events'
import { createServer, type Http2Server, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { httpTransport } from './http-transport.ts'
import { failureOf, subgraphRequest } from './local-subgraph.fixture.ts'
import type { SubgraphTransport } from './subgraph-transport.ts'

let server: Http2Server
let sessions: ServerHttp2Session[]
let streams: ServerHttp2Stream[]
let transport: SubgraphTransport
/** What comes of each stream, by the order of arrival; answered when there is nothing here. */
let fates: ((stream: ServerHttp2Stream) => void)[]

beforeEach(async () => {
  sessions = []
  streams = []
  fates = []
  server = createServer()
  server.on('session', (session) => sessions.push(session))
  server.on('stream', (stream) => {
    streams.push(stream)
    stream.on('error', () => {})
    stream.resume()
    stream.on('end', () => (fates.shift() ?? answer)(stream))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  transport = httpTransport({ url: `http://127.0.0.1:${port}/graphql`, http2: 'prior-knowledge' })
})

afterEach(async () => {
  for (const session of sessions) session.destroy()
  const closed = once(server, 'close')
  server.close()
  await transport.close?.()
  await closed
})

function answer(stream: ServerHttp2Stream): void {
  stream.respond({ ':status': 200, 'content-type': 'application/json' })
  stream.end('{"data":{"hello":"world"}}')
}

test('all calls share a connection', async () => {
  const calls = Array.from({ length: 20 }, () => transport.execute(subgraphRequest()))
  expect(await Promise.all(calls)).toEqual(Array(20).fill({ data: { hello: 'world' }, plain: true }))
  expect([sessions.length, streams.length]).toEqual([1, 20])
})

test('a call that times out ends its own stream and no other', async () => {
  const held = Promise.withResolvers<ServerHttp2Stream>()
  const hung = Promise.withResolvers<ServerHttp2Stream>()
  fates = [(stream) => held.resolve(stream), (stream) => hung.resolve(stream)]
  const patient = transport.execute(subgraphRequest())
  const stream = await held.promise
  const impatient = failureOf(transport.execute(subgraphRequest({ deadlineAt: Date.now() + 50 })))
  const closed = once(await hung.promise, 'close')
  expect(await impatient).toMatchObject({ code: 'UPSTREAM_TIMEOUT' })
  await closed
  answer(stream)
  expect(await patient).toEqual({ data: { hello: 'world' }, plain: true })
  expect(sessions.length).toBe(1)
})

test('a query whose connection broke goes out once more, a mutation does not', async () => {
  const breaks = (stream: ServerHttp2Stream) => stream.session?.destroy()
  fates = [breaks]
  expect(await transport.execute(subgraphRequest())).toEqual({ data: { hello: 'world' }, plain: true })
  fates = [breaks]
  const mutation = subgraphRequest({ kind: 'mutation', query: 'mutation { count }' })
  expect(await failureOf(transport.execute(mutation))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' })
  expect(streams.length).toBe(3)
})

test('an answer over the limit ends its stream', async () => {
  const { port } = server.address() as AddressInfo
  const small = httpTransport({
    url: `http://127.0.0.1:${port}/graphql`,
    http2: 'prior-knowledge',
    maxAnswerBytes: 10,
  })
  expect(await failureOf(small.execute(subgraphRequest()))).toMatchObject({ cause: { reason: 'too-large' } })
  await small.close?.()
})
