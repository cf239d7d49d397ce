// One side of a comparison, built once: what clients see, and, where it is known, how it is joined.
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals'
import { buildSchema, type GraphQLSchema, Source } from 'graphql'
import type { Base } from './base/base.ts'
import { tellFailure } from './tell-failure.ts'

export type Side = { readonly api: GraphQLSchema; readonly joined?: Joined }

export type Joined = { readonly sdl: string; readonly supergraph: Supergraph }

/** Throws when the text is no supergraph. */
export function sideOfSupergraph(sdl: string): Side & { readonly joined: Joined } {
  const supergraph = Supergraph.build(sdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES })
  return { api: supergraph.apiSchema().toGraphQLJSSchema(), joined: { sdl, supergraph } }
}

/** What clients may write for the gateway, which answers `@defer` in parts. */
export function deferringApi(sdl: string): GraphQLSchema {
  const supergraph = Supergraph.build(sdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES })
  return supergraph.apiSchema().toGraphQLJSSchema({ includeDefer: true })
}

/** Undefined when there is no base; throws in a sentence when what there is cannot be compared with. */
export function sideOfBase(base: Base): Side | undefined {
  if (base.kind === 'absent') return undefined
  try {
    return base.kind === 'api'
      ? { api: buildSchema(new Source(base.apiSdl, base.from)) }
      : sideOfSupergraph(base.supergraphSdl)
  } catch (error) {
    const [first = ''] = tellFailure(error).replace('GraphQL request', base.from).split('\n')
    throw new Error(
      `${base.from} is neither a supergraph nor what clients see of one, as schema/api.graphql is. ${first}`,
      { cause: error },
    )
  }
}
