// What became of one request to a subgraph, as a plan view tells it; fetches that go out together share one.
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { fetchFailures, subgraphError } from '../execute/subgraph-errors.ts'
import type { SubgraphRequest, SubgraphResponse } from '../transport/subgraph-transport.ts'
import type { FetchEvent } from '../transport/transport-events.ts'
import type { PlanViewRequest } from './plan-view.ts'

export type RequestPart = PlanViewRequest['parts'][number]

/** Filled in until its answer is there. */
export type PendingRequest = {
  -readonly [Key in keyof Omit<PlanViewRequest, 'parts'>]: PlanViewRequest[Key]
} & {
  readonly parts: RequestPart[]
}

export type FormatError = (error: GraphQLError) => GraphQLFormattedError

const maxErrors = 5

export function startedRequest(request: SubgraphRequest, startMs: number): PendingRequest {
  const { subgraph, query, operationName, variablesJson } = request
  return {
    subgraph,
    startMs,
    ms: null,
    outcome: null,
    status: null,
    bytesOut: Buffer.byteLength(JSON.stringify({ query, operationName })) + Buffer.byteLength(variablesJson),
    bytesIn: 0,
    measured: 'text',
    shared: false,
    retries: 0,
    errorCount: 0,
    errors: [],
    parts: [],
  }
}

/** What the transport tells of the call. */
export function noteCall(request: PendingRequest, { outcome, status, bytesOut, bytesIn }: FetchEvent): void {
  request.outcome = outcome
  if (status !== undefined) request.status = status
  // In memory nothing crosses a wire.
  if (bytesOut > 0) Object.assign(request, { bytesOut, bytesIn, measured: 'wire' })
}

/** Only the first end counts. */
export function noteEnd(request: PendingRequest, nowMs: number): void {
  request.ms ??= nowMs - request.startMs
  request.outcome ??= 'answer'
}

/** The answer to one of its fetches. */
export function noteAnswer(
  request: PendingRequest,
  { data, errors = [] }: SubgraphResponse,
  formatError: FormatError,
): void {
  if (request.measured === 'text') request.bytesIn += sizeOf({ data, errors })
  const fresh = errors.map((error) => told(subgraphError(error, request.subgraph, undefined), formatError))
  request.errorCount += fresh.length
  request.errors = [...request.errors, ...fresh].slice(0, maxErrors)
}

export function noteFailure(request: PendingRequest, error: unknown, formatError: FormatError): void {
  const [failure = new GraphQLError('')] = fetchFailures(error, request.subgraph, [[]])
  if (request.outcome === null || request.outcome === 'answer') {
    request.outcome = failure.extensions.code === 'UPSTREAM_TIMEOUT' ? 'timeout' : 'unavailable'
  }
  request.errorCount = 1
  request.errors = [told(failure, formatError)]
}

/** Whoever only looks must not break what is looked at: what cannot be formatted is told without a word of it. */
function told(error: GraphQLError, formatError: FormatError): PlanViewRequest['errors'][number] {
  try {
    const { message, extensions } = formatError(error)
    return { message, code: typeof extensions?.code === 'string' ? extensions.code : null }
  } catch {
    return { message: 'This error cannot be told: formatError threw.', code: null }
  }
}

/** 0 for what is nested deeper than the stack. */
function sizeOf(answer: SubgraphResponse): number {
  try {
    return Buffer.byteLength(JSON.stringify(answer))
  } catch {
    return 0
  }
}
