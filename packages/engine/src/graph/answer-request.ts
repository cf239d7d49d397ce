// The way of one request through its graph: which plan, the plugins' say, execution at once or in parts.
import type { GraphQLError } from 'graphql'
import { type DeferredAnswer, executeDeferred } from '../defer/execute-deferred.ts'
import { executeOperation } from '../execute/execute-operation.ts'
import { executeSubscription } from '../execute/execute-subscription.ts'
import type { ExecutionObserver } from '../execute/run.ts'
import type { ExecutionAnswer, ExecutionRequest } from '../execute/types.ts'
import { combineVariants, type VariantPart } from '../plan/combine-variants.ts'
import { planningOverloaded } from '../plan/planning-errors.ts'
import { waitInTime } from '../plan/wait-in-time.ts'
import { resubscribing } from '../stream/resubscribing.ts'
import type { AnswerPart, AnswerStream, DeferredPart } from '../stream/streamed-data.ts'
import { combineObservers } from '../trace/combine-observers.ts'
import type { EnginePlugin, EngineRequest } from './engine-plugin.ts'
import type { PreparedOperation } from './prepare-operation.ts'

export type RequestOutcome =
  | { readonly kind: 'refused'; readonly errors: readonly GraphQLError[] }
  | { readonly kind: 'whole'; readonly answer: ExecutionAnswer }
  /** `answer` has the errors of the first part. */
  | { readonly kind: 'parts'; readonly answer: ExecutionAnswer | undefined; readonly stream: AnswerStream }

type Plugins = readonly EnginePlugin[]

export async function answerRequest(request: EngineRequest, plugins: Plugins): Promise<RequestOutcome> {
  const { parts, refusals } = await variantsOf(request, plugins)
  if (refusals.length > 0) return { kind: 'refused', errors: refusals }
  const operation = await prepare(request, parts)
  for (const plugin of plugins) await plugin.willExecute?.(request, operation)
  const observer = combineObservers(plugins.map((plugin) => plugin.observe?.(request, operation)))
  const execution: Execution = { request, operation, plugins, observer }
  if (operation.compiled.operation.operation === 'subscription') return subscribe(execution)
  return defers(request) ? answerDeferred(execution) : answerWhole(execution)
}

async function variantsOf(request: EngineRequest, plugins: Plugins) {
  const parts: VariantPart[] = [defers(request) ? { key: 'defer', defer: true } : undefined]
  const refusals: GraphQLError[] = []
  for (const plugin of plugins) {
    const asked = plugin.variant?.(request)
    const part = asked instanceof Promise ? await asked : asked
    if (part?.refusals) refusals.push(...part.refusals)
    parts.push(part)
  }
  return { parts, refusals }
}

/** Whether a part of the answer may come later; a document that defers nothing is planned alike for every client. */
function defers({ delivery, gateway }: EngineRequest): boolean {
  return delivery?.defer === true && gateway.source.includes('@defer')
}

async function prepare(request: EngineRequest, parts: readonly VariantPart[]): Promise<PreparedOperation> {
  const { gateway, graph } = request
  const found = graph.operations.get({
    queryHash: gateway.queryHash,
    source: gateway.source,
    document: gateway.document,
    operationName: gateway.operationName ?? undefined,
    variant: combineVariants(parts),
  })
  return found instanceof Promise ? waitInTime(found, request, planningOverloaded) : found
}

type Execution = {
  readonly request: EngineRequest
  readonly operation: PreparedOperation
  readonly plugins: Plugins
  readonly observer: ExecutionObserver | undefined
}

async function answerWhole(execution: Execution): Promise<RequestOutcome> {
  const { request, operation, observer } = execution
  const answer = await executeOperation(operation.compiled, executionRequest(request), observer)
  return { kind: 'whole', answer: await finish(execution, answer) }
}

async function answerDeferred(execution: Execution): Promise<RequestOutcome> {
  const { request, operation, observer } = execution
  const deferred = await executeDeferred(operation.compiled, executionRequest(request), observer)
  if (!deferred) return answerWhole(execution)
  const { first, pending } = deferred
  const answer = await finish(execution, { ...first, hasNext: pending.length > 0 })
  const parts = execution.plugins.some(({ didDefer }) => didDefer)
    ? finishedParts(execution, deferred)
    : deferred.parts
  return { kind: 'parts', answer, stream: { kind: 'defer', dataJson: answer.dataJson, pending, parts } }
}

async function* finishedParts(
  { request, operation, plugins }: Execution,
  { pending, parts }: DeferredAnswer,
): AsyncGenerator<readonly DeferredPart[], void, undefined> {
  let outstanding = pending.length
  for await (const batch of parts) {
    for (const part of batch) outstanding += (part.pending?.length ?? 0) - 1
    let finished = batch
    for (const { didDefer } of plugins)
      finished = didDefer?.(request, operation, { parts: finished, isLast: outstanding === 0 }) ?? finished
    yield finished
  }
}

function executionRequest({
  gateway,
  graph,
  variables,
  deadlineAt,
  signal,
  delivery,
}: EngineRequest): ExecutionRequest {
  return {
    variables,
    send: graph.send,
    context: gateway.context,
    deadlineAt,
    signal: delivery?.signal ?? signal,
  }
}

function subscribe(execution: Execution): RequestOutcome {
  const { request, operation, observer } = execution
  const { gateway, graph, variables, deadlineAt, delivery } = request
  const context = () => delivery?.renewedContext() ?? gateway.context
  const signal = delivery?.signal ?? request.signal
  const events = executeSubscription(operation.compiled, {
    variables,
    send: graph.send,
    // Each attempt has the context of its time, and ends by itself.
    subscribe: (asked) =>
      resubscribing((attempt) => graph.subscribe({ ...asked, context: context(), signal: attempt }), {
        signal,
      }),
    context,
    signal,
    // What the request itself had been given is what each event has.
    eventTimeoutMs: deadlineAt - Date.now(),
    observer,
  })
  return {
    kind: 'parts',
    answer: undefined,
    stream: { kind: 'subscription', parts: partsOf(execution, events) },
  }
}

async function* partsOf(
  execution: Execution,
  events: AsyncIterable<ExecutionAnswer>,
): AsyncGenerator<AnswerPart, void, undefined> {
  for await (const event of events) {
    const { dataJson, errors, ...rest } = await finish(execution, event)
    yield { dataJson, ...(errors.length > 0 ? { errors } : {}), extensions: extensionsOf(rest) }
  }
}

async function finish(
  { request, operation, plugins }: Execution,
  answer: ExecutionAnswer,
): Promise<ExecutionAnswer> {
  let finished = answer
  for (const plugin of plugins) {
    if (!plugin.didExecute) continue
    const { dataJson } = finished
    finished = await plugin.didExecute(request, operation, finished)
    // The whole answer was written around what was the data.
    if (finished.dataJson !== dataJson) finished = { ...finished, answerJson: undefined }
  }
  return finished
}

/** Undefined when there are none. */
export function extensionsOf({
  valueCompletion,
  extensions,
}: Pick<ExecutionAnswer, 'valueCompletion' | 'extensions'>): Readonly<Record<string, unknown>> | undefined {
  if (valueCompletion.length === 0) return extensions
  return { ...extensions, valueCompletion }
}
