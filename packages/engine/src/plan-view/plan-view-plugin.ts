// The plan of a request with its answer, as `extensions.planView`, for whoever may see it and asks: a plan names
// subgraphs, internal fields and addresses of data. Requests that do not ask pay one look at what they are.
import type { GraphQLError, GraphQLFormattedError } from 'graphql'
import { conditionValues } from '../execute/conditions.ts'
import type { ExecutionObserver } from '../execute/run.ts'
import type { EnginePlugin, EngineRequest } from '../graph/engine-plugin.ts'
import type { PreparedOperation } from '../graph/prepare-operation.ts'
import { describePlan, type FetchNumbers, numberFetches } from './describe-plan.ts'
import type { PlanView } from './plan-view.ts'
import { type ExecutionRecord, recordExecution } from './record-execution.ts'

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

  /** An event is there when it is first heard of. */
  function recordOf(recording: Recording): ExecutionRecord {
    const startedAt = recording.startedAt ?? performance.now()
    recording.startedAt = startedAt
    recording.record ??= recordExecution({
      numbers: recording.numbers,
      formatError,
      clock: () => performance.now() - startedAt,
    })
    return recording.record
  }

  function viewOf(
    request: EngineRequest,
    operation: PreparedOperation,
    complete: boolean,
  ): PlanView | undefined {
    const recording = recordings.get(request)
    if (recording === undefined) return undefined
    const record = recordOf(recording)
    const totalMs = performance.now() - (recording.startedAt ?? 0)
    return planViewOf({
      request,
      operation,
      complete,
      record,
      planMs: recording.planMs,
      totalMs,
      numbers: recording.numbers,
    })
  }

  return {
    variant(request) {
      if (isWanted(request)) starts.set(request, performance.now())
      return undefined
    },
    observe(request, { plan }) {
      const startedAt = starts.get(request)
      if (startedAt === undefined) return undefined
      const recording: Recording = {
        numbers: numberFetches(plan.node),
        planMs: performance.now() - startedAt,
        startedAt,
        record: undefined,
      }
      if (plan.node?.kind === 'Subscription') beginEvent(recording)
      recordings.set(request, recording)
      return observerOf(() => recordOf(recording).observer)
    },
    didExecute(request, operation, answer) {
      const view = viewOf(request, operation, answer.hasNext !== true)
      if (view === undefined) return answer
      const recording = recordings.get(request)
      if (recording && view.operationKind === 'subscription') beginEvent(recording)
      return { ...answer, extensions: { ...answer.extensions, [planViewExtension]: view } }
    },
    didDefer(request, operation, { parts, isLast }) {
      const last = parts.at(-1)
      const view = viewOf(request, operation, isLast)
      if (last === undefined || view === undefined) return parts
      const extensions = { ...last.extensions, [planViewExtension]: view }
      return [...parts.slice(0, -1), { ...last, extensions }]
    },
  }
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

type Viewed = Pick<PlanView, 'complete' | 'planMs' | 'totalMs'> & {
  readonly request: EngineRequest
  readonly operation: PreparedOperation
  readonly record: ExecutionRecord
  readonly numbers: FetchNumbers
}

function planViewOf({ request, operation, record, numbers, complete, planMs, totalMs }: Viewed): PlanView {
  const { plan, compiled } = operation
  const conditions = conditionValues(compiled.conditions, compiled.operation, request.variables)
  const view: PlanView = {
    version: 1,
    operationKind: compiled.operation.operation,
    complete,
    planMs: rounded(planMs),
    writeMs: rounded(record.writeMs()),
    totalMs: rounded(totalMs),
    plan: describePlan(plan.node, { numbers, records: record.fetches, conditions, complete }),
    requests: record.requests.map((each) => ({
      ...each,
      startMs: rounded(each.startMs),
      ms: each.ms === null ? null : rounded(each.ms),
    })),
    unrecorded: record.unrecorded(),
  }
  return view
}

/** To microseconds. */
function rounded(ms: number): number {
  return Math.round(ms * 1_000) / 1_000
}

function plainly(error: GraphQLError): GraphQLFormattedError {
  return error.toJSON()
}
