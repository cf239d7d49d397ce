// The HTTP shell of a subgraph: proves who calls by the signature, before the body is parsed, then asks the handler.
// Whoever accepts `text/event-stream` subscribes; everybody else gets one answer.
// Routes other than /graphql (events, the revocation feed) stand behind the same proof.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import {
  looksSigned,
  nonceMemory,
  type SignedRequest,
  signatureVerifier,
  unsignedChallenge,
} from './call-signature.ts'
import { httpService, internalBodyLimitBytes, type Readiness, refuse } from './http-service.ts'
import type { KeyRing } from './signing-keys.ts'
import type { SubgraphHandler } from './subgraph.ts'
import type { ClientDetails, SubgraphAnswer, SubgraphCall } from './subgraph-call.ts'
import { type EventStreamsOptions, eventStreams, type SendStream } from './subgraph-sse.ts'
import type { ServiceName } from './viewer.ts'

const longestRequestMs = 10_000

declare module 'fastify' {
  interface FastifyRequest {
    /** The proven calling service; empty on the public routes (health, JWKS). */
    caller: ServiceName
  }
}

export type SubgraphHttpOptions = {
  readonly handler: SubgraphHandler
  readonly keys: KeyRing
  readonly ready: Readiness
  /** Where faults of the routes beside /graphql go. */
  readonly log?: Logger
  /** Adds routes that only services may call; `request.caller` is proven there. */
  readonly internalRoutes?: (app: FastifyInstance) => void
  /** Adds routes that anybody may call. */
  readonly publicRoutes?: (app: FastifyInstance) => void
  readonly streams?: EventStreamsOptions
}

export async function subgraphHttp(options: SubgraphHttpOptions): Promise<FastifyInstance> {
  const { handler, keys, ready, log, internalRoutes, publicRoutes } = options
  const app = httpService({ bodyLimit: internalBodyLimitBytes, ready, log })
  publicRoutes?.(app)
  const sendStream = eventStreams(app, options.streams)
  await app.register(async (guarded) => {
    requireSignature(guarded, handler.name, keys)
    guarded.post('/graphql', (request, reply) =>
      wantsEvents(request)
        ? answerSubscriber({ handler, sendStream }, request, reply)
        : answerCall(handler, request, reply),
    )
    internalRoutes?.(guarded)
  })
  return app
}

/** Bodies stay bytes until the signature over exactly those bytes has been checked. */
function requireSignature(app: FastifyInstance, audience: ServiceName, keys: KeyRing): void {
  const verify = signatureVerifier({
    audience,
    keysOf: (caller) => keys.acceptedKeys(caller, audience),
    remember: nonceMemory(),
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.decorateRequest('caller', '')
  app.addHook('onRequest', async (request, reply) => {
    if (!looksSigned(request.headers)) return refuseUnsigned(reply)
  })
  app.addHook('preValidation', async (request, reply) => {
    const signed: SignedRequest = {
      method: request.method,
      path: request.url,
      body: Buffer.isBuffer(request.body) ? request.body : '',
      authorization: request.headers.authorization,
    }
    const caller = verify(request.headers, signed)
    if (caller === undefined) return refuseUnsigned(reply)
    request.caller = caller
    if (!Buffer.isBuffer(request.body)) return
    const parsed = parseJson(request.body)
    if (parsed === undefined) return refuse(reply, 400, 'BAD_REQUEST', 'The body is not JSON.')
    request.body = parsed
  })
}

/** The header tells our own transport that it is the signature that was refused, and not the user's token. */
function refuseUnsigned(reply: FastifyReply): FastifyReply {
  reply.header('www-authenticate', unsignedChallenge)
  return refuse(reply, 401, 'UNAUTHENTICATED', 'Only services of this shop may call here.')
}

async function answerCall(
  handler: SubgraphHandler,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const call = readCall(request)
  if (call === undefined) return refuseCall(reply)
  return send(reply, await handler.handle(request.caller, call))
}

function wantsEvents({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes('text/event-stream') ?? false
}

/** What is refused before it begins is answered as any other call. */
async function answerSubscriber(
  { handler, sendStream }: { handler: SubgraphHandler; sendStream: SendStream },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const call = readCall(request)
  if (call === undefined) return refuseCall(reply)
  const subscribed = await handler.subscribe(request.caller, call)
  return subscribed.kind === 'refused' ? send(reply, subscribed.answer) : sendStream(reply, subscribed.stream)
}

function send(reply: FastifyReply, { status, body, setCookie }: SubgraphAnswer): FastifyReply {
  if (setCookie) reply.header('set-cookie', [...setCookie])
  return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body))
}

function refuseCall(reply: FastifyReply): FastifyReply {
  return refuse(reply, 400, 'BAD_REQUEST', 'The body is not a GraphQL request.')
}

function readCall({ body, headers, id }: FastifyRequest): SubgraphCall | undefined {
  if (!isRecord(body) || typeof body.query !== 'string') return undefined
  const { query, variables, operationName, extensions } = body
  if (variables !== undefined && variables !== null && !isRecord(variables)) return undefined
  const budgetMs = Number(headers['x-deadline-ms'])
  return {
    query,
    ...(isRecord(variables) ? { variables } : {}),
    ...(typeof operationName === 'string' ? { operationName } : {}),
    authorization: headers.authorization,
    client: readClient(extensions),
    requestId: requestIdOf(headers['x-request-id']) ?? id,
    trace: headers['apollo-federation-include-trace'] === 'ftv1',
    deadlineAt: Date.now() + (budgetMs > 0 ? Math.min(budgetMs, longestRequestMs) : longestRequestMs),
  }
}

/** What does not have its type is left out: the gateway never sends it. */
function readClient(extensions: unknown): ClientDetails | undefined {
  if (!isRecord(extensions) || !isRecord(extensions.client)) return undefined
  const { address, agent, cookie, cookieMode } = extensions.client
  return {
    ...(typeof address === 'string' ? { address } : {}),
    ...(typeof agent === 'string' ? { agent } : {}),
    ...(typeof cookie === 'string' ? { cookie } : {}),
    ...(typeof cookieMode === 'boolean' ? { cookieMode } : {}),
  }
}

function requestIdOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && /^[\w-]{8,64}$/.test(header) ? header : undefined
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
