// The subscriptions of one subgraph: begun under the same rules as any call, answered event by event with a context of
// its own each, ended when the token is no longer good or the service shuts down.
import type { FormattedExecutionResult, GraphQLSchema } from 'graphql'
import { admitCall } from './admit-call.ts'
import { beginSubscription } from './begin-subscription.ts'
import { GraphError, upstreamUnavailable } from './graph-error.ts'
import { type Ending, type LiveStream, liveStream } from './live-stream.ts'
import type { RequestContext } from './request-context.ts'
import { streamPlaces } from './stream-places.ts'
import type { SubgraphOptions } from './subgraph.ts'
import { failure, failureBody, unauthenticatedRequest } from './subgraph-answer.ts'
import type { SubgraphApollo } from './subgraph-apollo.ts'
import type { SubgraphAnswer, SubgraphCall, Subscribed } from './subgraph-call.ts'
import { createTurns } from './turns.ts'
import type { ServiceName, Viewer } from './viewer.ts'

export type StreamLimits = {
  /** Subscriptions that may be open, 10,000 unless given. */
  readonly perProcess: number
  /** By one user, or by one network address of guests; 100 unless given. */
  readonly perViewer: number
  /** Events answered at the same time, so that a change that many follow leaves the database to others; 4 unless given. */
  readonly eventsAtOnce: number
  /** For the answer to one event, 3,000 unless given. */
  readonly eventTimeoutMs: number
  /** How often it is looked whether tokens are still good, 1,000 unless given. */
  readonly tokenCheckMs: number
}

const defaultLimits: StreamLimits = {
  perProcess: 10_000,
  perViewer: 100,
  eventsAtOnce: 4,
  eventTimeoutMs: 3_000,
  tokenCheckMs: 1_000,
}

export type SubgraphStreams = AsyncDisposable & {
  subscribe(caller: ServiceName, call: SubgraphCall): Promise<Subscribed>
  readonly open: number
}

export type SubgraphStreamsOptions<Context extends RequestContext> = Pick<
  SubgraphOptions<Context>,
  'name' | 'verifyToken' | 'createContext' | 'log' | 'metrics'
> & {
  readonly schema: GraphQLSchema
  readonly apollo: SubgraphApollo
  readonly limits?: Partial<StreamLimits> | undefined
}

type Open = Pick<LiveStream, 'end'> & { readonly isStillGood: () => boolean }

/** Disposing breaks every stream off, so that whoever follows begins again elsewhere, and refuses new ones. */
export function subgraphStreams<Context extends RequestContext>(
  options: SubgraphStreamsOptions<Context>,
): SubgraphStreams {
  const { name, verifyToken, metrics } = options
  const limits = { ...defaultLimits, ...options.limits }
  const parts = { ...options, eventTimeoutMs: limits.eventTimeoutMs }
  const places = streamPlaces(limits)
  const turns = createTurns(limits.eventsAtOnce)
  const open = new Set<Open>()
  let isDraining = false
  const checking = setInterval(() => {
    for (const { isStillGood, end } of open) if (!isStillGood()) end('unauthenticated')
  }, limits.tokenCheckMs).unref()

  async function subscribe(caller: ServiceName, call: SubgraphCall): Promise<Subscribed> {
    const { requestId } = call
    const admission = await admitCall(verifyToken, call)
    if (!admission.ok) return refused(admission.answer)
    const { viewer, isStillGood = always } = admission.token
    const place = places.take(followerOf(viewer, call))
    // That one viewer has too many is an answer to that viewer: 429 would say that the whole service is busy.
    if (place instanceof GraphError)
      return refused(failure(place.code === 'RATE_LIMITED' ? 200 : 503, place, requestId))
    using opening = new DisposableStack()
    opening.use(place)
    const begun = await beginSubscription(parts, { caller, viewer, call })
    if (!begun.ok) return refused(begun.answer)
    const held = opening.move()
    const live = liveStream({
      source: begun.source,
      respond: (event, isOver) =>
        turns.run(async () => (isOver() ? unread : observed(await begun.respond(event)))),
      isStillGood,
      failed: begun.failed,
      lastWords: (why) => lastWords(why, name, requestId),
      onEnd: () => {
        open.delete(entry)
        held.dispose()
        metrics?.observeStreams(name, open.size)
      },
    })
    const entry = { end: live.end, isStillGood }
    open.add(entry)
    metrics?.observeStreams(name, open.size)
    if (isDraining) live.end('draining')
    return { kind: 'streaming', stream: live.stream }
  }

  function observed(answer: FormattedExecutionResult): FormattedExecutionResult {
    metrics?.observeEvent(name, answer.errors)
    return answer
  }

  return {
    subscribe,
    get open() {
      return open.size
    },
    async [Symbol.asyncDispose]() {
      isDraining = true
      clearInterval(checking)
      for (const { end } of open) end('draining')
    },
  }
}

const always = () => true
/** Nobody waits for it. */
const unread: FormattedExecutionResult = {}

export function refused(answer: SubgraphAnswer): Subscribed {
  return { kind: 'refused', answer }
}

/** Whose limit counts: the user's, or for guests that of the address they come from, where the gateway told it. */
function followerOf(viewer: Viewer, { client }: SubgraphCall): string | undefined {
  return viewer.kind === 'user' ? viewer.userId : client?.address
}

function lastWords(why: Ending, name: ServiceName, requestId: string): FormattedExecutionResult | undefined {
  if (why === 'draining') throw upstreamUnavailable(name)
  return why === 'unauthenticated' ? failureBody(unauthenticatedRequest, requestId) : undefined
}
