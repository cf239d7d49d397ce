// Subscriptions to a subgraph in this process: graphql-js on its schema, with answers as they would come over a wire.
import { type ExecutionResult, type GraphQLError, type GraphQLFormattedError, subscribe } from 'graphql'
import { upstreamUnavailable } from '../errors.ts'
import { abortedOnReturn } from '../stream/aborted-on-return.ts'
import { interruptible } from '../stream/interruptible.ts'
import { jsonClone } from './json-clone.ts'
import { type LeafPlaces, makeJson } from './leaf-places.ts'
import type { MemoryTransportOptions } from './memory-transport.ts'
import { type PrepareDocument, preparedDocuments } from './prepared-documents.ts'
import type { SubgraphRequest, SubgraphResponse } from './subgraph-transport.ts'
import type { SubscribingTransport } from './with-subscriptions.ts'

/**
 * Ends when the resolver's source ends, and rejects with UPSTREAM_UNAVAILABLE when that throws. When its reader leaves,
 * `request.signal` aborts and the source is told to return, but not waited for.
 */
export function memorySubscribe(options: MemoryTransportOptions): SubscribingTransport {
  const prepare = preparedDocuments(options.schema, options.rememberedDocuments ?? 2_000)
  return {
    subscribe: (request) =>
      abortedOnReturn(request.signal, (signal) => answers(options, prepare, { ...request, signal })),
    close: async () => {},
  }
}

async function* answers(
  options: MemoryTransportOptions,
  prepare: PrepareDocument,
  request: SubgraphRequest & { readonly signal: AbortSignal },
): AsyncGenerator<SubgraphResponse, void, undefined> {
  const prepared = prepare(request)
  if ('errors' in prepared) {
    yield { errors: jsonClone(prepared.errors) }
    return
  }
  const answerOf = answering(options, prepared.places, request)
  try {
    const source = await started(options, prepared.document, request)
    if (!(Symbol.asyncIterator in source)) yield answerOf(source)
    else for await (const result of interruptible(source, request.signal)) yield answerOf(result)
  } catch (error) {
    if (!request.signal.aborted) throw upstreamUnavailable(request.subgraph, error)
  }
}

async function started(
  { schema, rootValue, fieldResolver, typeResolver, contextValue }: MemoryTransportOptions,
  document: Parameters<typeof subscribe>[0]['document'],
  request: SubgraphRequest,
) {
  return subscribe({
    schema,
    rootValue,
    fieldResolver,
    typeResolver,
    document,
    contextValue: contextValue ? await contextValue(request) : request.context,
    variableValues: JSON.parse(request.variablesJson),
    operationName: request.operationName ?? null,
  })
}

function answering(
  { formatError = (error: GraphQLError) => error.toJSON() }: MemoryTransportOptions,
  places: LeafPlaces,
  request: SubgraphRequest,
) {
  return ({ data, errors }: ExecutionResult): SubgraphResponse => {
    makeJson(data, places)
    const formatted = errors?.map((error): GraphQLFormattedError => formatError(error, request)) ?? []
    const answer = data === undefined ? {} : { data }
    return formatted.length > 0 ? { ...answer, errors: JSON.parse(JSON.stringify(formatted)) } : answer
  }
}
