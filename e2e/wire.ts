// The network between a device and the gateway: an HTTP proxy that counts what passes, and fails when it is told to.
import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * `refuse`: the answer is 503 and the gateway hears nothing. `lose`: the gateway hears it and answers, and the answer is
 * lost. `break`: the connection breaks before the gateway hears anything.
 */
export type Fault = 'refuse' | 'lose' | 'break'

export type Wire = AsyncDisposable & {
  /** Of `/graphql`. */
  readonly url: string
  /** Bodies of all requests so far. */
  readonly sent: readonly SentRequest[]
  /** What happens to the next requests of this operation, one fault each. */
  fail(operationName: string, ...faults: readonly Fault[]): void
  /** Breaks every connection. */
  cut(): void
}

export type SentRequest = {
  readonly operationName: string
  readonly query?: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly extensions?: unknown
  readonly headers: IncomingMessage['headers']
}

/** `origin` is the gateway's. */
export async function openWire(origin: string): Promise<Wire> {
  const sent: SentRequest[] = []
  const faults = new Map<string, Fault[]>()
  const server = createServer((incoming, outgoing) => {
    void pass({ origin, sent, faults }, incoming, outgoing).catch(() => outgoing.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    sent,
    fail: (name, ...more) => void faults.set(name, [...(faults.get(name) ?? []), ...more]),
    cut: () => server.closeAllConnections(),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

type Passage = {
  readonly origin: string
  readonly sent: SentRequest[]
  readonly faults: ReadonlyMap<string, Fault[]>
}

async function pass(
  { origin, sent, faults }: Passage,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { headers, method, url } = incoming
  const body = Buffer.concat(await incoming.toArray())
  const asked = { ...JSON.parse(body.toString()), headers } as SentRequest
  sent.push(asked)
  const fault = faults.get(asked.operationName)?.shift()
  if (fault === 'refuse') {
    outgoing.writeHead(503, { 'retry-after': '0', 'content-type': 'text/html' }).end('<h1>Busy</h1>')
    return
  }
  if (fault === 'break') return void outgoing.destroy()
  const onward = request(`${origin}${url}`, { method, headers })
  outgoing.once('close', () => onward.destroy())
  onward.once('error', () => outgoing.destroy())
  onward.end(body)
  const [answer] = (await once(onward, 'response')) as [IncomingMessage]
  if (fault === 'lose') {
    await answer.toArray()
    outgoing.destroy()
    return
  }
  answer.once('error', () => outgoing.destroy())
  outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
  outgoing.flushHeaders()
  answer.pipe(outgoing)
}
