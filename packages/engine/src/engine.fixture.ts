// A small federated shop for the tests of lifecycle and planning: real composition, real subgraph schemas executed in
// this process, and an Apollo Server in front.
import { composeServices } from '@apollo/composition'
import { ApolloServer, HeaderMap } from '@apollo/server'
import { ApolloServerPluginUsageReportingDisabled } from '@apollo/server/plugin/disabled'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { execute, type GraphQLResolveInfo, type GraphQLSchema, parse } from 'graphql'
import { type EngineOptions, engine } from './engine.ts'
import type { SupergraphReport } from './graph/engine-events.ts'
import type { SupergraphSource } from './supergraph/supergraph-source.ts'
import type { SubgraphTransport, TransportFactory } from './transport/subgraph-transport.ts'

export type SubgraphText = { readonly name: string; readonly url: string; readonly sdl: string }

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@override"])'

export function subgraph(name: string, sdl: string, url = `http://${name}.test/graphql`): SubgraphText {
  return { name, url, sdl: `${link}\n${sdl}` }
}

const products = subgraph(
  'products',
  `type Query { top(first: Int = 2): [Product!]! product(id: ID!): Product }
   type Mutation { rename(id: ID!, name: String!): Product }
   type Subscription { renamed: Product! }
   type Product @key(fields: "id") { id: ID! name: String! }`,
)

function reviews(fields: string): SubgraphText {
  return subgraph(
    'reviews',
    `type Product @key(fields: "id") { id: ID! reviews: [Review!]! }
     type Review { ${fields} }`,
  )
}

export const shop: readonly SubgraphText[] = [products, reviews('stars: Int! body: String')]

/** The next release of reviews: a field more and a field less. */
export const nextShop: readonly SubgraphText[] = [products, reviews('stars: Int! author: String')]

export function compose(subgraphs: readonly SubgraphText[]): string {
  const { supergraphSdl, errors = [] } = composeServices(
    subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  )
  if (supergraphSdl === undefined) throw new Error(errors.map(({ message }) => message).join('\n'))
  return supergraphSdl
}

/** What subgraphs answer: the `name` of the product with id 7 is `name 7`, numbers are 1, lists have two elements. */
function resolveAnything(source: unknown, args: Record<string, unknown>, info: GraphQLResolveInfo): unknown {
  const parent = (source ?? {}) as Record<string, unknown>
  if (Object.hasOwn(parent, info.fieldName)) return parent[info.fieldName]
  const id = args.id ?? parent.id ?? '1'
  const type = String(info.returnType).replaceAll('!', '')
  if (type.startsWith('[')) return ['1', '2'].slice(0, Number(args.first ?? 2)).map((each) => ({ id: each }))
  if (type === 'ID') return id
  if (type === 'Int') return 1
  if (type === 'String') return `${info.fieldName} ${id}`
  return { id, ...args }
}

const schemas = new WeakMap<SubgraphText, GraphQLSchema>()

function schemaOf(subgraph: SubgraphText): GraphQLSchema {
  const schema = schemas.get(subgraph) ?? buildSubgraphSchema([{ typeDefs: parse(subgraph.sdl) }])
  schemas.set(subgraph, schema)
  return schema
}

/** A subgraph's schema executed in this process; its answers cross as JSON text, as they would over HTTP. */
export function subgraphTransport(subgraph: SubgraphText): SubgraphTransport {
  const schema = schemaOf(subgraph)
  return {
    async execute({ query, variablesJson }) {
      const result = await execute({
        schema,
        document: parse(query),
        variableValues: JSON.parse(variablesJson),
        fieldResolver: (source, args, _context, info) => resolveAnything(source, args, info),
      })
      return JSON.parse(JSON.stringify(result))
    },
  }
}

/** Transports to subgraphs as they are at the moment of each request: `current` may be replaced meanwhile. */
export function shopTransport(current: () => readonly SubgraphText[] = () => nextShop): TransportFactory {
  return ({ name }) => ({
    execute(request) {
      const subgraph = current().find((each) => each.name === name)
      if (subgraph === undefined) return Promise.reject(new Error(`no subgraph ${name}`))
      return subgraphTransport(subgraph).execute(request)
    },
  })
}

export const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}

/** A source whose supergraph the test replaces. */
export function changing(first: string) {
  let update: ((supergraphSdl: string) => void) | undefined
  const source: SupergraphSource = {
    start(seat) {
      update = seat.update
      return Promise.resolve({ supergraphSdl: first })
    },
  }
  return { source, change: (supergraphSdl: string) => update?.(supergraphSdl) }
}

/** Collects what the engine tells; `next` resolves with the report that comes next. */
export function supergraphReports() {
  const reports: SupergraphReport[] = []
  const waiting: ((report: SupergraphReport) => void)[] = []
  return {
    reports,
    onSupergraph(report: SupergraphReport) {
      reports.push(report)
      for (const resolve of waiting.splice(0)) resolve(report)
    },
    next: () => new Promise<SupergraphReport>((resolve) => waiting.push(resolve)),
  }
}

/** An engine behind a started Apollo Server; disposing stops both. */
export async function serve(options: EngineOptions) {
  const gateway = engine({ logger: silent, ...options })
  const apollo = new ApolloServer({
    gateway,
    stringifyResult: gateway.stringifyResult,
    logger: silent,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    plugins: [ApolloServerPluginUsageReportingDisabled()],
  })
  await apollo.start()
  return {
    gateway,
    apollo,
    async post(body: { query: string; variables?: object; operationName?: string }) {
      const answer = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: 'POST',
          headers: new HeaderMap([['content-type', 'application/json']]),
          search: '',
          body,
        },
        context: async () => ({}),
      })
      if (answer.body.kind !== 'complete') throw new Error('an answer in parts')
      return { status: answer.status ?? 200, text: answer.body.string, headers: answer.headers }
    },
    [Symbol.asyncDispose]: () => apollo.stop(),
  }
}
