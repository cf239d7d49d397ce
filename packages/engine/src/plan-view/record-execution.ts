// Writes down what an execution asks of subgraphs, as a plan view tells it.
import type { FetchNode } from '@apollo/query-planner'
import type { FetchWatch } from '../execute/fetch-watch.ts'
import type { ExecutionObserver, SendFetch, StartedFetch } from '../execute/run.ts'
import type { SubgraphRequest, SubgraphResponse } from '../transport/subgraph-transport.ts'
import type { FetchNumbers, FetchRecord } from './describe-plan.ts'
import type { PlanViewRequest } from './plan-view.ts'
import {
  type FormatError,
  noteAnswer,
  noteCall,
  noteEnd,
  noteFailure,
  type PendingRequest,
  type RequestPart,
  startedRequest,
} from './record-request.ts'

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
  readonly formatError: FormatError
}

/** An operation may ask for a million things; nobody looks at more requests than these. */
const maxRequests = 1_000

type FetchTally = { -readonly [Key in keyof Omit<FetchRecord, 'requests'>]: FetchRecord[Key] } & {
  readonly requests: number[]
}

export function recordExecution(options: RecordingOptions): ExecutionRecord {
  const { clock } = options
  const fetches = new Map<FetchNode, FetchTally>()
  const requests = recordedRequests(clock)
  let writeMs = 0
  const observer: ExecutionObserver = {
    capturesTraces: false,
    fetch(fetch, send) {
      const tally = tallyOf(fetches, fetch)
      tally.sent += fetch.entities?.sent ?? 0
      return recordFetch(fetch, send, { ...options, requests, tally })
    },
    reuse(fetch) {
      tallyOf(fetches, fetch).reused += fetch.entities?.asked ?? 0
    },
    write(write) {
      const startedAt = clock()
      try {
        return write()
      } finally {
        writeMs += clock() - startedAt
      }
    },
  }
  return {
    observer,
    fetches,
    requests: requests.list,
    unrecorded: requests.unrecorded,
    writeMs: () => writeMs,
  }
}

/** With the positions that ask this time. */
function tallyOf(fetches: Map<FetchNode, FetchTally>, { node, entities }: StartedFetch): FetchTally {
  const tally = fetches.get(node) ?? { positions: 0, sent: 0, reused: 0, requests: [] }
  fetches.set(node, tally)
  tally.positions += entities?.asked ?? 0
  return tally
}

async function recordFetch(
  { node, entities }: StartedFetch,
  send: SendFetch,
  options: RecordingOptions & WatchOptions,
): Promise<SubgraphResponse> {
  const { numbers, formatError } = options
  const part = { fetch: numbers(node), positions: entities?.asked ?? 0, sent: entities?.sent ?? 0 }
  const watched = watchRequests(part, options)
  try {
    const response = await send(watched.watch)
    watched.settle((request) => noteAnswer(request, response, formatError))
    return response
  } catch (error) {
    watched.settle((request) => noteFailure(request, error, formatError))
    throw error
  }
}

type RecordedRequests = ReturnType<typeof recordedRequests>

function recordedRequests(clock: () => number) {
  const list: PendingRequest[] = []
  const bySent = new Map<SubgraphRequest, { readonly request: PendingRequest; readonly index: number }>()
  return {
    list,
    unrecorded: () => bySent.size - list.length,
    /** The index is -1 for a request beyond those in the list. */
    of(sent: SubgraphRequest) {
      const known = bySent.get(sent)
      if (known) return known
      const request = startedRequest(sent, clock())
      const index = list.length < maxRequests ? list.push(request) - 1 : -1
      const recorded = { request, index }
      bySent.set(sent, recorded)
      return recorded
    },
  }
}

type WatchOptions = {
  readonly requests: RecordedRequests
  readonly tally: FetchTally
  readonly clock: () => number
}

/** A fetch may go out more than once: in a request with others that failed as a whole, then by itself. */
function watchRequests(part: RequestPart, { requests, tally, clock }: WatchOptions) {
  let current: PendingRequest | undefined
  const watch: FetchWatch = {
    onRequest(sent) {
      if (current) noteEnd(current, clock())
      const { request, index } = requests.of(sent)
      request.parts.push(part)
      if (index >= 0) tally.requests.push(index)
      current = request
    },
    onFetch(event) {
      if (current) noteCall(current, event)
    },
    onRetry() {
      // A request that several fetches watch is repeated once, not once for each of them.
      if (current?.parts[0] === part) current.retries++
    },
    onShared() {
      if (current) current.shared = true
    },
  }
  return {
    watch,
    settle(note: (request: PendingRequest) => void) {
      if (!current) return
      note(current)
      noteEnd(current, clock())
    },
  }
}
