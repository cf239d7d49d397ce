// A gateway on a free port over the shop's own supergraph, with subgraphs whose resolvers tests can look into.
// Whatever a test asks, `ask` holds the answer to what every answer owes.
import { randomUUID } from 'node:crypto'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { shopMaxCost } from '@supermarket/schema/limits.ts'
import { loadSupergraphSdl } from '@supermarket/schema/load.ts'
import { accessTokenVerifier } from '@supermarket/service-kit/access-token.ts'
import { isErrorCode } from '@supermarket/service-kit/error-codes.ts'
import { createLog } from '@supermarket/service-kit/log.ts'
import { scalars } from '@supermarket/service-kit/scalars.ts'
import type { SubgraphHandler } from '@supermarket/service-kit/subgraph.ts'
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTVerifyGetKey, SignJWT } from 'jose'
import { expect } from 'vitest'
import { handlerConnections } from './connections.ts'
import { createExecutor, type ExecutorKind } from './executor.ts'
import { fakeSubgraph, type SeenCall } from './fake-subgraphs.fixture.ts'
import { type GatewayOptions, openGateway } from './server.ts'
import { knownDocuments } from './trusted/open-trusted.ts'

export type Answer = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly body: { data?: Record<string, unknown> | null; errors?: AnsweredError[] }
}

export type AnsweredError = {
  message: string
  path?: (string | number)[]
  extensions: { code: string; requestId: string }
}

export type Question = {
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string | Buffer
}

export type TestGatewayOptions = Partial<GatewayOptions> & {
  readonly keys?: JWTVerifyGetKey
  readonly executorKind?: ExecutorKind
  readonly maxCost?: number
  /** Instead of the shop's own. */
  readonly supergraphSdl?: string
  readonly planView?: boolean
}

export type TestGateway = AsyncDisposable & {
  readonly url: string
  /** What the subgraphs were asked, oldest first. */
  readonly calls: SeenCall[]
  readonly logged: Record<string, unknown>[]
  /** Subgraphs named here do not answer any more. */
  readonly down: Set<string>
  readonly revoked: Set<string>
  /** Any request, held to what every answer owes. */
  send(question: Question): Promise<Answer>
  /** A GraphQL request by POST. */
  ask(
    query: string,
    changes?: { variables?: unknown; operationName?: unknown; headers?: Question['headers'] },
  ): Promise<Answer>
  token(claims?: Readonly<Record<string, unknown>>): Promise<string>
  /** Drains without ending the subgraphs. */
  close(): Promise<void>
}

const key = await generateKeyPair('ES256', { extractable: true })
const jwk = { ...(await exportJWK(key.publicKey)), kid: 'test', alg: 'ES256' }

export async function testGateway(options: TestGatewayOptions = {}): Promise<TestGateway> {
  const calls: TestGateway['calls'] = []
  const logged: Record<string, unknown>[] = []
  const down = new Set<string>()
  const revoked = new Set<string>()
  const log = createLog({
    service: 'gateway',
    level: 'warn',
    destination: { write: (line: string) => void logged.push(JSON.parse(line)) },
  })
  const verifyToken = accessTokenVerifier({
    keys: options.keys ?? createLocalJWKSet({ keys: [jwk] }),
    isRevoked: ({ viewer }) => revoked.has(viewer.sessionId),
  })
  const handlers: SubgraphHandler[] = []
  for (const name of ['users', 'products', 'orders'] as const) {
    const silent = createLog({ service: name, level: 'silent' })
    handlers.push(breakable(await fakeSubgraph(name, { calls, verifyToken, log: silent }), down))
  }
  const executor = createExecutor(options.executorKind ?? 'engine', {
    supergraphSdl: options.supergraphSdl ?? loadSupergraphSdl(),
    connections: handlerConnections({ handlers, log }),
    log,
    maxCost: options.maxCost ?? shopMaxCost,
    metrics: options.metrics,
    documents: options.trusted && knownDocuments(options.trusted),
    planView: options.planView,
  })
  // What is tested is the gateway and not how busy the machine is.
  const gateway = await openGateway({
    executor,
    log,
    verifyToken,
    scalars,
    maxEventLoopDelayMs: 60_000,
    ...options,
  })
  const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 })
  const send = (question: Question) => sendTo(url, question)
  let closing: Promise<void> | undefined
  const close = async () => {
    closing ??= Promise.resolve(gateway[Symbol.asyncDispose]())
    await closing
  }
  return {
    url,
    calls,
    logged,
    down,
    revoked,
    send,
    ask: (query, { headers = {}, ...rest } = {}) =>
      send({
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, ...rest }),
      }),
    token,
    close,
    async [Symbol.asyncDispose]() {
      await close()
      for (const handler of handlers) await handler[Symbol.asyncDispose]()
    },
  }
}

/** As a connection that nobody takes, while the subgraph's name stands in `down`. */
function breakable(handler: SubgraphHandler, down: ReadonlySet<string>): SubgraphHandler {
  const { name } = handler
  const fail = () => {
    if (down.has(name)) throw new Error(`connect ECONNREFUSED 10.1.2.3:4001 ${name}`)
  }
  return {
    ...handler,
    async handle(caller, call) {
      fail()
      return handler.handle(caller, call)
    },
    async subscribe(caller, call) {
      fail()
      return handler.subscribe(caller, call)
    },
  }
}

/** Signed as users signs; a claim that is undefined is left out. */
async function token(claims: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const now = Date.now() / 1000
  const payload = {
    iss: 'supermarket',
    aud: 'supermarket',
    sub: 'usr_ann',
    sid: 'ses_1',
    jti: randomUUID(),
    roles: ['CUSTOMER'],
    iat: now,
    exp: Math.floor(now) + 600,
    ...claims,
  }
  return new SignJWT(JSON.parse(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'test' })
    .sign(key.privateKey)
}

function sendTo(
  origin: string,
  { method = 'GET', path = '/graphql', headers = {}, body }: Question,
): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const outgoing = httpRequest(new URL(origin), {
    method,
    path,
    headers: headers as Record<string, string>,
    agent: false,
  })
  outgoing.on('error', reject)
  outgoing.on('response', (response) => {
    const chunks: Buffer[] = []
    response.on('data', (chunk: Buffer) => chunks.push(chunk))
    response.on('error', reject)
    response.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8')
      const answer = {
        status: response.statusCode ?? 0,
        headers: response.headers,
        text,
        body: parseBody(text, method),
      }
      try {
        expectWhatEveryAnswerOwes(answer)
        resolve(answer)
      } catch (error) {
        reject(error)
      }
    })
  })
  outgoing.end(body)
  return promise
}

function parseBody(text: string, method: string): Answer['body'] {
  return method === 'HEAD' || text === '' ? {} : JSON.parse(text)
}

/** JSON, a request id, declared codes and nothing else beside them, nothing of what is inside. */
function expectWhatEveryAnswerOwes({ headers, text, body }: Answer): void {
  const requestId = headers['x-request-id']
  expect(requestId).toMatch(/^[\w-]{36}$/)
  if (text !== '')
    expect(headers['content-type']).toMatch(/^application\/(graphql-response\+)?json; charset=utf-8$/)
  expect(headers['x-powered-by']).toBeUndefined()
  for (const error of body.errors ?? []) {
    expect(Object.keys(error.extensions).toSorted()).toEqual(['code', 'requestId'])
    expect(error.extensions.requestId).toBe(requestId)
    expect(error.path ?? []).not.toContain('_entities')
    expect(isErrorCode(error.extensions.code)).toBe(true)
  }
  expect(body).not.toHaveProperty('extensions')
  for (const secret of inside) expect(text).not.toMatch(secret)
}

const inside: readonly RegExp[] = [
  /node_modules|\.ts:\d|\.js:\d|stacktrace|at [^\n(]{1,200}\([^\n)]{1,300}:\d+:\d+\)/,
  /select .+ from|insert into/i,
  /ECONN|10\.1\.2\.3|127\.0\.0\.1|:400\d/,
  /serviceName|subquery/,
  /Did you mean/,
  /<html|<!doctype/i,
]
