// GraphQL over HTTP to one subgraph: POST with JSON, answers of any status as long as they are GraphQL, no redirects.
// A query whose connection broke before the answer began is sent once more; a mutation never, it may have happened.
import { EngineError, upstreamUnavailable } from '../errors.ts'
import { decodeContent } from './content-coding.ts'
import { expired } from './expiry.ts'
import { FetchFailure } from './fetch-failure.ts'
import { exchange, type Received } from './http-exchange.ts'
import { type HttpTransportOptions, httpWire, type Wire } from './http-wire.ts'
import { parseAnswer } from './parse-answer.ts'
import { isPlainJson } from './plain-json.ts'
import { type FetchTally, reportFetch } from './report-fetch.ts'
import type { SubgraphRequest, SubgraphResponse, SubgraphTransport } from './subgraph-transport.ts'
import { withinDeadline } from './within-deadline.ts'

/** `close` waits for calls in flight; a call after it is UPSTREAM_UNAVAILABLE. */
export function httpTransport(options: HttpTransportOptions): SubgraphTransport {
  const wire = httpWire(options)
  const onFetch = wire.observe?.onFetch
  let closing: Promise<void> | undefined
  return {
    execute: (request) =>
      onFetch || request.watch
        ? reportFetch(request, onFetch, (asked, tally) => call(wire, asked, tally))
        : call(wire, request),
    close() {
      closing ??= wire.pool.close()
      return closing
    },
  }
}

/** One asynchronous function for all of it: each more would add promises and microtasks to every fetch. */
async function call(wire: Wire, request: SubgraphRequest, tally?: FetchTally): Promise<SubgraphResponse> {
  try {
    let received: Received
    try {
      received = await attempt(wire, request, tally)
    } catch (error) {
      if (!isRepeatable(error, request)) throw error
      wire.observe?.onRetry?.({ request, cause: error })
      request.watch?.onRetry?.({ request, cause: error })
      received = await attempt(wire, request, tally)
    }
    const { status, headers } = received
    if (tally) {
      tally.status = status
      tally.bytesIn += received.body?.length ?? 0
    }
    if (status >= 300 && status < 400)
      throw new FetchFailure('not-graphql', `The answer is a redirect: ${status}.`)
    const content = contentOf(wire, request, received)
    const answer = readBody(content instanceof Promise ? await content : content)
    wire.hooks.onHeaders?.(request, { status, headers })
    return answer
  } catch (error) {
    throw error instanceof EngineError ? error : upstreamUnavailable(request.subgraph, error)
  }
}

function isRepeatable(error: unknown, { kind }: SubgraphRequest): error is FetchFailure {
  return kind === 'query' && error instanceof FetchFailure && error.reason === 'unanswered'
}

function attempt(wire: Wire, request: SubgraphRequest, tally: FetchTally | undefined): Promise<Received> {
  const over = expired(request)
  if (over) throw over
  const { hooks, pool, path, maxAnswerBytes } = wire
  const body = wire.bodyOf(request, hooks.extensions?.(request))
  const headers = headersOf(wire, request, body)
  if (tally) tally.bytesOut += Buffer.byteLength(body)
  return exchange({ pool, path, headers, body, request, maxBytes: maxAnswerBytes })
}

function headersOf(wire: Wire, request: SubgraphRequest, body: string): string[] {
  const headers = [...wire.constantHeaders]
  if (request.captureTrace) headers.push('apollo-federation-include-trace', 'ftv1')
  const further = wire.hooks.headers?.({ request, body })
  if (further) for (const [name, value] of Object.entries(further)) headers.push(name, value)
  return headers
}

const nothing = Buffer.alloc(0)

function contentOf(
  wire: Wire,
  request: SubgraphRequest,
  { headers, body = nothing }: Received,
): Buffer | Promise<Buffer> {
  const coding = headers['content-encoding']
  if (coding === undefined || coding === 'identity') return body
  return withinDeadline(request, decodeContent(body, String(coding), wire.maxAnswerBytes))
}

function readBody(body: Buffer): SubgraphResponse {
  const plain = isPlainJson(body)
  return { ...parseAnswer(body.toString(plain ? 'latin1' : 'utf8')), plain }
}
