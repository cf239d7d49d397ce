// What the stock executor and the engine have in common towards a subgraph: how long it may take, and what of its
// answer is for the log only.
import type { GraphQLFormattedError } from 'graphql'
import type { Logger } from 'pino'

const queryTimeoutMs = 3_000
/** What a mutation leaves of the request's budget for the rest of the plan and the answer. */
const mutationReserveMs = 500

/** Epoch milliseconds, of a request that has to be answered at `deadlineAt`. */
export function callDeadline(deadlineAt: number, mutation: boolean): number {
  return mutation ? deadlineAt - mutationReserveMs : Math.min(deadlineAt, Date.now() + queryTimeoutMs)
}

/** What a subgraph says of a whole fetch when its schema is not the one that the fetch was planned with. */
const misunderstandings: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
])

export function tellDrift(
  log: Logger | undefined,
  subgraph: string,
  answer: { readonly errors?: readonly GraphQLFormattedError[] | undefined; readonly requestId: string },
): void {
  const drift = answer.errors?.find((error) => misunderstandings.has(error.extensions?.code))
  if (drift)
    log?.error({ error: drift, requestId: answer.requestId, subgraph }, 'a subgraph did not take a fetch')
}
