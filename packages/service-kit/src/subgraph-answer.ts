// Answers that a subgraph gives without executing anything, and the last hand on those of an execution.
import type { ExecutionResult, FormattedExecutionResult } from 'graphql'
import type { Logger } from 'pino'
import { GraphError } from './graph-error.ts'
import { faultMessage, formatError, logFault, withRequestId } from './mask-errors.ts'
import type { SubgraphAnswer } from './subgraph-call.ts'

export const fault = new GraphError('INTERNAL_SERVER_ERROR', faultMessage)
export const unauthenticatedRequest = new GraphError('UNAUTHENTICATED', 'The access token is not valid.')

export function failure(status: number, error: GraphError, requestId: string): SubgraphAnswer {
  return { status, body: failureBody(error, requestId) }
}

export function failureBody(error: GraphError, requestId: string): FormattedExecutionResult {
  return { errors: [withRequestId(formatError(error.toJSON(), error), requestId)] }
}

/** The answer to a fault outside execution, which is logged here. */
export function faultAnswer(log: Logger, error: unknown, requestId: string): SubgraphAnswer {
  log.error({ error, requestId }, 'a request failed outside execution')
  return error instanceof GraphError ? failure(503, error, requestId) : failure(500, fault, requestId)
}

/** With the request's id in every error, which are formatted already. */
export function namedErrors(result: FormattedExecutionResult, requestId: string): FormattedExecutionResult {
  if (!result.errors) return result
  return { ...result, errors: result.errors.map((error) => withRequestId(error, requestId)) }
}

/** What Apollo Server makes of an execution, for one that did not go through it: masked, logged, named. */
export function maskedResult(
  { data, errors }: ExecutionResult,
  { log, requestId }: { readonly log: Logger; readonly requestId: string },
): FormattedExecutionResult {
  if (!errors) return { data: data ?? null }
  for (const error of errors) logFault(log, error, requestId)
  return {
    errors: errors.map((error) => withRequestId(formatError(error.toJSON(), error), requestId)),
    ...(data === undefined ? {} : { data }),
  }
}
