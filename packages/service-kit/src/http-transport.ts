// The HTTP transport: one undici pool per subgraph, every request signed, no redirects, answers bounded.
// A connection that broke before an answer is tried once more for queries, never for mutations.
import { errors, Pool } from 'undici'
import { signRequest } from './call-signature.ts'
import { upstreamTimeout, upstreamUnavailable } from './memory-transport.ts'
import type { SubgraphAnswer, SubgraphCall, SubgraphTransport } from './subgraph-call.ts'
import type { ServiceName } from './viewer.ts'

const maxAnswerBytes = 32 * 1024 * 1024

export type HttpTransportOptions = {
  readonly caller: ServiceName
  readonly audience: ServiceName
  /** Of the subgraph's GraphQL endpoint, path included. */
  readonly url: string
  /** Absent towards a graph that is not ours and asks for no signature. */
  readonly key?: string | undefined
  readonly connections?: number
}

export function httpTransport(options: HttpTransportOptions): SubgraphTransport & AsyncDisposable {
  const { audience, connections = 64 } = options
  const { origin, pathname, search } = new URL(options.url)
  const target: Target = {
    ...options,
    pool: new Pool(origin, {
      connections,
      pipelining: 1,
      maxResponseSize: maxAnswerBytes,
      keepAliveTimeout: 30_000,
    }),
    path: pathname + search,
  }
  const send: SubgraphTransport = async (call) => {
    try {
      return await post(target, call)
    } catch (error) {
      if (!isBrokenConnection(error) || /^\s*mutation\b/.test(call.query)) throw translate(error, audience)
    }
    return post(target, call).catch((error: unknown) => {
      throw translate(error, audience)
    })
  }
  return Object.assign(send, { [Symbol.asyncDispose]: () => target.pool.close() })
}

type Target = HttpTransportOptions & { readonly pool: Pool; readonly path: string }

async function post(target: Target, call: SubgraphCall): Promise<SubgraphAnswer> {
  const { audience, path, pool } = target
  const body = JSON.stringify(wireBody(call))
  const leftMs = Math.max(1, call.deadlineAt - Date.now())
  const timeout = AbortSignal.timeout(leftMs)
  const response = await pool.request({
    method: 'POST',
    path,
    body,
    signal: call.signal ? AbortSignal.any([timeout, call.signal]) : timeout,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...callHeaders(call, leftMs),
      ...signature(target, body, call.authorization),
    },
  })
  const answer: unknown = await response.body.json()
  if (!isResult(answer))
    throw new TypeError(`${audience} answered ${response.statusCode} without a GraphQL result`)
  const setCookie = response.headers['set-cookie']
  return {
    status: response.statusCode,
    body: answer,
    ...(setCookie === undefined ? {} : { setCookie: [setCookie].flat() }),
  }
}

function signature({ caller, audience, key, path }: Target, body: string, authorization: string | undefined) {
  if (key === undefined) return {}
  return signRequest({ caller, audience, key, request: { method: 'POST', path, body, authorization } })
}

/** The body is signed, so what the subgraph is told of the client travels in it and not in headers. */
function wireBody({ query, variables, operationName, client }: SubgraphCall) {
  return { query, variables, operationName, ...(client ? { extensions: { client } } : {}) }
}

/** Headers by which a call travels; the budget left rather than a time of day, so that clocks need not agree. */
function callHeaders(call: SubgraphCall, leftMs: number): Record<string, string> {
  return {
    'x-request-id': call.requestId,
    'x-deadline-ms': String(Math.floor(leftMs)),
    ...(call.authorization === undefined ? {} : { authorization: call.authorization }),
  }
}

function isResult(value: unknown): value is SubgraphAnswer['body'] {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    ('data' in value || 'errors' in value)
  )
}

const brokenConnection: ReadonlySet<unknown> = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_CLOSED',
])

function isBrokenConnection(error: unknown): boolean {
  return error instanceof Error && 'code' in error && brokenConnection.has(error.code)
}

function translate(error: unknown, subgraph: string): Error {
  if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError'))
    return upstreamTimeout(subgraph)
  if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError)
    return upstreamTimeout(subgraph)
  return upstreamUnavailable(subgraph, error)
}
