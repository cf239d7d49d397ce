// The state of one execution: what the client asked with, what has come in so far, and what went wrong.
import type { FetchNode, ResponsePath } from '@apollo/query-planner'
import type { GraphQLError } from 'graphql'
import type { JsonObject, SubgraphResponse } from '../transport/subgraph-transport.ts'
import type { WaitingAsks } from './ask-batched.ts'
import type { Answers } from './ask-once.ts'
import type { FetchWatch } from './fetch-watch.ts'
import type { ExecutionRequest } from './types.ts'

export type Run = {
  readonly request: ExecutionRequest
  readonly root: JsonObject
  readonly errors: GraphQLError[]
  /** Whether every answer so far was: see `SubgraphResponse.plain`. */
  plain: boolean
  /** Value of each variable that a @skip, an @include or a condition of the plan looks at. */
  readonly conditions: ReadonlyMap<string, boolean>
  /** JSON text of the client's variables, as far as a fetch has needed them. */
  readonly variableTexts: Map<string, string>
  /** Entities that fetches with their like in the plan have asked for. */
  readonly answers: Answers
  /** Fetches that go out at the end of this turn, with whom they meet until then. */
  readonly waiting: WaitingAsks
  /** Told of the end of each fetch that a deferred part waits for. */
  readonly fetchEnded?: (id: string) => void
  /** Present while somebody wants to see each fetch (traces, spans, a drawn plan). */
  readonly observer: ExecutionObserver | undefined
}

/** Stands around each fetch and around the writing; several nest. */
export type ExecutionObserver = {
  /** Asks subgraphs for federated traces. */
  readonly capturesTraces: boolean
  /** Calls `send` once and gives what it gives. */
  fetch(fetch: StartedFetch, send: SendFetch): Promise<SubgraphResponse>
  /** Positions of a fetch get what another fetch of this request has asked for: nothing is sent for them. */
  reuse?(fetch: StartedFetch): void
  /** Calls `write` once and gives what it gives. */
  write<Result>(write: () => Result): Result
}

/** `watch` is told of the requests that the fetch goes out in. */
export type SendFetch = (watch?: FetchWatch) => Promise<SubgraphResponse>

export type StartedFetch = {
  /** The fetch as it stands in the plan. */
  readonly node: FetchNode
  /** Where in the answer it applies; empty at the root. */
  readonly path: ResponsePath
  /** Positions that asked, and representations that are left of them; absent for a fetch of root fields. */
  readonly entities?: { readonly asked: number; readonly sent: number } | undefined
}

/** The client's variable as JSON text; undefined when it was not given. */
export function variableText(run: Run, name: string): string | undefined {
  const known = run.variableTexts.get(name)
  if (known !== undefined) return known
  if (!Object.hasOwn(run.request.variables, name)) return undefined
  const text = JSON.stringify(run.request.variables[name])
  if (text !== undefined) run.variableTexts.set(name, text)
  return text
}
