// The composed graph, and what it answers when no gateway stands before it.
import { composeServices } from '@apollo/composition'
import { Supergraph } from '@apollo/federation-internals'
import { execute, type GraphQLSchema, parse } from 'graphql'
import { type SubgraphName, subgraphNames, typeDefs } from './type-defs.ts'
import type { World } from './world.ts'

/** `urlOf` becomes the routing URL of each subgraph. */
export function composeSupergraph(urlOf: (name: SubgraphName) => string): string {
  const { supergraphSdl, errors } = composeServices(
    subgraphNames.map((name) => ({ name, url: urlOf(name), typeDefs: parse(typeDefs[name]) })),
  )
  if (supergraphSdl === undefined) throw new AggregateError(errors ?? [], 'the benchmark does not compose')
  return supergraphSdl
}

export function apiSchemaOf(supergraphSdl: string): GraphQLSchema {
  return Supergraph.build(supergraphSdl).apiSchema().toGraphQLJSSchema()
}

/** The right answer: one schema over the whole world, executed by graphql-js. */
export async function expectedData(schema: GraphQLSchema, world: World, query: string): Promise<unknown> {
  const rootValue = {
    me: () => world.users[0],
    user: ({ id }: { readonly id: string }) => world.user(id),
    users: () => world.users,
    topProducts: ({ first }: { readonly first: number }) => world.topProducts.slice(0, first),
  }
  const { data, errors } = await execute({ schema, document: parse(query), rootValue })
  if (errors !== undefined) throw new AggregateError(errors, 'the benchmark answers errors')
  // Objects of graphql-js have no prototype; what comes out of JSON has one.
  return JSON.parse(JSON.stringify(data))
}
