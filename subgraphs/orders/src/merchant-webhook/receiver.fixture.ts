// For tests: a merchant's receiver, a real HTTP server on loopback that keeps what came and behaves as it is told.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = { readonly headers: IncomingHttpHeaders; readonly body: string }
export type Behavior = (response: ServerResponse, received: Received) => unknown

export type Receiver = AsyncDisposable & {
  readonly url: string
  readonly received: Received[]
  behave(behavior: Behavior): void
  /** When so many requests have come in all. */
  count(requests: number): Promise<void>
}

export const answers =
  (status: number, headers: Record<string, string> = {}): Behavior =>
  (response) =>
    response.writeHead(status, headers).end()

export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = []
  const waiting = new Set<() => void>()
  let behavior = answers(204)
  const server = createServer(async (request, response) => {
    response.on('error', () => {})
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const one = { headers: request.headers, body: Buffer.concat(chunks).toString('utf8') }
    received.push(one)
    behavior(response, one)
    for (const look of waiting) look()
  })
  const listening = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', () => listening.resolve())
  await listening.promise
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    received,
    behave: (next) => {
      behavior = next
    },
    async count(requests) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const look = () => {
        if (received.length >= requests) resolve()
      }
      waiting.add(look)
      look()
      await promise
      waiting.delete(look)
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
