// A subgraph's schema executed in this process, with nothing serialised on the way. What comes back is what would have
// come over HTTP: JSON values, in time, and of nobody else.
import { type ExecutionArgs, execute, type GraphQLError, type GraphQLFormattedError } from 'graphql'
import { EngineError, upstreamUnavailable } from '../errors.ts'
import { expired } from './expiry.ts'
import { jsonClone } from './json-clone.ts'
import { makeJson } from './leaf-places.ts'
import { type PrepareDocument, preparedDocuments } from './prepared-documents.ts'
import { reportFetch } from './report-fetch.ts'
import type { SubgraphRequest, SubgraphResponse, SubgraphTransport } from './subgraph-transport.ts'
import type { TransportEvents } from './transport-events.ts'
import { withinDeadline } from './within-deadline.ts'

export type MemoryTransportOptions = Pick<
  ExecutionArgs,
  'schema' | 'rootValue' | 'fieldResolver' | 'typeResolver'
> & {
  /** What resolvers get as context; default the request's own. */
  readonly contextValue?: (request: SubgraphRequest) => unknown
  /** Where an error is masked; default its own words. */
  readonly formatError?: (error: GraphQLError, request: SubgraphRequest) => GraphQLFormattedError
  /** Parsed and validated documents to remember; default 2,000. */
  readonly rememberedDocuments?: number
  readonly observe?: TransportEvents
}

/** A resolver that hangs costs its caller the deadline and no more; it may watch `request.signal` to stop itself. */
export function memoryTransport(options: MemoryTransportOptions): SubgraphTransport {
  const prepare = preparedDocuments(options.schema, options.rememberedDocuments ?? 2_000)
  const onFetch = options.observe?.onFetch
  const call = (request: SubgraphRequest) => inTime(request, () => answer(options, prepare, request))
  return {
    execute: (request) => (onFetch || request.watch ? reportFetch(request, onFetch, call) : call(request)),
  }
}

async function inTime(
  request: SubgraphRequest,
  work: () => Promise<SubgraphResponse>,
): Promise<SubgraphResponse> {
  try {
    const over = expired(request)
    if (over) throw over
    return await withinDeadline(request, work())
  } catch (error) {
    throw error instanceof EngineError ? error : upstreamUnavailable(request.subgraph, error)
  }
}

async function answer(
  options: MemoryTransportOptions,
  prepare: PrepareDocument,
  request: SubgraphRequest,
): Promise<SubgraphResponse> {
  const { schema, rootValue, fieldResolver, typeResolver, contextValue } = options
  const { formatError = (error) => error.toJSON() } = options
  const prepared = prepare(request)
  if ('errors' in prepared) return { errors: jsonClone(prepared.errors) }
  const { data, errors } = await execute({
    schema,
    rootValue,
    fieldResolver,
    typeResolver,
    document: prepared.document,
    contextValue: contextValue ? await contextValue(request) : request.context,
    variableValues: JSON.parse(request.variablesJson),
    operationName: request.operationName ?? null,
  })
  makeJson(data, prepared.places)
  if (!errors?.length) return { data }
  const formatted: GraphQLFormattedError[] = errors.map((error) => formatError(error, request))
  return { data, errors: JSON.parse(JSON.stringify(formatted)) }
}
