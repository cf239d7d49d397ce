// A gateway on a free port over the shop's own supergraph, with subgraphs whose resolvers tests can look into.
// Whatever a test asks, `ask` holds the answer to what every answer owes.
import { randomUUID } from 'node:crypto'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { loadStockSupergraphSdl, loadSubgraphSdl } from '@supermarket/schema/load.ts'
import type { SubgraphName } from '@supermarket/schema/subgraphs.ts'
import { type AccessTable, accessGaps } from '@supermarket/service-kit/access.ts'
import { accessTokenVerifier } from '@supermarket/service-kit/access-token.ts'
import { isErrorCode } from '@supermarket/service-kit/error-codes.ts'
import { forbidden, overloaded, rateLimited } from '@supermarket/service-kit/graph-error.ts'
import { createLog } from '@supermarket/service-kit/log.ts'
import { memoryTransport, upstreamUnavailable } from '@supermarket/service-kit/memory-transport.ts'
import type { RequestContext } from '@supermarket/service-kit/request-context.ts'
import { createSubgraph, type SubgraphHandler } from '@supermarket/service-kit/subgraph.ts'
import type { SubgraphCall, SubgraphTransport } from '@supermarket/service-kit/subgraph-call.ts'
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTVerifyGetKey, SignJWT } from 'jose'
import { expect } from 'vitest'
import { stockExecutor } from './executor.ts'
import { type GatewayOptions, openGateway } from './server.ts'

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

export type TestGateway = AsyncDisposable & {
  readonly url: string
  /** What the subgraphs were asked, oldest first. */
  readonly calls: { name: string; call: SubgraphCall; viewer: RequestContext['viewer'] }[]
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

export async function testGateway(
  options: Partial<GatewayOptions> & { keys?: JWTVerifyGetKey } = {},
): Promise<TestGateway> {
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
  const handlers = new Map<string, SubgraphHandler>()
  for (const name of ['users', 'products', 'orders'] as const) {
    handlers.set(
      name,
      await fakeSubgraph(name, { calls, verifyToken, log: createLog({ service: name, level: 'silent' }) }),
    )
  }
  const transportFor = ({ name }: { name: string }): SubgraphTransport => {
    const handler = handlers.get(name)
    if (handler === undefined) throw new TypeError(`no subgraph ${name}`)
    const transport = memoryTransport({ caller: 'gateway', handler })
    const cause = new Error(`connect ECONNREFUSED 10.1.2.3:4001 ${name}`)
    return async (call) => {
      if (down.has(name)) throw upstreamUnavailable(name, cause)
      return transport(call)
    }
  }
  const executor = stockExecutor({ supergraphSdl: loadStockSupergraphSdl(), transportFor, log })
  // What is tested is the gateway and not how busy the machine is.
  const gateway = await openGateway({ executor, log, verifyToken, maxEventLoopDelayMs: 60_000, ...options })
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
      for (const handler of handlers.values()) await handler[Symbol.asyncDispose]()
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
  /node_modules|\.ts:\d|\.js:\d|stacktrace|at .+\(.+:\d+:\d+\)/,
  /select .+ from|insert into/i,
  /ECONN|10\.1\.2\.3|127\.0\.0\.1|:400\d/,
  /serviceName|subquery/,
  /Did you mean/,
  /<html|<!doctype/i,
]

type FakeContext = RequestContext & { readonly setCookie: (cookies: readonly string[]) => void }

async function fakeSubgraph(
  name: SubgraphName,
  parts: Pick<TestGateway, 'calls'> & Pick<Parameters<typeof createSubgraph>[0], 'verifyToken' | 'log'>,
): Promise<SubgraphHandler> {
  const typeDefs = loadSubgraphSdl(name)
  const everyField = accessGaps(buildSubgraphSchema([{ typeDefs }]), {}).missing
  const access: AccessTable = Object.fromEntries(everyField.map((field) => [field, 'public'] as const))
  return createSubgraph<FakeContext>({
    name,
    typeDefs,
    resolvers: resolvers[name],
    access,
    verifyToken: parts.verifyToken,
    createContext: (request, call, answer) => {
      parts.calls.push({ name, call, viewer: request.viewer })
      return {
        ...request,
        setCookie: (cookies) => {
          answer.setCookie = cookies
        },
      }
    },
    log: parts.log,
  })
}

/** Ids say what happens. */
const behaviours: Readonly<Record<string, () => unknown>> = {
  boom: () => {
    throw new Error('select password_hash from users at 10.1.2.3:5432')
  },
  denied: () => {
    throw forbidden()
  },
  throttled: () => {
    throw rateLimited(30)
  },
  busy: () => {
    throw overloaded()
  },
  slow: () => new Promise((resolve) => setTimeout(resolve, 200, { id: 'slow', name: 'slow' })),
  hung: () => new Promise(() => {}),
}

async function byId({ id }: { id: string }): Promise<unknown> {
  const behave = behaviours[id]
  return behave
    ? behave()
    : { id, name: `name of ${id}`, slug: id, description: '', status: 'ACTIVE', version: 1 }
}

const me = (_: unknown, __: unknown, { viewer }: FakeContext) =>
  viewer.kind === 'user' ? { id: viewer.userId } : null

const noPage = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null }

const resolvers: Readonly<Record<SubgraphName, object>> = {
  users: {
    Query: { me, user: (_: unknown, args: { id: string }) => byId(args) },
    Mutation: {
      userLogin: (_: unknown, { input }: { input: { email: string } }, { setCookie }: FakeContext) => {
        if (input.email.startsWith('throttled')) behaviours.throttled?.()
        setCookie(['__Host-supermarket-access=a.b.c; Secure', '__Host-supermarket-refresh=r; Secure'])
        return { user: { id: 'usr_ann' }, tokens: { accessToken: 'a.b.c' }, userErrors: [] }
      },
      userRegister: () => ({
        userErrors: [{ __typename: 'GeneralUserError', code: 'EMAIL_TAKEN', message: 'Taken.' }],
      }),
      sessionRefresh: () => ({ tokens: { accessToken: 'a.b.c' }, userErrors: [] }),
      userLogout: () => ({ userErrors: [] }),
    },
    User: { __resolveReference: byId },
  },
  products: {
    Query: {
      me,
      product: (_: unknown, { id, slug }: { id?: string; slug?: string }) => byId({ id: id ?? slug ?? '' }),
      products: (_: unknown, { first, search }: { first: number; search?: string }) => ({
        edges: [],
        nodes: [
          { id: String(first), name: search ?? '', slug: 's', description: '', status: 'ACTIVE', version: 1 },
        ],
        pageInfo: noPage,
      }),
    },
    Product: { __resolveReference: byId },
    ProductVariant: { __resolveReference: byId },
    User: { __resolveReference: ({ id }: { id: string }) => ({ id }) },
  },
  orders: {
    Query: {
      me,
      cart: (_: unknown, { id }: { id: string }) => ({
        id,
        currency: 'EUR',
        lines: ['boom', 'var_1'].map((variant) => ({
          id: `line of ${variant}`,
          quantity: 1,
          variant: { id: variant },
        })),
      }),
      order: (_: unknown, { id }: { id: string }) => ({ id, number: '1', customer: { id: 'usr_ann' } }),
    },
    User: { __resolveReference: ({ id }: { id: string }) => ({ id }) },
  },
}
