// The four subgraphs as graphql-js executes them, over one world. Entities resolve their fields themselves.
import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph'
import { type GraphQLSchema, parse } from 'graphql'
import { type SubgraphName, typeDefs } from './type-defs.ts'
import { shippingEstimate, type World } from './world.ts'

type Reference = {
  readonly id?: string
  readonly upc?: string
  readonly price?: number | null
  readonly weight?: number | null
}

export function createSubgraphSchemas(world: World): Readonly<Record<SubgraphName, GraphQLSchema>> {
  const build = (name: SubgraphName, resolvers: GraphQLResolverMap) =>
    buildSubgraphSchema([{ typeDefs: parse(typeDefs[name]), resolvers }])
  return {
    accounts: build('accounts', {
      Query: {
        me: () => world.users[0],
        user: (_: unknown, { id }: Reference) => world.user(id),
        users: () => world.users,
      },
      User: { __resolveReference: ({ id }: Reference) => world.user(id) },
    }),
    inventory: build('inventory', {
      Product: {
        __resolveReference: (reference: Reference) => ({
          upc: reference.upc,
          inStock: world.product(reference.upc)?.inStock,
          shippingEstimate: shippingEstimate(reference),
        }),
      },
    }),
    products: build('products', {
      Query: {
        topProducts: (_: unknown, { first }: { readonly first: number }) => world.topProducts.slice(0, first),
      },
      Product: { __resolveReference: ({ upc }: Reference) => world.product(upc) },
    }),
    reviews: build('reviews', {
      User: { __resolveReference: ({ id }: Reference) => world.user(id) },
      Product: { __resolveReference: ({ upc }: Reference) => world.product(upc) },
      Review: { __resolveReference: ({ id }: Reference) => world.review(id) },
    }),
  }
}
