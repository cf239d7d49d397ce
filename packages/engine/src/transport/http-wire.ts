// What an HTTP transport is made with, and what it holds open: a connection pool of its own, so that a subgraph that
// hangs takes no connection from another at the same origin.
import { Pool } from 'undici'
import { acceptedCodings } from './content-coding.ts'
import type { ResponseHeaders } from './http-exchange.ts'
import { type BodyWriter, bodyWriter } from './request-body.ts'
import type { JsonObject, SubgraphRequest } from './subgraph-transport.ts'
import type { TransportEvents } from './transport-events.ts'

export type HttpTransportOptions = HttpHooks & {
  /** Of the subgraph's GraphQL endpoint, path and query included. */
  readonly url: string
  /** At most so many at a time; further calls wait for one. Default 128. */
  readonly connections?: number
  /** How long an idle connection is kept when the subgraph does not say. Default 4,000: under the 5 s of Node servers. */
  readonly keepAliveMs?: number
  /** Default 2,000. */
  readonly connectTimeoutMs?: number
  /** Counted while the body arrives, and again while it is inflated. Default 32 MiB. */
  readonly maxAnswerBytes?: number
  /**
   * Ask for gzip and brotli: for subgraphs behind a slow link, on a fast one it costs more than it saves. Default false;
   * an answer that comes as gzip, deflate or brotli unasked is inflated all the same.
   */
  readonly compression?: boolean
  /** `offer` lets TLS negotiate it; `prior-knowledge` speaks it over plain TCP. Default `never`. */
  readonly http2?: 'never' | 'offer' | 'prior-knowledge'
  /** Certificates and the like, for undici's connector. */
  readonly connect?: NonNullable<Pool.Options['connect']>
  readonly observe?: TransportEvents
}

export type HttpHooks = {
  /** Further headers of one attempt, after its body is known: to pass on authorization, to sign the exact bytes. */
  readonly headers?: (call: {
    readonly request: SubgraphRequest
    readonly body: string
  }) => Readonly<Record<string, string>>
  /** Becomes `extensions` of the body. */
  readonly extensions?: (request: SubgraphRequest) => JsonObject | undefined
  /** Told of each GraphQL answer's status and headers: to pass cookies on. */
  readonly onHeaders?: (
    request: SubgraphRequest,
    answer: { readonly status: number; readonly headers: ResponseHeaders },
  ) => void
}

export type Wire = {
  readonly hooks: HttpHooks
  readonly pool: Pool
  readonly path: string
  /** Names and values in turn. */
  readonly constantHeaders: readonly string[]
  readonly bodyOf: BodyWriter
  readonly maxAnswerBytes: number
  readonly observe: TransportEvents | undefined
}

export function httpWire(options: HttpTransportOptions): Wire {
  const { url, maxAnswerBytes = 32 * 1024 * 1024, observe } = options
  const { origin, pathname, search } = new URL(url)
  return {
    hooks: options,
    pool: poolTo(origin, options),
    path: pathname + search,
    constantHeaders: [
      ...['content-type', 'application/json'],
      ...['accept', 'application/graphql-response+json, application/json'],
      ...(options.compression ? ['accept-encoding', acceptedCodings] : []),
    ],
    bodyOf: bodyWriter(),
    maxAnswerBytes,
    observe,
  }
}

function poolTo(origin: string, options: HttpTransportOptions): Pool {
  const {
    connections = 128,
    keepAliveMs = 4_000,
    connectTimeoutMs = 2_000,
    http2 = 'never',
    connect,
  } = options
  const poolOptions = {
    connections,
    pipelining: 1,
    keepAliveTimeout: keepAliveMs,
    connectTimeout: connectTimeoutMs,
    // The deadline of each request is the only limit in time.
    headersTimeout: 0,
    bodyTimeout: 0,
    allowH2: http2 !== 'never',
    // Documented for pools and missing from their type in undici 8.12.
    useH2c: http2 === 'prior-knowledge',
    ...(connect && { connect }),
  }
  return new Pool(origin, poolOptions)
}
