// Runs a subscription: each event of its subgraph starts an execution of its own, which fetches what the event needs
// from other subgraphs and writes one answer.
import type { SubgraphRequest, SubgraphResponse } from '../transport/subgraph-transport.ts'
import type { CompiledOperation } from './compile-operation.ts'
import { startRun, writeRun } from './execute-operation.ts'
import { clientVariables, fail } from './fetch.ts'
import { receiveRoot } from './root-fetch.ts'
import type { ExecutionObserver } from './run.ts'
import type { ExecutionAnswer, ExecutionRequest } from './types.ts'

export type SubscriptionRequest = Omit<ExecutionRequest, 'deadlineAt' | 'context'> & {
  readonly subscribe: (request: SubgraphRequest) => AsyncIterable<SubgraphResponse>
  /** The context of now: an event may come after the client has renewed its token. */
  readonly context: () => unknown
  /** Milliseconds that the fetches of one event may take. */
  readonly eventTimeoutMs: number
  readonly observer?: ExecutionObserver | undefined
}

/** Throws a TypeError for an operation that is no subscription. Ends with its source; a broken source is told last. */
export async function* executeSubscription(
  compiled: CompiledOperation,
  request: SubscriptionRequest,
): AsyncGenerator<ExecutionAnswer, void, undefined> {
  const { subscribe, context, eventTimeoutMs, observer, ...rest } = request
  const start = () =>
    startRun(compiled, { ...rest, context: context(), deadlineAt: Date.now() + eventTimeoutMs }, observer)
  const first = start()
  const { subscription } = first.variant.plan
  if (!subscription) throw new TypeError('the operation is no subscription')
  const { node } = subscription.source
  const events = subscribe({
    subgraph: node.serviceName,
    kind: 'subscription',
    operationName: node.operationName,
    query: node.operation,
    variablesJson: `{${clientVariables(first.run, subscription.source)}}`,
    context: context(),
    deadlineAt: Number.POSITIVE_INFINITY,
    signal: request.signal,
    captureTrace: false,
  })
  try {
    for await (const event of events) {
      const { run, variant } = start()
      run.plain = event.plain === true
      receiveRoot(run, subscription.source, event)
      await subscription.rest(run)
      yield writeRun(compiled, run, variant.write)
    }
  } catch (error) {
    const { run, variant } = start()
    fail(run, subscription.source, error)
    yield writeRun(compiled, run, variant.write)
  }
}
