// Documents that a schema was asked to execute, parsed and validated once each.
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql'
import { type LeafPlaces, leafPlaces } from './leaf-places.ts'
import { setBounded } from './set-bounded.ts'
import type { SubgraphRequest } from './subgraph-transport.ts'

export type PreparedDocument =
  | { readonly document: DocumentNode; readonly places: LeafPlaces }
  | { readonly errors: readonly GraphQLFormattedError[] }

type Known = { readonly operationName: string | undefined; readonly prepared: PreparedDocument }

export type PrepareDocument = (request: Pick<SubgraphRequest, 'query' | 'operationName'>) => PreparedDocument

/** A document that does not parse or is not valid gives the errors that Apollo Server gives. */
export function preparedDocuments(schema: GraphQLSchema, limit: number): PrepareDocument {
  const documents = new Map<string, Known>()
  return ({ query, operationName }) => {
    const known = documents.get(query)
    if (known !== undefined && known.operationName === operationName) return known.prepared
    const prepared = prepare(schema, query, operationName)
    setBounded(documents, { key: query, value: { operationName, prepared }, limit })
    return prepared
  }
}

function prepare(schema: GraphQLSchema, query: string, operationName: string | undefined): PreparedDocument {
  const document = parsed(query)
  if (document instanceof GraphQLError) return { errors: [coded(document, 'GRAPHQL_PARSE_FAILED')] }
  const errors = validate(schema, document)
  if (errors.length > 0) return { errors: errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED')) }
  return { document, places: leafPlaces(schema, document, operationName) }
}

function parsed(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query)
  } catch (error) {
    if (error instanceof GraphQLError) return error
    throw error
  }
}

function coded(error: GraphQLError, code: string): GraphQLFormattedError {
  return { ...error.toJSON(), extensions: { ...error.extensions, code } }
}
