// A node:http server with the handler of streams on one path beside Apollo Server's own answers, as an engine is mounted.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ApolloServer } from '@apollo/server'
import { maskedErrors, type TestContext, type TestGraph, testServer } from './graph.fixture.ts'
import { handleHttp } from './handle-http.ts'
import { closedSignal, sendAnswer } from './http-answer.ts'
import { apolloRequest } from './http-request.ts'
import { type HttpStreamOptions, type HttpStreams, httpStreams } from './http-streams.ts'
import { readJsonBody } from './read-json-body.ts'

export type TestHttp = AsyncDisposable & {
  readonly url: string
  readonly http: Server
  readonly server: ApolloServer<TestContext>
  readonly streams: HttpStreams<TestContext>
  /** Resolves when every request so far has been dealt with. */
  settled(): Promise<void>
}

export async function openHttp(
  graph: TestGraph,
  options: Partial<Omit<HttpStreamOptions<TestContext>, 'server'>> = {},
): Promise<TestHttp> {
  const server = await testServer(graph)
  const streams = httpStreams({ server, formatErrors: maskedErrors, ...options })
  const handled: Promise<void>[] = []
  const http = createServer((request, response) => void handled.push(handle(request, response)))
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const context = async (): Promise<TestContext> => ({ token: request.headers.authorization })
    const client = request.headers['x-client']?.toString()
    if (streams.accepts(request.headers)) {
      await handleHttp(streams, { request, response }, { context, client, headers: { 'x-outer': 'kept' } })
      return
    }
    const read = await readJsonBody(request, 100_000)
    const { method = 'GET', headers, url = '' } = request
    const body = read.ok ? read.body : undefined
    const parts = {
      method,
      headers,
      search: new URL(url, 'http://host').search,
      body,
      closed: closedSignal(response),
    }
    const answer = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { ...apolloRequest(parts, headers.accept), method },
      context,
    })
    if (answer.body.kind !== 'complete') throw new TypeError('chunks')
    await sendAnswer(response, {
      kind: 'complete',
      status: answer.status ?? 200,
      headers: answer.headers,
      body: answer.body.string,
    })
  }
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    http,
    server,
    streams,
    settled: async () => void (await Promise.all(handled)),
    async [Symbol.asyncDispose]() {
      await streams[Symbol.asyncDispose]()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
      await server.stop()
    },
  }
}
