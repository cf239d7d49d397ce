// Composes the subgraphs into the supergraph and derives what is written beside it. Pure: reads and writes no file.
import { composeServices } from '@apollo/composition'
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals'
import { type DocumentNode, type GraphQLSchema, printSchema } from 'graphql'
import { type Place, placeOf } from './place.ts'
import { routingUrls, type SubgraphName, subgraphNames } from './subgraphs.ts'

export type SubgraphDocuments = Readonly<Record<SubgraphName, DocumentNode>>

export type CompositionHint = {
  readonly code: string
  readonly message: string
  /** What hints of this code are about, in Apollo's words. */
  readonly explanation: string
  readonly place?: Place | undefined
}

export type CompositionError = { readonly message: string; readonly place?: Place | undefined }

export type Composed = {
  readonly kind: 'composed'
  readonly supergraphSdl: string
  readonly apiSdl: string
  readonly hints: readonly CompositionHint[]
}

export type Composition = { readonly kind: 'failed'; readonly errors: readonly CompositionError[] } | Composed

export function composeSubgraphs(documents: SubgraphDocuments): Composition {
  const result = composeServices(
    subgraphNames.map((name) => ({ name, url: routingUrls[name], typeDefs: documents[name] })),
  )
  if (result.errors !== undefined) {
    const errors = result.errors.map(({ message, nodes }) => ({ message, place: placeOf(nodes?.[0]) }))
    return { kind: 'failed', errors }
  }
  const supergraphSdl = endWithNewline(result.supergraphSdl)
  return {
    kind: 'composed',
    supergraphSdl,
    apiSdl: endWithNewline(printSchema(apiSchemaOf(supergraphSdl))),
    hints: result.hints.map(({ definition, message, nodes }) => ({
      code: definition.code,
      message,
      explanation: definition.description,
      place: placeOf(nodes?.[0]),
    })),
  }
}

/** Throws every error of a composition that failed, with its place. */
export function composeOrThrow(documents: SubgraphDocuments): Composed {
  const composition = composeSubgraphs(documents)
  if (composition.kind === 'composed') return composition
  const told = composition.errors.map(({ message, place }) =>
    place === undefined ? message : `${place.file}:${place.line}: ${message}`,
  )
  throw new Error(['the subgraphs do not compose.', ...told].join('\n'))
}

/** What clients see of a supergraph: no join machinery, nothing that is `@inaccessible`. */
export function apiSchemaOf(supergraphSdl: string): GraphQLSchema {
  return Supergraph.build(supergraphSdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES })
    .apiSchema()
    .toGraphQLJSSchema()
}

function endWithNewline(text: string): string {
  return `${text.trimEnd()}\n`
}
