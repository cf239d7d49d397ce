// Two subgraphs in memory, composed and planned by Apollo: what tests of the executor run on.
import { composeServices } from '@apollo/composition'
import {
  operationFromDocument,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  Supergraph,
} from '@apollo/federation-internals'
import { type QueryPlan, QueryPlanner } from '@apollo/query-planner'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { type DocumentNode, graphql, parse } from 'graphql'
import type { SubgraphRequest, SubgraphResponse } from '../transport/subgraph-transport.ts'
import { type CompiledOperation, compileOperation } from './compile-operation.ts'
import type { ExecutionRequest } from './types.ts'

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable", "@external", "@requires"])'

const users = ['ann', 'bob']

const sdls = {
  accounts: `${link}
    type Query { users: [User!]! }
    type User @key(fields: "id") { id: ID! name: String! }`,
  reviews: `${link}
    type Query { first: User! last: User! }
    type Review { body: String! author: User! }
    type User @key(fields: "id") { id: ID! reviews: [Review!] }`,
}

type Name = keyof typeof sdls

const account = (id: string) => ({ id, name: id.toUpperCase() })

const resolvers = {
  accounts: {
    Query: { users: () => users.map(account) },
    User: { __resolveReference: ({ id }: { id: string }) => account(id) },
  },
  reviews: {
    Query: { first: () => ({ id: 'ann' }), last: () => ({ id: 'bob' }) },
    User: {
      reviews: ({ id }: { id: string }) => {
        if (id === 'bob') throw new Error('no reviews of bob')
        return users.map((author) => ({ body: `${author} to ${id}`, author: { id: author } }))
      },
    },
  },
}

const subgraphs = {
  accounts: buildSubgraphSchema([{ typeDefs: parse(sdls.accounts), resolvers: resolvers.accounts }]),
  reviews: buildSubgraphSchema([{ typeDefs: parse(sdls.reviews), resolvers: resolvers.reviews }]),
}

const sdl = composeServices(
  Object.entries(sdls).map(([name, typeDefs]) => ({
    name,
    url: `http://${name}`,
    typeDefs: parse(typeDefs),
  })),
).supergraphSdl

const supergraph = Supergraph.build(sdl ?? '', { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES })
const planner = new QueryPlanner(supergraph, { incrementalDelivery: { enableDefer: true } })
const apiSchema = supergraph.apiSchema()

export const schemas = {
  apiSchema: apiSchema.toGraphQLJSSchema(),
  supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
}

/** The API schema as Apollo's own executor takes it. */
export const stockApiSchema = apiSchema

export function planOf(document: DocumentNode): QueryPlan {
  return planner.buildQueryPlan(operationFromDocument(apiSchema, document))
}

export function compile(document: DocumentNode, batching?: boolean): CompiledOperation {
  return compileOperation({ plan: planOf(document), document, schemas, batching })
}

/** Answers as the subgraph would over HTTP. */
export async function answer(request: SubgraphRequest): Promise<SubgraphResponse> {
  const result = await graphql({
    schema: subgraphs[request.subgraph as Name],
    source: request.query,
    variableValues: JSON.parse(request.variablesJson),
  })
  return JSON.parse(JSON.stringify(result))
}

export function executionRequest(
  send: ExecutionRequest['send'],
  variables: ExecutionRequest['variables'] = {},
): ExecutionRequest {
  return { variables, context: {}, deadlineAt: Number.POSITIVE_INFINITY, signal: undefined, send }
}
