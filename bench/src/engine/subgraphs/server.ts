// Four subgraphs for each size of the world behind one port. They do as little per request as can be done, and count.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSubgraphSchemas } from '../graph/subgraph-schemas.ts'
import { createWorld } from '../graph/world.ts'
import { type CannedAnswers, cannedAnswers } from './canned-answers.ts'
import { type TrafficCounter, trafficCounter } from './traffic.ts'

export type SubgraphServer = AsyncDisposable &
  Pick<TrafficCounter, 'report'> & {
    readonly url: string
  }

/** Serves `/{groups}/{subgraph}`. Whoever sends no authorization header gets 401. */
export async function openSubgraphServer(sizes: readonly number[]): Promise<SubgraphServer> {
  const counter = trafficCounter()
  const handle = handlerOf(answersByPath(sizes, counter.missed), counter)
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      handle(request, response, Buffer.concat(chunks)).catch((error: unknown) => {
        console.error(error)
        response.writeHead(500).end()
      })
    })
  })
  // A gateway that idles between its rounds must find its connections open.
  server.keepAliveTimeout = 600_000
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    report: counter.report,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function answersByPath(sizes: readonly number[], onMiss: () => void): ReadonlyMap<string, CannedAnswers> {
  return new Map(
    sizes.flatMap((groups) =>
      Object.entries(createSubgraphSchemas(createWorld(groups))).map(
        ([name, schema]) => [`/${groups}/${name}`, cannedAnswers(schema, onMiss)] as const,
      ),
    ),
  )
}

type Handle = (request: IncomingMessage, response: ServerResponse, body: Buffer) => Promise<void>

function handlerOf(paths: ReadonlyMap<string, CannedAnswers>, counter: TrafficCounter): Handle {
  return async ({ url = '', headers: { authorization } }, response, body) => {
    const answers = paths.get(url)
    if (answers === undefined || authorization === undefined) {
      response.writeHead(answers === undefined ? 404 : 401).end()
      return
    }
    const answered = answers.answer(body)
    const answer = answered instanceof Buffer ? answered : await answered
    counter.exchanged({ requestBytes: body.length, responseBytes: answer.length, authorization })
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length })
    response.end(answer)
  }
}
