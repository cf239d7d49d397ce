// What a plan view says: the plan of one operation as it ran, and every request that it took. Pure data, as JSON can
// carry it: subgraphs, texts of operations and names of variables, but no value of a variable and nothing of the data.

export type PlanView = {
  readonly version: 1
  readonly operationKind: 'query' | 'mutation' | 'subscription'
  /** False while deferred parts are still to come; another view follows with them. */
  readonly complete: boolean
  /** Until the plan was there, from the cache or from the planner. All times count from there being a request. */
  readonly planMs: number
  /** Spent on writing the answer as JSON. */
  readonly writeMs: number
  readonly totalMs: number
  /** Null when nothing needs to be fetched. */
  readonly plan: PlanViewNode | null
  /** In the order in which they went out. */
  readonly requests: readonly PlanViewRequest[]
  /** Requests that went out beyond those in the list. */
  readonly unrecorded: number
}

/** Named as in Apollo's plans; a Flatten is the `path` of the fetches below it. */
export type PlanViewNode =
  | { readonly kind: 'Sequence' | 'Parallel'; readonly nodes: readonly PlanViewNode[] }
  | PlanViewCondition
  | PlanViewDefer
  | { readonly kind: 'Subscription'; readonly primary: PlanViewFetch; readonly rest: PlanViewNode | null }
  | PlanViewFetch

export type PlanViewCondition = {
  readonly kind: 'Condition'
  readonly variable: string
  readonly value: boolean
  readonly ifClause: PlanViewNode | null
  readonly elseClause: PlanViewNode | null
}

export type PlanViewDefer = {
  readonly kind: 'Defer'
  readonly primary: PlanViewNode | null
  readonly deferred: readonly {
    /** The client's; null when it gave none. */
    readonly label: string | null
    readonly path: readonly string[]
    /** `deferId` of the fetches that have to come first. */
    readonly depends: readonly string[]
    readonly node: PlanViewNode | null
  }[]
}

export type PlanViewFetch = {
  readonly kind: 'Fetch'
  /** Counts the fetches of the plan, from 0. */
  readonly id: number
  readonly deferId: string | null
  readonly subgraph: string
  /** Where in the answer it applies, `@` for every item of a list; empty at the root. */
  readonly path: readonly string[]
  readonly operationKind: 'query' | 'mutation' | 'subscription'
  readonly operation: string
  readonly variables: readonly string[]
  /** Types whose entities it asks for; empty for root fields. */
  readonly entityTypes: readonly string[]
  readonly state: PlanViewState
  /** Positions of the answer that asked for an entity. */
  readonly positions: number
  /** Distinct representations that were sent for them. */
  readonly sent: number
  /** Positions for which another fetch of the operation had asked already, or was just asking. */
  readonly reused: number
  /** Indices into `requests`; several fetches may share one, and one fetch may take several. */
  readonly requests: readonly number[]
}

/**
 * `sent`: it took requests. `reused`: another fetch brought all that it needed. `idle`: nothing asked for it.
 * `excluded`: a condition leaves it out. `waiting`: for its turn in a deferred part. `streaming`: the source of events.
 */
export type PlanViewState = 'sent' | 'reused' | 'idle' | 'excluded' | 'waiting' | 'streaming'

export type PlanViewRequest = {
  readonly subgraph: string
  readonly startMs: number
  /** Null while it is under way. */
  readonly ms: number | null
  /** Null while it is under way. */
  readonly outcome: 'answer' | 'timeout' | 'aborted' | 'unavailable' | null
  /** Of HTTP; null in memory and without an answer. */
  readonly status: number | null
  readonly bytesOut: number
  readonly bytesIn: number
  /** `wire`: bodies as they crossed it. `text`: as JSON would be, where nothing crossed a wire. */
  readonly measured: 'wire' | 'text'
  /** It joined an identical request of another client in flight: nothing went out for it. */
  readonly shared: boolean
  readonly retries: number
  readonly errorCount: number
  /** The first of them, as the client may see them. */
  readonly errors: readonly { readonly message: string; readonly code: string | null }[]
  /** The fetches that it serves. */
  readonly parts: readonly { readonly fetch: number; readonly positions: number; readonly sent: number }[]
}
