// Apollo Server as every subgraph runs it: limits, validation, masking, nothing that it would add by itself. It has no
// subscriptions: what it takes for one is handed out parsed and validated, so that both kinds go by the same rules.
import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql'
import type { Logger } from 'pino'
import { GraphError } from './graph-error.ts'
import { faultLog, formatError } from './mask-errors.ts'
import type { RequestContext } from './request-context.ts'
import { namedErrors } from './subgraph-answer.ts'
import type { SubgraphAnswer, SubgraphCall } from './subgraph-call.ts'
import { UnconditionalSubscription } from './subscription-rules.ts'
import { StorableText } from './text-rules.ts'

// The gateway's own limits stand before clients; a planned fetch may be longer than what a client may send.
const maxTokens = 10_000

export type ParsedSubscription = {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
}

export type SubgraphApollo = AsyncDisposable & {
  /** Refuses subscriptions. */
  execute(call: SubgraphCall, contextValue: RequestContext): Promise<SubgraphAnswer>
  /** Takes only a subscription, and executes nothing: an answer is a refusal. */
  parseSubscription(
    call: SubgraphCall,
    contextValue: RequestContext,
  ): Promise<
    ({ readonly ok: true } & ParsedSubscription) | { readonly ok: false; readonly answer: SubgraphAnswer }
  >
}

/** Where Apollo Server, which copies contexts, finds that a request is to be a subscription, and leaves it parsed. */
const expected = Symbol('expected subscription')
type PipelineContext = RequestContext & { readonly [expected]?: { parsed?: ParsedSubscription } }

/** Traces nothing unless it is given what traces (traced-apollo.ts): that makes every field of the schema dearer. */
export async function startApollo(
  schema: GraphQLSchema,
  log: Logger,
  trace?: ApolloServerPlugin,
): Promise<SubgraphApollo> {
  const apollo = new ApolloServer<PipelineContext>({
    schema,
    logger: log,
    introspection: true,
    persistedQueries: false,
    hideSchemaDetailsFromClientErrors: true,
    maxRecursiveSelections: true,
    parseOptions: { maxTokens },
    validationRules: [StorableText, UnconditionalSubscription],
    formatError,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    csrfPrevention: false,
    plugins: [
      faultLog(log),
      subscriptionsApart,
      // It would wrap every field: a page of products costs 1.3 instead of 2.2 ms without it (measured 2026-11-22).
      ApolloServerPluginCacheControlDisabled(),
      trace ?? ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
    ],
  })
  await apollo.start()

  const asking = trace ? { http: askingForTrace } : {}

  async function execute(call: SubgraphCall, contextValue: PipelineContext): Promise<SubgraphAnswer> {
    const { query, variables, operationName } = call
    const { body, http } = await apollo.executeOperation(
      {
        query,
        variables: { ...variables },
        ...(operationName ? { operationName } : {}),
        ...asking,
      },
      { contextValue },
    )
    if (body.kind !== 'single') throw new TypeError('a subgraph answers in one part')
    return { status: http.status ?? 200, body: namedErrors(body.singleResult, call.requestId) }
  }

  return {
    execute,
    async parseSubscription(call, contextValue) {
      const subscription: { parsed?: ParsedSubscription } = {}
      const answer = await execute(call, { ...contextValue, [expected]: subscription })
      return subscription.parsed ? { ok: true, ...subscription.parsed } : { ok: false, answer }
    },
    [Symbol.asyncDispose]: () => apollo.stop(),
  }
}

/** How a gateway asks over HTTP, which is where Apollo Server looks. */
const askingForTrace = {
  method: 'POST',
  search: '',
  body: undefined,
  headers: new HeaderMap([['apollo-federation-include-trace', 'ftv1']]),
}

const subscriptionsApart: ApolloServerPlugin<PipelineContext> = {
  async requestDidStart({ contextValue }) {
    const subscription = contextValue[expected]
    return {
      async didResolveOperation({ operation }) {
        const isSubscription = operation?.operation === 'subscription'
        if (isSubscription && !subscription)
          throw refusal('A subscription is answered as a stream of events.')
        if (operation && !isSubscription && subscription)
          throw refusal('Only a subscription is answered as a stream of events.')
      },
      async responseForOperation({ document, operation }) {
        if (!subscription || !operation) return null
        subscription.parsed = { document, operation }
        return {
          http: { headers: new HeaderMap() },
          body: { kind: 'single', singleResult: { data: null } },
        }
      },
    }
  },
}

function refusal(message: string): GraphError {
  return new GraphError('BAD_REQUEST', message, { httpStatus: 400 })
}
