// From a call to its source of events, and from an event to its answer: graphql-js on the guarded schema, with what
// Apollo Server does around an execution done alike.
import {
  createSourceEventStream,
  type ExecutionArgs,
  execute,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
} from 'graphql'
import { GraphError } from './graph-error.ts'
import type { RequestContext } from './request-context.ts'
import type { SubgraphOptions } from './subgraph.ts'
import { failureBody, maskedResult } from './subgraph-answer.ts'
import type { ParsedSubscription, SubgraphApollo } from './subgraph-apollo.ts'
import type { SubgraphAnswer, SubgraphCall } from './subgraph-call.ts'
import type { ServiceName, Viewer } from './viewer.ts'
import { withinDeadline } from './within-deadline.ts'

export type SubscriptionParts<Context extends RequestContext> = Pick<
  SubgraphOptions<Context>,
  'name' | 'createContext' | 'log'
> & {
  /** With the access table around it. */
  readonly schema: GraphQLSchema
  readonly apollo: SubgraphApollo
  readonly eventTimeoutMs: number
}

export type Subscriber = {
  readonly caller: ServiceName
  readonly viewer: Viewer
  readonly call: SubgraphCall
}

export type Begun =
  | { readonly ok: false; readonly answer: SubgraphAnswer }
  | {
      readonly ok: true
      readonly source: AsyncIterator<unknown>
      /** Executes the operation on one event, with a context of its own. Never rejects. */
      respond(event: unknown): Promise<FormattedExecutionResult>
      /** The last answer, when the source has thrown. */
      failed(error: unknown): FormattedExecutionResult
    }

/** Rejects where the subscriber's context cannot be made, or the field's resolver answers no events. */
export async function beginSubscription<Context extends RequestContext>(
  parts: SubscriptionParts<Context>,
  subscriber: Subscriber,
): Promise<Begun> {
  const { call } = subscriber
  const contextValue = contextUntil(call.deadlineAt, parts, subscriber)
  const parsed = await parts.apollo.parseSubscription(call, contextValue)
  if (!parsed.ok) return parsed
  const args: ExecutionArgs = {
    schema: parts.schema,
    document: parsed.document,
    variableValues: call.variables ?? {},
    operationName: call.operationName ?? null,
  }
  const bookkeeping = { log: parts.log, requestId: call.requestId }
  const problems = variableProblems(args, parsed)
  if (problems)
    return { ok: false, answer: { status: 400, body: maskedResult({ errors: problems }, bookkeeping) } }
  const source = await createSourceEventStream({ ...args, contextValue })
  if (!(Symbol.asyncIterator in source))
    return { ok: false, answer: { status: 200, body: maskedResult(source, bookkeeping) } }
  return {
    ok: true,
    source: source[Symbol.asyncIterator](),
    respond: (event) => respond({ ...args, rootValue: event }, parts, subscriber),
    failed: (error) => maskedResult({ errors: [asGraphQLError(error)] }, bookkeeping),
  }
}

function contextUntil<Context extends RequestContext>(
  deadlineAt: number,
  { createContext, log }: SubscriptionParts<Context>,
  { caller, viewer, call }: Subscriber,
): Context {
  const { requestId } = call
  return createContext({ requestId, deadlineAt, caller, viewer, log: log.child({ requestId }) }, call, {})
}

/** Bad variables are the client's mistake, as Apollo Server has it: graphql-js gives such an error no code. */
function variableProblems(
  { schema, variableValues }: ExecutionArgs,
  { operation }: ParsedSubscription,
): readonly GraphQLError[] | undefined {
  const { errors } = getVariableValues(
    schema,
    operation.variableDefinitions ?? [],
    { ...variableValues },
    {
      maxErrors: 50,
      hideSuggestions: true,
    },
  )
  return errors?.map((error) =>
    error.extensions.code === undefined
      ? new GraphQLError(error.message, {
          nodes: error.nodes ?? null,
          extensions: { code: 'BAD_USER_INPUT' },
        })
      : error,
  )
}

async function respond<Context extends RequestContext>(
  args: ExecutionArgs,
  parts: SubscriptionParts<Context>,
  subscriber: Subscriber,
): Promise<FormattedExecutionResult> {
  const { name, log, eventTimeoutMs } = parts
  const { requestId } = subscriber.call
  const deadlineAt = Date.now() + eventTimeoutMs
  try {
    const contextValue = contextUntil(deadlineAt, parts, subscriber)
    const result = await withinDeadline(
      { deadlineAt },
      name,
      Promise.resolve(execute({ ...args, contextValue })),
    )
    return maskedResult(result, { log, requestId })
  } catch (error) {
    // With `data`: without it, an answer says that there will be no other.
    if (error instanceof GraphError) return { ...failureBody(error, requestId), data: null }
    return maskedResult({ errors: [asGraphQLError(error)], data: null }, { log, requestId })
  }
}

function asGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error
  const originalError = error instanceof Error ? error : new Error(String(error))
  return new GraphQLError(originalError.message, { originalError })
}
