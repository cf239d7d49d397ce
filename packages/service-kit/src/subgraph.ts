// The one handler of a subgraph: token check, parse and validate caches, execution, masking, subscriptions. The HTTP
// route and the in-memory transport are thin shells over it, so both topologies run the same code and give the same bytes.
import { buildSubgraphSchema } from '@apollo/subgraph'
import type { DocumentNode } from 'graphql'
import type { Logger } from 'pino'
import { type AccessTable, accessGaps } from './access.ts'
import type { AccessTokenVerifier } from './access-token.ts'
import { admitCall } from './admit-call.ts'
import type { Metrics } from './metrics.ts'
import type { RequestContext } from './request-context.ts'
import { scalars } from './scalars.ts'
import { protect } from './shield.ts'
import { faultAnswer } from './subgraph-answer.ts'
import { startApollo } from './subgraph-apollo.ts'
import type { SubgraphAnswer, SubgraphCall, Subscribed } from './subgraph-call.ts'
import { refused, type StreamLimits, subgraphStreams } from './subgraph-streams.ts'
import { tracedApollo } from './traced-apollo.ts'
import type { ServiceName } from './viewer.ts'

export type SubgraphOptions<Context extends RequestContext> = {
  readonly name: ServiceName
  readonly typeDefs: DocumentNode
  /** Typed by the generated `Resolvers` of each subgraph. */
  readonly resolvers: object
  readonly access: AccessTable
  readonly verifyToken: AccessTokenVerifier
  /** Builds what resolvers see from the verified request; called once per request, and per event of a subscription. */
  readonly createContext: (request: RequestContext, call: SubgraphCall, answer: AnswerHead) => Context
  readonly log: Logger
  readonly metrics?: Metrics | undefined
  readonly streams?: Partial<StreamLimits> | undefined
}

/** What a resolver may add to the answer outside GraphQL. */
export type AnswerHead = { setCookie?: readonly string[] }

export type SubgraphHandler = AsyncDisposable & {
  readonly name: ServiceName
  /** `caller` has been proven by a signature, or is known because it lives in this process. */
  handle(caller: ServiceName, call: SubgraphCall): Promise<SubgraphAnswer>
  /**
   * A subscription, under the same rules. The call's deadline is that of its beginning; each event has its own. Ends
   * with `UNAUTHENTICATED` when the token expires or is revoked, breaks off when the handler is disposed.
   */
  subscribe(caller: ServiceName, call: SubgraphCall): Promise<Subscribed>
  /** Subscriptions that are open now. */
  readonly openStreams: number
}

export async function createSubgraph<Context extends RequestContext>(
  options: SubgraphOptions<Context>,
): Promise<SubgraphHandler> {
  const { name, verifyToken, createContext, log } = options
  await using opening = new AsyncDisposableStack()
  const schema = guardedSchema(options)
  const apollo = opening.use(await startApollo(schema, log))
  const traced = opening.use(tracedApollo(() => guardedSchema(options), log))
  const streams = opening.use(subgraphStreams({ ...options, schema, apollo, limits: options.streams }))

  const handle = async (caller: ServiceName, call: SubgraphCall): Promise<SubgraphAnswer> => {
    const { requestId, deadlineAt } = call
    const admission = await admitCall(verifyToken, call)
    if (!admission.ok) return admission.answer
    const { viewer } = admission.token
    const head: AnswerHead = {}
    const context = createContext(
      { requestId, deadlineAt, caller, viewer, log: log.child({ requestId }) },
      call,
      head,
    )
    const asked = call.trace === true && caller === 'gateway'
    const answer = await (asked ? traced : apollo).execute(call, context)
    return head.setCookie ? { ...answer, setCookie: head.setCookie } : answer
  }
  const resources = opening.move()
  // What fails outside execution (keys that cannot be fetched, a context that throws) is an answer like any other.
  return {
    name,
    handle: (caller, call) =>
      timed(options, answerItself, () =>
        handle(caller, call).catch((error: unknown) => faultAnswer(log, error, call.requestId)),
      ),
    subscribe: (caller, call) =>
      timed(options, answerToSubscriber, () =>
        streams
          .subscribe(caller, call)
          .catch((error: unknown) => refused(faultAnswer(log, error, call.requestId))),
      ),
    get openStreams() {
      return streams.open
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

async function timed<Outcome>(
  { name, metrics }: Pick<SubgraphOptions<never>, 'name' | 'metrics'>,
  answerOf: (outcome: Outcome) => SubgraphAnswer,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  const startedAt = performance.now()
  const outcome = await work()
  const { status, body } = answerOf(outcome)
  metrics?.observeRequest(name, { startedAt, status, errors: body.errors })
  return outcome
}

const answerItself = (answer: SubgraphAnswer) => answer
const answerToSubscriber = (subscribed: Subscribed) =>
  subscribed.kind === 'refused' ? subscribed.answer : begun
const begun: SubgraphAnswer = { status: 200, body: {} }

/** The executable schema with the access table around it; refuses to start while the table has gaps. */
export function guardedSchema(
  options: Pick<SubgraphOptions<never>, 'name' | 'typeDefs' | 'resolvers' | 'access'>,
) {
  const schema = buildSubgraphSchema([
    { typeDefs: options.typeDefs, resolvers: { ...scalars, ...options.resolvers } },
  ])
  const { missing, unknown } = accessGaps(schema, options.access)
  if (missing.length > 0 || unknown.length > 0) {
    throw new Error(
      `${options.name}: access.ts misses [${missing.join(', ')}] and names unknown [${unknown.join(', ')}]`,
    )
  }
  return protect(schema, options.access)
}
