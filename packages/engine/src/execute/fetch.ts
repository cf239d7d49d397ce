// One fetch of a plan as it stands ready to run, and what every kind of fetch does alike: send, and tell what failed.
import type { FetchNode, ResponsePath } from '@apollo/query-planner'
import type { GraphQLFormattedError } from 'graphql'
import type { SubgraphRequest, SubgraphResponse } from '../transport/subgraph-transport.ts'
import type { FetchWatch } from './fetch-watch.ts'
import type { IsInterfaceName } from './merge.ts'
import type { CollectPositions } from './positions.ts'
import type { RenamePath, Rewrite } from './rewrites.ts'
import { type Run, type SendFetch, type StartedFetch, variableText } from './run.ts'
import { type ErrorPath, fetchFailures, subgraphError } from './subgraph-errors.ts'

export type CompiledFetch = {
  readonly node: FetchNode
  /** Where in the answer the fetch applies, `@` for every item of a list; empty at the root. */
  readonly path: ResponsePath
  readonly collect: CollectPositions
  readonly outputRewrites: Rewrite | undefined
  /** Of the graph: in what comes such a name stands for any of the interface's objects. */
  readonly isInterfaceName: IsInterfaceName
  readonly renamePath: RenamePath
  /** What the client calls a place of the data. */
  readonly clientPath: RenamePath
  /** Places that stay empty when the fetch fails as a whole; read from its text only then. */
  readonly failurePaths: (conditions: ReadonlyMap<string, boolean>) => readonly ErrorPath[]
  /** Name of each of the client's variables that the operation uses, and `"name":` as the operation calls it. */
  readonly variables: readonly { readonly name: string; readonly prefix: string }[]
}

/** The members of the variables object that come from the client, as JSON text without braces. */
export function clientVariables(run: Run, { variables }: Pick<CompiledFetch, 'variables'>): string {
  let text = ''
  for (const { name, prefix } of variables) {
    const value = variableText(run, name)
    if (value !== undefined) text += (text === '' ? prefix : `,${prefix}`) + value
  }
  return text
}

/** Undefined when there is no answer; that has been told then. */
export async function send(
  run: Run,
  fetch: CompiledFetch,
  variablesJson: string,
): Promise<SubgraphResponse | undefined> {
  try {
    const operation = operationOf(fetch, variablesJson)
    return await observed(run, { fetch, send: (watch) => sendOperation(run, operation, watch) })
  } catch (error) {
    fail(run, fetch, error)
    return undefined
  }
}

export type ObservedFetch = {
  readonly fetch: CompiledFetch
  readonly send: SendFetch
  readonly entities?: StartedFetch['entities']
}

/** Rejects when there is no answer. */
export async function observed(
  run: Run,
  { fetch, send, entities }: ObservedFetch,
): Promise<SubgraphResponse> {
  const { node, path } = fetch
  const { observer } = run
  const response = await (observer ? observer.fetch({ node, path, entities }, send) : send())
  run.plain &&= response.plain === true
  return response
}

export type SentOperation = Pick<
  SubgraphRequest,
  'subgraph' | 'kind' | 'operationName' | 'query' | 'variablesJson'
>

/** The fetch as the plan has it. */
export function operationOf({ node }: CompiledFetch, variablesJson: string): SentOperation {
  const { serviceName: subgraph, operationKind: kind, operationName, operation: query } = node
  return { subgraph, kind, operationName, query, variablesJson }
}

export function sendOperation(
  { request, observer }: Run,
  operation: SentOperation,
  watch: FetchWatch | undefined,
): Promise<SubgraphResponse> {
  const { subgraph, kind, operationName, query, variablesJson } = operation
  const sent: SubgraphRequest = {
    subgraph,
    kind,
    operationName,
    query,
    variablesJson,
    context: request.context,
    deadlineAt: request.deadlineAt,
    signal: request.signal,
    captureTrace: observer?.capturesTraces ?? false,
    watch,
  }
  watch?.onRequest?.(sent)
  return request.send(sent)
}

export function fail(run: Run, fetch: CompiledFetch, error: unknown): void {
  const paths = fetch.failurePaths(run.conditions).map(fetch.clientPath)
  run.errors.push(...fetchFailures(error, fetch.node.serviceName, paths))
}

/** Tells errors that name no entity: at their own path below the fetch, or at every place that waited for it. */
export function tellErrors(
  run: Run,
  fetch: CompiledFetch,
  errors: readonly GraphQLFormattedError[],
  pathOf: (error: GraphQLFormattedError) => readonly ErrorPath[] | undefined,
): void {
  for (const error of errors) {
    for (const path of pathOf(error) ?? fetch.failurePaths(run.conditions)) {
      run.errors.push(subgraphError(error, fetch.node.serviceName, fetch.clientPath(path)))
    }
  }
}
