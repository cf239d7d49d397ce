// What the engine tells whoever counts, traces or tests it. Hooks run on the request path: they must be quick and must
// not throw.
import type { OperationRequest } from '../plan/operation-request.ts'

export type EngineEvents = {
  /** An operation was planned and compiled, or could not be. */
  readonly onPlan?: (report: PlanReport) => void
  /** A supergraph was looked at. */
  readonly onSupergraph?: (report: SupergraphReport) => void
}

export type PlanReport = {
  readonly request: OperationRequest
  /** From the miss to the compiled operation, the wait for a thread included. */
  readonly ms: number
  /** A request waits for it; otherwise it is made ahead, for a graph that is not served yet. */
  readonly onRequestPath: boolean
  readonly failed: boolean
}

export type SupergraphReport =
  | {
      readonly outcome: 'serving'
      /** From the text to the first request that may use it. */
      readonly ms: number
      /** Operations that were ready before the first request came. */
      readonly warmed: number
    }
  /** The one before, if any, keeps serving. */
  | { readonly outcome: 'refused'; readonly error: Error }
