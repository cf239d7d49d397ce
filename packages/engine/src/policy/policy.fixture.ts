// A graph of two subgraphs in which every kind of element is protected, and an execution of it over real subgraph
// schemas in memory that records what is sent.
import { composeServices } from '@apollo/composition'
import {
  operationFromDocument,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  Supergraph,
} from '@apollo/federation-internals'
import { QueryPlanner } from '@apollo/query-planner'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { buildSchema, type GraphQLSchema, graphql, parse } from 'graphql'
import { executeOperation } from '../execute/execute-operation.ts'
import { prepareOperation } from '../graph/prepare-operation.ts'
import { unaskedFields } from '../names/unasked-fields.ts'
import { plainVariant } from '../plan/operation-request.ts'
import type { Planner } from '../plan/planner.ts'
import type { SubgraphRequest } from '../transport/subgraph-transport.ts'
import { type Admission, admit, type PolicyOptions } from './admission.ts'
import { compilePolicies } from './compile-policies.ts'
import type { Claims } from './decide.ts'
import { policyRules } from './policy-rules.ts'

export const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: [
  "@key", "@external", "@requires", "@shareable", "@interfaceObject", "@context", "@fromContext",
  "@authenticated", "@requiresScopes", "@policy"
])`

const sdls = {
  catalog: `${link}
    type Query {
      products: [Product!]!
      product(id: ID!): Product
      media: [Media!]!
      documents: [Document!]!
      shapes: [Shape!]!
      account: Account @authenticated
      revenue(year: Int): Int! @requiresScopes(scopes: [["finance", "read"], ["admin"]])
      forecast: Int @policy(policies: [["insider"]])
      grade: Grade
      version: String
    }
    type Mutation {
      publish(id: ID!): Product @authenticated
      rename(id: ID!, name: String!): Product
      erase: Int @requiresScopes(scopes: [["admin"]])
    }
    type Product @key(fields: "code") {
      id: ID!
      code: ID @authenticated
      name: String
      cost: Int! @requiresScopes(scopes: [["finance"]])
      rating: Rating
      maker: Maker!
      related: [Product!]
    }
    type Maker { name: String  contract: Contract  address: String! @authenticated }
    type Contract @authenticated { text: String }
    scalar Rating @authenticated
    enum Grade @policy(policies: [["graders"]]) { HIGH LOW }
    type Account @authenticated { id: ID!  email: String }
    union Media = Book | Movie
    type Book { title: String }
    type Movie @requiresScopes(scopes: [["films"]]) { title: String  length: Int }
    interface Document { id: ID!  title: String }
    type Leaflet implements Document { id: ID!  title: String  pages: Int }
    type Report implements Document @authenticated { id: ID!  title: String  pages: Int }
    interface Shape { name: String  area: Int }
    type Circle implements Shape { name: String  area: Int  radius: Int }
    type Square implements Shape { name: String  area: Int @authenticated  side: Int }`,
  stock: `${link}
    type Product @key(fields: "code") {
      code: ID
      cost: Int! @external
      stock: Int
      margin: Int @requires(fields: "cost") @requiresScopes(scopes: [["finance"]])
      warehouse: Warehouse @authenticated
    }
    type Warehouse { name: String  guard: String @policy(policies: [["guards"], ["chief"]]) }`,
}

const maker = { name: 'Mill', contract: { text: 'secret' }, address: 'Hill 1' }
const product = (id: string) => ({ id, code: `c${id}`, name: `Name ${id}`, cost: 7, rating: 5, maker })

const resolvers = {
  catalog: {
    Query: {
      products: () => ['1', '2'].map(product),
      product: (_: unknown, { id }: { id: string }) => product(id),
      media: () => [
        { __typename: 'Book', title: 'Sea' },
        { __typename: 'Movie', title: 'Sky', length: 90 },
      ],
      documents: () => [
        { __typename: 'Leaflet', id: 'l', title: 'Sale', pages: 2 },
        { __typename: 'Report', id: 'r', title: 'Loss', pages: 9 },
      ],
      shapes: () => [
        { __typename: 'Circle', name: 'round', area: 3, radius: 1 },
        { __typename: 'Square', name: 'square', area: 4, side: 2 },
      ],
      account: () => ({ id: 'ann', email: 'ann@example.test' }),
      revenue: () => 1000,
      forecast: () => 2000,
      grade: () => 'HIGH',
      version: () => 'v1',
    },
    Mutation: {
      publish: (_: unknown, { id }: { id: string }) => product(id),
      rename: (_: unknown, { id, name }: { id: string; name: string }) => ({ ...product(id), name }),
      erase: () => 1,
    },
    Product: {
      related: ({ id }: { id: string }) => [product(`${id}0`)],
      __resolveReference: ({ code }: { code: string }) => product(code.slice(1)),
    },
  },
  stock: {
    Product: {
      stock: () => 3,
      margin: ({ cost }: { cost: number }) => 10 - cost,
      warehouse: () => ({ name: 'North', guard: 'Gus' }),
      __resolveReference: (reference: object) => reference,
    },
  },
}

/** Throws with composition's messages when the subgraphs do not compose. */
export function compose(typeDefs: Readonly<Record<string, string>>): string {
  const { errors, supergraphSdl } = composeServices(
    Object.entries(typeDefs).map(([name, sdl]) => ({ name, url: `http://${name}`, typeDefs: parse(sdl) })),
  )
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('\n'))
  return supergraphSdl
}

export const supergraphSdl = compose(sdls)

/** As composition before 2.12 would have written it: interfaces ask for nothing that their types ask for. */
export const unpropagatedSdl = supergraphSdl
  .replace(/(interface Document\s+@join__type\(graph: CATALOG\))\s+@authenticated/, '$1')
  .replace(/(interface Shape[^}]*area: Int) @authenticated/, '$1')

const subgraphs: Readonly<Record<string, GraphQLSchema>> = {
  catalog: buildSubgraphSchema([{ typeDefs: parse(sdls.catalog), resolvers: resolvers.catalog }]),
  stock: buildSubgraphSchema([{ typeDefs: parse(sdls.stock), resolvers: resolvers.stock }]),
}

const supergraph = Supergraph.build(supergraphSdl, {
  supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
})
const queryPlanner = new QueryPlanner(supergraph)

export const schemas = {
  apiSchema: supergraph.apiSchema().toGraphQLJSSchema(),
  supergraphSchema: buildSchema(supergraphSdl, { assumeValid: true }),
}

const planner: Planner = {
  plan: async ({ source }) =>
    queryPlanner.buildQueryPlan(operationFromDocument(supergraph.apiSchema(), parse(source))),
  rest: () => undefined,
  end: () => undefined,
}

const tools = { planner, schemas, unasked: unaskedFields(schemas.supergraphSchema) }

export const anonymous: Claims = { authenticated: false, scopes: new Set() }

export function signedIn(...scopes: string[]): Claims {
  return { authenticated: true, scopes: new Set(scopes) }
}

export type Served = {
  readonly admission: Admission | undefined
  readonly data: unknown
  /** `path code` of each error, policies' first. */
  readonly errors: readonly string[]
  readonly sent: readonly SubgraphRequest[]
}

export type ServeOptions = PolicyOptions & { readonly variables?: Readonly<Record<string, unknown>> }

/** Answers as an engine would that judges, plans what is left and writes what was asked. */
export async function serve(query: string, claims: Claims, options: ServeOptions = {}): Promise<Served> {
  const { variables = {}, ...policyOptions } = options
  const document = parse(query)
  const rules = policyRules(schemas.supergraphSchema)
  const policies = rules && compilePolicies(rules, { document, operationName: undefined })
  const admission = policies && (await admit(policies, { claims, variables }, policyOptions))
  const sent: SubgraphRequest[] = []
  const told = admission?.errors.map(({ path, extensions }) => `${path?.join('.')} ${extensions.code}`) ?? []
  if (admission?.refused) return { admission, data: null, errors: told, sent }
  const { compiled } = await prepareOperation(tools, {
    queryHash: '',
    source: query,
    document,
    operationName: undefined,
    variant: { ...plainVariant, restrict: () => admission?.restriction },
  })
  const answer = await executeOperation(compiled, {
    variables,
    context: {},
    deadlineAt: Number.POSITIVE_INFINITY,
    signal: undefined,
    send: async (request) => {
      sent.push(request)
      const schema = subgraphs[request.subgraph]
      if (!schema) throw new Error(`no subgraph ${request.subgraph}`)
      const variableValues = JSON.parse(request.variablesJson)
      return JSON.parse(JSON.stringify(await graphql({ schema, source: request.query, variableValues })))
    },
  })
  const failed = answer.errors.map(({ path, message }) => `${path?.join('.')} ${message}`)
  return { admission, data: JSON.parse(answer.dataJson), errors: [...told, ...failed], sent }
}
