// The one handler of a subgraph: token check, parse and validate caches, execution, masking. The HTTP route and
// the in-memory transport are thin shells over it, so both topologies run the same code and give the same bytes.
import { ApolloServer } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import { buildSubgraphSchema } from '@apollo/subgraph'
import type { DocumentNode, FormattedExecutionResult } from 'graphql'
import type { Logger } from 'pino'
import { type AccessTable, accessGaps } from './access.ts'
import type { AccessTokenVerifier } from './access-token.ts'
import { badUserInput, GraphError } from './graph-error.ts'
import { faultLog, faultMessage, formatError, withRequestId } from './mask-errors.ts'
import type { Metrics } from './metrics.ts'
import type { RequestContext } from './request-context.ts'
import { scalars } from './scalars.ts'
import { protect } from './shield.ts'
import type { SubgraphAnswer, SubgraphCall } from './subgraph-call.ts'
import { isStorableValue, StorableText, unstorableText } from './text-rules.ts'
import type { ServiceName } from './viewer.ts'

export type SubgraphOptions<Context extends RequestContext> = {
  readonly name: ServiceName
  readonly typeDefs: DocumentNode
  /** Typed by the generated `Resolvers` of each subgraph. */
  readonly resolvers: object
  readonly access: AccessTable
  readonly verifyToken: AccessTokenVerifier
  /** Builds what resolvers see from the verified request; called once per request. */
  readonly createContext: (request: RequestContext, call: SubgraphCall, answer: AnswerHead) => Context
  readonly log: Logger
  readonly metrics?: Metrics | undefined
}

/** What a resolver may add to the answer outside GraphQL. */
export type AnswerHead = { setCookie?: readonly string[] }

export type SubgraphHandler = AsyncDisposable & {
  readonly name: ServiceName
  /** `caller` has been proven by a signature, or is known because it lives in this process. */
  handle(caller: ServiceName, call: SubgraphCall): Promise<SubgraphAnswer>
}

// The gateway's own limits stand before clients; a planned fetch may be longer than what a client may send.
const maxTokens = 10_000
export const maxRepresentations = 1_000

export async function createSubgraph<Context extends RequestContext>(
  options: SubgraphOptions<Context>,
): Promise<SubgraphHandler> {
  const { name, verifyToken, createContext, log } = options
  const apollo = new ApolloServer<RequestContext>({
    schema: guardedSchema(options),
    logger: log,
    introspection: true,
    persistedQueries: false,
    hideSchemaDetailsFromClientErrors: true,
    maxRecursiveSelections: true,
    parseOptions: { maxTokens },
    validationRules: [StorableText],
    formatError,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    csrfPrevention: false,
    plugins: [
      faultLog(log),
      // It would wrap every field: a page of products costs 1.3 instead of 2.2 ms without it (measured 2026-11-22).
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
    ],
  })
  await apollo.start()

  const handle = async (caller: ServiceName, call: SubgraphCall): Promise<SubgraphAnswer> => {
    const { requestId, deadlineAt } = call
    const token = await verifyToken(call.authorization)
    if (!token.ok) return failure(401, unauthenticatedRequest, requestId)
    const problem = problemOf(call.variables)
    if (problem) return failure(400, badUserInput(problem), requestId)
    const head: AnswerHead = {}
    const contextValue = createContext(
      { requestId, deadlineAt, caller, viewer: token.viewer, log: log.child({ requestId }) },
      call,
      head,
    )
    const { body, http } = await apollo.executeOperation(
      {
        query: call.query,
        variables: { ...call.variables },
        ...(call.operationName ? { operationName: call.operationName } : {}),
      },
      { contextValue },
    )
    if (body.kind !== 'single') throw new TypeError('a subgraph answers in one part')
    return {
      status: http.status ?? 200,
      body: namedErrors(body.singleResult, requestId),
      ...(head.setCookie ? { setCookie: head.setCookie } : {}),
    }
  }
  return {
    name,
    // What fails outside execution (keys that cannot be fetched, a context that throws) is an answer like any other.
    handle: (caller, call) =>
      timed(options, () =>
        handle(caller, call).catch((error: unknown) => {
          log.error({ error, requestId: call.requestId }, 'a request failed outside execution')
          return error instanceof GraphError
            ? failure(503, error, call.requestId)
            : failure(500, fault, call.requestId)
        }),
      ),
    [Symbol.asyncDispose]: () => apollo.stop(),
  }
}

async function timed(
  { name, metrics }: Pick<SubgraphOptions<never>, 'name' | 'metrics'>,
  work: () => Promise<SubgraphAnswer>,
): Promise<SubgraphAnswer> {
  const startedAt = performance.now()
  const answer = await work()
  metrics?.observeRequest(name, { startedAt, status: answer.status, errors: answer.body.errors })
  return answer
}

/** What is wrong with the variables before GraphQL looks at their types. */
function problemOf(variables: SubgraphCall['variables']): string | undefined {
  if (!isStorableValue(variables)) return unstorableText
  const representations = variables?.representations
  return Array.isArray(representations) && representations.length > maxRepresentations
    ? `A fetch may ask for ${maxRepresentations} entities at most.`
    : undefined
}

const fault = new GraphError('INTERNAL_SERVER_ERROR', faultMessage)
const unauthenticatedRequest = new GraphError('UNAUTHENTICATED', 'The access token is not valid.')

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

function failure(status: number, error: GraphError, requestId: string): SubgraphAnswer {
  return {
    status,
    body: {
      errors: [withRequestId({ message: error.message, extensions: { code: error.code } }, requestId)],
    },
  }
}

function namedErrors(result: FormattedExecutionResult, requestId: string): FormattedExecutionResult {
  if (!result.errors) return result
  return { ...result, errors: result.errors.map((error) => withRequestId(error, requestId)) }
}
