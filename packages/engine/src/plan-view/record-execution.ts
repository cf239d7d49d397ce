// Writes down what an execution asks of subgraphs, as a plan view tells it.
import type { FetchNode } from '@apollo/query-planner'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import type { ExecutionObserver, StartedFetch } from '../execute/run.ts'
import { fetchFailures, subgraphError } from '../execute/subgraph-errors.ts'
import type { SubgraphResponse } from '../transport/subgraph-transport.ts'
import type { FetchEvent, TransportEvents } from '../transport/transport-events.ts'
import type { FetchNumbers, FetchRecord } from './describe-plan.ts'
import type { PlanViewRequest } from './plan-view.ts'

export type ExecutionRecord = {
  readonly observer: ExecutionObserver
  readonly fetches: ReadonlyMap<FetchNode, FetchRecord>
  readonly requests: readonly PlanViewRequest[]
  readonly unrecorded: () => number
  readonly writeMs: () => number
}

export type RecordingOptions = {
  readonly numbers: FetchNumbers
  /** Milliseconds since the request. */
  readonly clock: () => number
  readonly formatError: (error: GraphQLError) => GraphQLFormattedError
}

/** An operation may ask for a million things; nobody looks at more requests than these. */
const maxRequests = 1_000
const maxErrors = 5

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] }
type FetchTally = Omit<Writable<FetchRecord>, 'requests'> & { readonly requests: number[] }

export function recordExecution(options: RecordingOptions): ExecutionRecord {
  const { clock } = options
  const fetches = new Map<FetchNode, FetchTally>()
  const requests: Writable<PlanViewRequest>[] = []
  let unrecorded = 0
  let writeMs = 0

  function tallyOf(node: FetchNode): FetchTally {
    const known = fetches.get(node)
    if (known) return known
    const tally: FetchTally = { positions: 0, sent: 0, reused: 0, requests: [] }
    fetches.set(node, tally)
    return tally
  }

  function start(fetch: StartedFetch): Writable<PlanViewRequest> {
    const { node, entities = { asked: 0, sent: 0 } } = fetch
    const tally = tallyOf(node)
    tally.positions += entities.asked
    tally.sent += entities.sent
    const request = startedRequest(fetch, options)
    if (requests.length < maxRequests) tally.requests.push(requests.push(request) - 1)
    else unrecorded++
    return request
  }

  return {
    fetches,
    requests,
    unrecorded: () => unrecorded,
    writeMs: () => writeMs,
    observer: {
      capturesTraces: false,
      async fetch(fetch, send) {
        const request = start(fetch)
        try {
          const response = await send(watch(request))
          request.ms = clock() - request.startMs
          request.outcome = 'answer'
          noteAnswer(request, response, options)
          return response
        } catch (error) {
          request.ms ??= clock() - request.startMs
          noteFailure(request, error, options)
          throw error
        }
      },
      reuse({ node, entities }) {
        const tally = tallyOf(node)
        tally.positions += entities?.asked ?? 0
        tally.reused += entities?.asked ?? 0
      },
      write(write) {
        const startedAt = clock()
        try {
          return write()
        } finally {
          writeMs += clock() - startedAt
        }
      },
    },
  }
}

function startedRequest(
  { node, request, entities }: StartedFetch,
  { numbers, clock }: RecordingOptions,
): Writable<PlanViewRequest> {
  const { query, operationName, variablesJson } = request
  return {
    subgraph: request.subgraph,
    startMs: clock(),
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
    parts: [{ fetch: numbers(node), positions: entities?.asked ?? 0, sent: entities?.sent ?? 0 }],
  }
}

function watch(request: Writable<PlanViewRequest>): TransportEvents {
  return {
    onFetch: (event) => noteFetch(request, event),
    onRetry() {
      request.retries++
    },
    onShared() {
      request.shared = true
    },
  }
}

function noteFetch(request: Writable<PlanViewRequest>, event: FetchEvent): void {
  const { outcome, status, bytesOut, bytesIn } = event
  request.outcome = outcome
  if (status !== undefined) request.status = status
  // In memory nothing crosses a wire.
  if (bytesOut === 0) return
  Object.assign(request, { bytesOut, bytesIn, measured: 'wire' })
}

function noteAnswer(
  request: Writable<PlanViewRequest>,
  { data, errors = [] }: SubgraphResponse,
  { formatError }: RecordingOptions,
): void {
  if (request.measured === 'text') request.bytesIn = sizeOf({ data, errors })
  request.errorCount = errors.length
  request.errors = errors
    .slice(0, maxErrors)
    .map((error) => told(formatError(subgraphError(error, request.subgraph, undefined))))
}

function noteFailure(
  request: Writable<PlanViewRequest>,
  error: unknown,
  { formatError }: RecordingOptions,
): void {
  const [failure = new GraphQLError('')] = fetchFailures(error, request.subgraph, [[]])
  const isLate = failure.extensions.code === 'UPSTREAM_TIMEOUT'
  if (request.outcome === null || request.outcome === 'answer')
    request.outcome = isLate ? 'timeout' : 'unavailable'
  request.errorCount = 1
  request.errors = [told(formatError(failure))]
}

function told({ message, extensions }: GraphQLFormattedError): PlanViewRequest['errors'][number] {
  return { message, code: typeof extensions?.code === 'string' ? extensions.code : null }
}

/** 0 for what is nested deeper than the stack. */
function sizeOf(answer: SubgraphResponse): number {
  try {
    return Buffer.byteLength(JSON.stringify(answer))
  } catch {
    return 0
  }
}
