// The HTTP transport: one undici pool per subgraph, every request signed, no redirects, answers bounded.
// A connection that broke before an answer is tried once more for queries, never for mutations.

import { type Dispatcher, errors, Pool } from 'undici'
import { signRequest, unsignedChallenge } from './call-signature.ts'
import { GraphError, upstreamTimeout, upstreamUnavailable } from './graph-error.ts'
import { parseResult } from './parse-result.ts'
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
      return await post(target, call).catch((error: unknown) => {
        if (isBrokenConnection(error) && mayRepeat(call)) return post(target, call)
        throw error
      })
    } catch (error) {
      throw translate(error, audience)
    }
  }
  return Object.assign(send, { [Symbol.asyncDispose]: () => target.pool.close() })
}

type Target = HttpTransportOptions & { readonly pool: Pool; readonly path: string }

/** Whatever might hold a mutation is sent once: it may have happened although nobody heard the answer. */
function mayRepeat({ query }: SubgraphCall): boolean {
  return !/\bmutation\b/.test(query)
}

async function post(target: Target, call: SubgraphCall): Promise<SubgraphAnswer> {
  const { audience, path, pool } = target
  const leftMs = call.deadlineAt - Date.now()
  if (leftMs <= 0) throw upstreamTimeout(audience)
  const body = JSON.stringify(wireBody(call))
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(), leftMs)
  try {
    const response = await pool.request({
      method: 'POST',
      path,
      body,
      signal: call.signal ? AbortSignal.any([deadline.signal, call.signal]) : deadline.signal,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...callHeaders(call, leftMs),
        ...signature(target, body, call.authorization),
      },
    })
    return await readAnswer(response, audience)
  } finally {
    clearTimeout(timer)
  }
}

async function readAnswer(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  audience: string,
): Promise<SubgraphAnswer> {
  const result = parseResult(await body.json())
  const refusedUs = headers['www-authenticate'] === unsignedChallenge
  if (result === undefined || refusedUs || (statusCode >= 300 && statusCode < 400)) {
    throw new TypeError(
      `${audience} answered ${statusCode} ${refusedUs ? 'to our signature' : 'without a GraphQL result'}`,
    )
  }
  const setCookie = headers['set-cookie']
  return {
    status: statusCode,
    body: result,
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

function translate(error: unknown, subgraph: string): GraphError {
  if (error instanceof GraphError) return error
  if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError'))
    return upstreamTimeout(subgraph)
  if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError)
    return upstreamTimeout(subgraph)
  return upstreamUnavailable(subgraph, error)
}
