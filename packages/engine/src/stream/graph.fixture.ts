// A graph behind a real Apollo Server: its executor runs ordinary operations with graphql-js, and answers subscriptions
// and deferred fragments in parts as a test has scripted them.
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server'
import type { GatewayGraphQLRequestContext, GatewayInterface } from '@apollo/server-gateway-interface'
import { buildSchema, execute, GraphQLError, type GraphQLFormattedError, Kind } from 'graphql'
import type { FormatErrors } from './answer-json.ts'
import { type Delivery, deliveryFor } from './delivery.ts'
import type { AnswerPart, DeferredStream } from './streamed-data.ts'

export type TestContext = { readonly token?: string | undefined; readonly signal?: AbortSignal }

export type Subscribe = (call: {
  readonly field: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly delivery: Delivery
  readonly token: () => string | undefined
}) => AsyncIterable<AnswerPart>

export type TestGraph = {
  readonly subscribe?: Subscribe
  readonly defer?: (delivery: Delivery) => {
    readonly stream: Omit<DeferredStream, 'kind'>
    readonly errors?: readonly GraphQLError[]
    readonly extensions?: Record<string, unknown>
  }
  readonly plugins?: readonly ApolloServerPlugin<TestContext>[]
  /** Query.slow waits for it. */
  readonly gate?: Promise<void>
}

const schema = buildSchema(`
  directive @defer(label: String, if: Boolean! = true) on FRAGMENT_SPREAD | INLINE_FRAGMENT
  type Query { me: User  slow: String  token: String }
  type User { id: ID!  name: String  reviews: [Review!] }
  type Review { id: ID!  body: String }
  type Mutation { rename(name: String!): User }
  type Subscription { tick(upTo: Int): Int  order(id: ID): Order }
  type Order { id: ID!  status: String }
`)

export async function testServer(graph: TestGraph = {}): Promise<ApolloServer<TestContext>> {
  const server = new ApolloServer<TestContext>({
    gateway: testGateway(graph),
    formatError: (formatted) => masked(formatted),
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    plugins: [...(graph.plugins ?? [])],
  })
  await server.start()
  return server
}

/** What the tests take for the masking of errors: everything says that it went through it. */
function masked({ message, path, extensions }: GraphQLFormattedError): GraphQLFormattedError {
  return { message, ...(path ? { path } : {}), extensions: { code: extensions?.code, masked: true } }
}

export const maskedErrors: FormatErrors = (errors) =>
  errors.map((error) => masked({ ...error.toJSON(), extensions: { code: 'FAULT', ...error.extensions } }))

function testGateway(graph: TestGraph): GatewayInterface {
  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' })
      return () => {}
    },
    load: async () => ({ executor: (request) => run(graph, request) }),
    stop: async () => {},
  }
}

async function run(graph: TestGraph, request: GatewayGraphQLRequestContext) {
  const { operation, context, document } = request
  const variables = request.request.variables ?? {}
  const delivery = deliveryFor(operation.operation, context)
  if (operation.operation === 'subscription') {
    const [selection] = operation.selectionSet.selections
    if (!delivery || !graph.subscribe || selection?.kind !== Kind.FIELD)
      throw new GraphQLError('No subscriptions.')
    const token = () => ((delivery.renewedContext() ?? context) as TestContext).token
    const parts = graph.subscribe({ field: selection.name.value, variables, delivery, token })
    return { data: delivery.open({ kind: 'subscription', parts }) }
  }
  if (delivery?.defer && graph.defer && request.source.includes('@defer')) {
    const { stream, ...rest } = graph.defer(delivery)
    return { data: delivery.open({ kind: 'defer', ...stream }), ...rest }
  }
  const rootValue = {
    me: { id: '1', name: 'Ann', reviews: [{ id: 'r1', body: 'Good' }] },
    slow: async () => {
      await graph.gate
      return 'done'
    },
    token: () => (context as TestContext).token ?? null,
    rename: ({ name }: { name: string }) => ({ id: '1', name }),
  }
  return execute({ schema, document, rootValue, variableValues: variables })
}

/** Events `{"tick":1}` … `{"tick":upTo}`, at once. */
export async function* ticks(upTo: number): AsyncGenerator<AnswerPart> {
  for (let tick = 1; tick <= upTo; tick++) yield { dataJson: `{"tick":${tick}}` }
}

/** Calls back when an operation is about to run, and lets it run when that has settled. */
export function onResolved(
  callback: (request: { readonly contextValue: TestContext; readonly source: string }) => unknown,
): ApolloServerPlugin<TestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ contextValue, source }) {
          await callback({ contextValue, source })
        },
      }
    },
  }
}
