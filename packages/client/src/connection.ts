// How an application reaches the graph: its address, its name, its session. Built once, shared by every client of the
// page or app, whichever library it is.
import { followAnswers, type StreamAnswer, type StreamRequest } from './follow.ts'
import type { DocumentMode, GraphCall } from './graph-call.ts'
import { createGraphFetch, type GraphFetch } from './graph-fetch.ts'
import { type Wait, waitByTimer } from './patience.ts'
import type { Fetch } from './send.ts'
import { createSession, type Session } from './session/session.ts'
import { memoryStore, type SessionStore } from './session/session-store.ts'
import { type Locks, platformLocks } from './session/turns.ts'

export type ConnectionOptions = {
  /** Of `/graphql`. */
  readonly url: string
  /** Who asks, as the graph's owners see it: `web`, `ios`; and which release. */
  readonly client?: { readonly name: string; readonly version?: string }
  /** Where the session is kept: in memory unless told. In cookie mode only that there is one. */
  readonly store?: SessionStore
  /**
   * Of many tabs, one renews the session, or signs in or out. Unless told `navigator.locks`, where the platform has it
   * and tabs share a session: by a `store` of yours or by cookies. False: none, as for a server that acts for many.
   */
  readonly locks?: Locks | false
  /** The browser keeps the tokens, where no script can read them. */
  readonly cookieMode?: boolean
  readonly documents?: DocumentMode
  /** Time for an answer: 15 s, more than the gateway gives itself. */
  readonly timeoutMs?: number
  /** How often a request is repeated: 3. */
  readonly maxRepeats?: number
  readonly fetch?: Fetch
  readonly wait?: Wait
  readonly now?: () => number
  readonly random?: () => number
}

export type Connection = {
  readonly url: string
  readonly documents: DocumentMode
  readonly session: Session
  /** Presents the session and repeats by the rules of the contract. */
  readonly fetch: GraphFetch
  /** Follows a subscription by its request's JSON, mending it when it breaks. */
  follow<Data>(request: StreamRequest): AsyncGenerator<StreamAnswer<Data>, void>
}

/** Two tries with a refresh token have to fall into 10 s. */
const refreshLimits = { timeoutMs: 4_000, maxRepeats: 1 }
const idleMs = 30_000

export function connect(options: ConnectionOptions): Connection {
  const { url, cookieMode = false, documents = 'text', timeoutMs = 15_000, maxRepeats = 3 } = options
  const { wait = waitByTimer, now = Date.now, random = Math.random } = options
  const shared = {
    url,
    // Browsers want it called on its own.
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    headers: clientHeaders(options.client),
    cookieMode,
    idleMs,
    wait,
    random,
  } satisfies Partial<Parameters<typeof createGraphFetch>[0]>
  const callWith = (limits: { timeoutMs: number; maxRepeats: number }): GraphCall => ({
    url,
    documents,
    fetch: createGraphFetch({ ...shared, ...limits }),
  })
  const session = createSession({
    store: options.store ?? memoryStore(),
    locks: locksOf(options),
    call: callWith({ timeoutMs, maxRepeats }),
    refreshCall: callWith(refreshLimits),
    cookieMode,
    headers: cookieMode ? { 'x-session-mode': 'cookie' } : {},
    now,
    random,
  })
  const graphFetch = createGraphFetch({ ...shared, timeoutMs, maxRepeats, authority: session })
  const streams = { url, fetch: graphFetch, authority: session, wait, random }
  return {
    url,
    documents,
    session,
    fetch: graphFetch,
    follow: (request) => followAnswers(streams, request),
  }
}

function locksOf({ locks, store, cookieMode }: ConnectionOptions): Locks | undefined {
  if (locks !== undefined) return locks || undefined
  return store !== undefined || cookieMode ? platformLocks() : undefined
}

/** The names by which Apollo's tools, and the gateway's record of traffic, know clients. */
function clientHeaders(client: ConnectionOptions['client']): Readonly<Record<string, string>> {
  if (client === undefined) return {}
  return {
    'apollographql-client-name': client.name,
    ...(client.version === undefined ? {} : { 'apollographql-client-version': client.version }),
  }
}
