// The one shape in which a subgraph is asked and answers, whatever carries it: in memory or signed HTTP.
import type { FormattedExecutionResult } from 'graphql'

export type SubgraphCall = {
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>> | undefined
  readonly operationName?: string | undefined
  /** The user's `Authorization` header, verified again by the subgraph. */
  readonly authorization?: string | undefined
  /** What the gateway saw of the client; absent when a service calls on its own. */
  readonly client?: ClientDetails | undefined
  readonly requestId: string
  /** Epoch milliseconds after which the answer is of no use. */
  readonly deadlineAt: number
  readonly signal?: AbortSignal | undefined
  /** Asks for a federated trace in `extensions.ftv1`, which only the gateway gets. */
  readonly trace?: boolean | undefined
}

export type ClientDetails = {
  /** Network address, for throttling. */
  readonly address?: string | undefined
  /** User agent: how a session is named in the list of sessions. */
  readonly agent?: string | undefined
  /** Cookie header of a web client in cookie mode; read by users only. */
  readonly cookie?: string | undefined
  /** The client asked for its tokens as cookies (`x-session-mode: cookie`, or it presented such a cookie). */
  readonly cookieMode?: boolean | undefined
}

export type SubgraphAnswer = {
  readonly status: number
  readonly body: FormattedExecutionResult
  /** `Set-Cookie` values, only ever from users. */
  readonly setCookie?: readonly string[] | undefined
}

/** Sends a call to one subgraph. Rejects with `UPSTREAM_TIMEOUT` or `UPSTREAM_UNAVAILABLE` GraphErrors only. */
export type SubgraphTransport = (call: SubgraphCall) => Promise<SubgraphAnswer>

/**
 * What a subscription answers, event by event. Ends by itself when nothing more will come; an answer without `data`
 * before that says why. Throws an `UPSTREAM_UNAVAILABLE` GraphError when it broke off and may be begun again. `return`
 * ends it at once, whatever is being waited for; whoever stops reading calls it.
 */
export type SubgraphStream = AsyncIterableIterator<FormattedExecutionResult, void> & {
  return(): Promise<IteratorResult<FormattedExecutionResult, void>>
}

export type Subscribed =
  | { readonly kind: 'refused'; readonly answer: SubgraphAnswer }
  | { readonly kind: 'streaming'; readonly stream: SubgraphStream }
