// What travels with one client request through the gateway: who asks, until when, and what the answer may still get.
import type { IncomingHttpHeaders } from 'node:http'
import type { AccessTokenVerifier, TokenCheck } from '@supermarket/service-kit/access-token.ts'
import type { ClientDetails } from '@supermarket/service-kit/subgraph-call.ts'
import { anonymous } from '@supermarket/service-kit/viewer.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AddressOf } from './edge/client-address.ts'
import { readSession } from './edge/session-cookie.ts'

export type GatewayContext = {
  readonly requestId: string
  /** A reading of performance.now(). */
  readonly startedAt: number
  /**
   * Forwarded to subgraphs, which verify it again; absent for an anonymous caller and for an expired token. The token
   * plugin takes it away, with what was found of it, from an operation that is none of the token's business.
   */
  authorization: string | undefined
  token: TokenCheck | UndecidedToken
  /** It came in a cookie, which no script can take away. */
  readonly tokenByCookie: boolean
  readonly client: ClientDetails
  readonly clientApp: ClientApp
  /** Epoch milliseconds at which the gateway answers with what it has. */
  readonly deadlineAt: number
  /** Aborts when the client goes away. */
  readonly signal: AbortSignal
  /** Puts cookies that users set on the answer of a mutation. */
  readonly passCookies: (setCookie: readonly string[]) => void
}

/** How the client's program names itself, as it came: it may be anything, and nothing may be allowed for it. */
export type ClientApp = {
  /** Empty when it does not say, as the next. */
  readonly name: string
  readonly version: string
}

/** By the headers that Apollo's clients send; a WebSocket says the same words in its `connection_init`. */
export const clientAppHeaders = {
  name: 'apollographql-client-name',
  version: 'apollographql-client-version',
} as const

/** Both a bearer token and the session cookie came along, or the keys to check with cannot be had. */
type UndecidedToken =
  | { readonly ok: false; readonly reason: 'ambiguous' }
  | { readonly ok: false; readonly reason: 'unverifiable'; readonly cause: unknown }

export type ContextOptions = {
  /** Absent where the gateway fronts a graph that checks tokens itself: the header is passed on as it came. */
  readonly verifyToken?: AccessTokenVerifier | undefined
  readonly requestTimeoutMs: number
  readonly addressOf: AddressOf
}

/** What of a request the context is made of, whichever way it came. */
export type Arrival = {
  readonly requestId: string
  readonly headers: IncomingHttpHeaders
  /** Network address of the client. */
  readonly address: string | undefined
  readonly signal: AbortSignal
  readonly passCookies: GatewayContext['passCookies']
}

export async function createContext(arrival: Arrival, options: ContextOptions): Promise<GatewayContext> {
  const { requestId, headers, address, signal, passCookies } = arrival
  const { authorization, byCookie, cookieMode, ambiguous } = readSession(headers)
  const token = ambiguous ? bothPresented : await checkToken(options.verifyToken, authorization)
  return {
    requestId,
    startedAt: performance.now(),
    authorization: token.ok ? authorization : undefined,
    token,
    tokenByCookie: byCookie,
    client: {
      address,
      agent: headers['user-agent'],
      ...(cookieMode ? { cookieMode, cookie: headers.cookie } : {}),
    },
    clientApp: {
      name: textOf(headers[clientAppHeaders.name]),
      version: textOf(headers[clientAppHeaders.version]),
    },
    deadlineAt: Date.now() + options.requestTimeoutMs,
    signal,
    passCookies,
  }
}

function textOf(header: string | readonly string[] | undefined): string {
  return typeof header === 'string' ? header : (header?.[0] ?? '')
}

/** Without a signal, the client's going away ends the request. */
export function httpContext(
  request: FastifyRequest,
  reply: FastifyReply,
  options: ContextOptions & { readonly signal?: AbortSignal },
): Promise<GatewayContext> {
  const { id: requestId, headers, raw } = request
  const address = options.addressOf(raw)
  const signal = options.signal ?? abortOnDisconnect(reply)
  const passCookies: Arrival['passCookies'] = (setCookie) => void reply.header('set-cookie', setCookie)
  return createContext({ requestId, headers, address, signal, passCookies }, options)
}

async function checkToken(
  verifyToken: AccessTokenVerifier | undefined,
  authorization: string | undefined,
): Promise<TokenCheck | UndecidedToken> {
  if (verifyToken === undefined) return unchecked
  return verifyToken(authorization).catch((cause: unknown) => ({ ok: false, reason: 'unverifiable', cause }))
}

const bothPresented = { ok: false, reason: 'ambiguous' } as const
const unchecked: TokenCheck = { ok: true, viewer: anonymous }

function abortOnDisconnect(reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort()
  })
  return controller.signal
}
