// The plan of a request with its answer, as `extensions.planView`, for whoever may see it and asks: a plan names
// subgraphs, internal fields and addresses of data. Requests that do not ask pay one look at what they are.
import type { QueryPlan } from '@apollo/query-planner'
import type { GraphQLError, GraphQLFormattedError } from 'graphql'
import { conditionValues } from '../execute/conditions.ts'
import type { ExecutionObserver } from '../execute/run.ts'
import type { EnginePlugin, EngineRequest } from '../graph/engine-plugin.ts'
import type { PreparedOperation } from '../graph/prepare-operation.ts'
import { describePlan, type FetchNumbers, numberFetches } from './describe-plan.ts'
import type { PlanView } from './plan-view.ts'
import { type ExecutionRecord, type RecordingOptions, recordExecution } from './record-execution.ts'

export type PlanViewOptions = {
  /** Whether a request asks for its plan, and its sender may see it. There is no default: answering is on you. */
  readonly isWanted: (request: EngineRequest) => boolean
  /** How errors of subgraphs are told; as in the answer, so give what Apollo Server's `formatError` does. */
  readonly formatError?: (error: GraphQLError) => GraphQLFormattedError
}

/** Where the view stands in an answer, in each event of a subscription, and in the last of deferred parts. */
export const planViewExtension = 'planView'

/** What has been seen of a request; of a subscription, what one event took. */
type Recording = {
  readonly numbers: FetchNumbers
  planMs: number
  /** A reading of performance.now(); undefined between two events. */
  startedAt: number | undefined
  record: ExecutionRecord | undefined
}

export function planViewPlugin({ isWanted, formatError = plainly }: PlanViewOptions): EnginePlugin {
  const starts = new WeakMap<EngineRequest, number>()
  const recordings = new WeakMap<EngineRequest, Recording>()

  /** Nothing for a request that has not asked. */
  function extended<Part extends Extended>(seen: Seen, part: Part): Part {
    const recording = recordings.get(seen.request)
    if (recording === undefined) return part
    const view = planViewOf(recording, recordOf(recording, formatError), seen)
    if (view.operationKind === 'subscription') beginEvent(recording)
    return { ...part, extensions: { ...part.extensions, [planViewExtension]: view } }
  }

  return {
    variant(request) {
      if (isWanted(request)) starts.set(request, performance.now())
      return undefined
    },
    observe(request, { plan }) {
      const startedAt = starts.get(request)
      if (startedAt === undefined) return undefined
      const recording = startRecording(plan.node, startedAt)
      recordings.set(request, recording)
      return observerOf(() => recordOf(recording, formatError).observer)
    },
    didExecute: (request, operation, answer) =>
      extended({ request, operation, complete: answer.hasNext !== true }, answer),
    didDefer(request, operation, { parts, isLast }) {
      const last = parts.at(-1)
      if (last === undefined) return parts
      return [...parts.slice(0, -1), extended({ request, operation, complete: isLast }, last)]
    },
  }
}

type Extended = { readonly extensions?: Readonly<Record<string, unknown>> | undefined }

function startRecording(node: QueryPlan['node'], startedAt: number): Recording {
  const planMs = performance.now() - startedAt
  const recording: Recording = { numbers: numberFetches(node), planMs, startedAt, record: undefined }
  if (node?.kind === 'Subscription') beginEvent(recording)
  return recording
}

/** An event is there when it is first heard of. */
function recordOf(recording: Recording, formatError: RecordingOptions['formatError']): ExecutionRecord {
  const startedAt = recording.startedAt ?? performance.now()
  recording.startedAt = startedAt
  recording.record ??= recordExecution({
    numbers: recording.numbers,
    formatError,
    clock: () => performance.now() - startedAt,
  })
  return recording.record
}

/** Planning came before all events. */
function beginEvent(recording: Recording): void {
  recording.planMs = 0
  recording.startedAt = undefined
  recording.record = undefined
}

function observerOf(current: () => ExecutionObserver): ExecutionObserver {
  return {
    capturesTraces: false,
    fetch: (fetch, send) => current().fetch(fetch, send),
    reuse: (fetch) => current().reuse?.(fetch),
    write: (write) => current().write(write),
  }
}

type Seen = Pick<PlanView, 'complete'> & {
  readonly request: EngineRequest
  readonly operation: PreparedOperation
}

function planViewOf(
  { numbers, planMs, startedAt = 0 }: Recording,
  record: ExecutionRecord,
  { request, operation, complete }: Seen,
): PlanView {
  const { plan, compiled } = operation
  const conditions = conditionValues(compiled.conditions, compiled.operation, request.variables)
  return {
    version: 1,
    operationKind: compiled.operation.operation,
    complete,
    planMs: rounded(planMs),
    writeMs: rounded(record.writeMs()),
    totalMs: rounded(performance.now() - startedAt),
    plan: describePlan(plan.node, { numbers, records: record.fetches, conditions, complete }),
    requests: record.requests.map((each) => ({
      ...each,
      startMs: rounded(each.startMs),
      ms: each.ms === null ? null : rounded(each.ms),
    })),
    unrecorded: record.unrecorded(),
  }
}

/** To microseconds. */
function rounded(ms: number): number {
  return Math.round(ms * 1_000) / 1_000
}

function plainly(error: GraphQLError): GraphQLFormattedError {
  return error.toJSON()
}
