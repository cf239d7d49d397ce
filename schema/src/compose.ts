// Composes the subgraphs into the supergraph and derives what is written beside it. Pure: reads and writes no file.
import { composeServices } from '@apollo/composition'
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals'
import { type DocumentNode, type GraphQLSchema, printSchema } from 'graphql'
import { routingUrls, type SubgraphName, subgraphNames } from './subgraphs.ts'

export type SubgraphDocuments = Readonly<Record<SubgraphName, DocumentNode>>

export type CompositionHint = { readonly code: string; readonly message: string }

export type Composition =
  | { readonly kind: 'failed'; readonly errors: readonly string[] }
  | {
      readonly kind: 'composed'
      readonly supergraphSdl: string
      readonly apiSdl: string
      readonly hints: readonly CompositionHint[]
    }

export function composeSubgraphs(documents: SubgraphDocuments): Composition {
  const result = composeServices(
    subgraphNames.map((name) => ({ name, url: routingUrls[name], typeDefs: documents[name] })),
  )
  if (result.errors !== undefined) {
    return { kind: 'failed', errors: result.errors.map((error) => error.message) }
  }
  const supergraphSdl = endWithNewline(result.supergraphSdl)
  return {
    kind: 'composed',
    supergraphSdl,
    apiSdl: endWithNewline(printSchema(apiSchemaOf(supergraphSdl))),
    hints: result.hints.map((hint) => ({ code: hint.definition.code, message: hint.message })),
  }
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
