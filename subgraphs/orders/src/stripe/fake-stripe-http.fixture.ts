// For tests: the fake's HTTP API on loopback, with Stripe's idempotency (the first answer of a key is kept, refusals
// included; another input is an error; one in progress is a conflict), its faults on demand, and its signed webhooks.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import Stripe from 'stripe'
import { FakeStripe } from './fake-stripe.fixture.ts'
import { ApiError, type FakeEvent, type Form } from './fake-stripe-objects.fixture.ts'

export type Fault =
  /** It does what it is told, and never answers. */
  | 'time-out after effect'
  | '500 after effect'
  | '429'
  /** The connection breaks, before or after it did what it was told. */
  | 'reset'
  | 'reset after effect'

export type FakeStripeServer = AsyncDisposable & {
  readonly books: FakeStripe
  readonly url: string
  /** Method and path of each request, in order. */
  readonly requests: string[]
  /** The next request of this kind fails. */
  failNext(request: RegExp, fault: Fault, times?: number): void
  /** Holds each request of this kind until the promise is done. */
  hold(request: RegExp, until: Promise<void>): void
  /** From now on nothing fails or is held. */
  heal(): void
  /** Sends events to the merchant, signed; answers its statuses. */
  deliver(events: readonly FakeEvent[], secret?: string): Promise<number[]>
  /** Takes the events that were not delivered yet. */
  takeEvents(): FakeEvent[]
}

type Kept = { readonly input: string; answer?: { status: number; body: string } }
type Failing = { readonly request: RegExp; readonly fault: Fault; times: number }

export type FakeStripeOptions = {
  readonly webhookUrl: () => string
  readonly webhookSecret: string
}

export async function openFakeStripe(options: FakeStripeOptions): Promise<FakeStripeServer> {
  const books = new FakeStripe()
  const kept = new Map<string, Kept>()
  const failing: Failing[] = []
  const held: { request: RegExp; until: Promise<void> }[] = []
  const requests: string[] = []

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? ''
    const url = new URL(request.url ?? '', 'http://stripe.test')
    const body = await textOf(request)
    const named = `${method} ${url.pathname}`
    requests.push(named)
    const fault = failing.find((one) => one.request.test(named) && one.times > 0)
    if (fault) fault.times -= 1
    if (fault?.fault === 'reset') return void request.socket.destroy()
    if (fault?.fault === '429') {
      return send(
        response,
        429,
        JSON.stringify({ error: { type: 'invalid_request_error', code: 'rate_limit' } }),
      )
    }
    const form = Object.fromEntries(new URLSearchParams(body || url.search))
    const key = request.headers['idempotency-key']
    const done = await carryOut({
      method,
      path: url.pathname,
      form,
      body,
      key: typeof key === 'string' ? key : '',
    })
    if (fault?.fault === 'time-out after effect') return
    if (fault?.fault === 'reset after effect') return void request.socket.destroy()
    if (fault?.fault === '500 after effect') {
      response.setHeader('stripe-should-retry', 'false')
      return send(
        response,
        500,
        JSON.stringify({ error: { type: 'api_error', message: 'An unknown error.' } }),
      )
    }
    send(response, done.status, done.body)
  }

  async function carryOut({
    method,
    path,
    form,
    body,
    key,
  }: Call): Promise<{ status: number; body: string }> {
    const input = `${method} ${path} ${body}`
    const before = method === 'POST' && key !== '' ? kept.get(key) : undefined
    if (before && before.input !== input) return idempotencyError(key)
    if (before?.answer) return before.answer
    if (before) return conflict()
    const mine: Kept = { input }
    if (method === 'POST' && key !== '') kept.set(key, mine)
    const done = carryOutOnce(books, { method, path, form })
    // Until it is answered, the key is in use.
    await held.find((one) => one.request.test(`${method} ${path}`))?.until
    mine.answer = done
    return done
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) =>
      send(response, 500, JSON.stringify({ error: String(error) })),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    books,
    url: `http://127.0.0.1:${address.port}`,
    requests,
    failNext: (request, fault, times = 1) => void failing.push({ request, fault, times }),
    heal() {
      failing.length = 0
      held.length = 0
    },
    hold: (request, until) => void held.push({ request, until }),
    takeEvents: () => books.events.splice(0),
    async deliver(events, secret = options.webhookSecret) {
      const statuses: number[] = []
      for (const event of events) statuses.push(await sendWebhook(options.webhookUrl(), event, secret))
      return statuses
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

type Call = {
  readonly method: string
  readonly path: string
  readonly form: Form
  readonly body: string
  readonly key: string
}

function carryOutOnce(books: FakeStripe, { method, path, form }: Pick<Call, 'method' | 'path' | 'form'>) {
  try {
    const { status, body } = books.route(method, path, form)
    return { status, body: JSON.stringify(body) }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return { status: error.status, body: JSON.stringify({ error: error.error }) }
  }
}

function idempotencyError(key: string) {
  const message = `Keys for idempotent requests can only be used with the same parameters they were first used with (${key}).`
  return { status: 400, body: JSON.stringify({ error: { type: 'idempotency_error', message } }) }
}

function conflict() {
  const error = {
    type: 'invalid_request_error',
    code: 'idempotency_key_in_use',
    message: 'Another request is in progress.',
  }
  return { status: 409, body: JSON.stringify({ error }) }
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_test' }).end(body)
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

async function sendWebhook(url: string, { id, type, object }: FakeEvent, secret: string): Promise<number> {
  const payload = JSON.stringify({
    ...{
      id,
      object: 'event',
      type,
      api_version: '2026-10-28.endive',
      created: Math.floor(Date.now() / 1000),
    },
    data: { object },
  })
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret })
  const { status } = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'stripe-signature': signature },
    body: payload,
  })
  return status
}
