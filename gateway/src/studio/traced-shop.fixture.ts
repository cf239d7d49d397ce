// A gateway over HTTP subgraphs that are nothing but Apollo Servers, so that they answer with traces when they are asked
// to: orders has carts, products the names of what is in them.
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { buildSubgraphSchema } from '@apollo/subgraph'
import { fromSdl } from '@supermarket/engine/supergraph/from-sdl.ts'
import { type FromUplinkOptions, fromUplink } from '@supermarket/engine/supergraph/from-uplink.ts'
import { loadSubgraphSdl, loadSupergraphSdl } from '@supermarket/schema/load.ts'
import type { SubgraphName } from '@supermarket/schema/subgraphs.ts'
import { createLog } from '@supermarket/service-kit/log.ts'
import { httpConnections } from '../connections.ts'
import { engineExecutor } from '../executor.ts'
import { openGateway } from '../server.ts'
import type { StudioOptions } from './studio-plugins.ts'

export type TracedShop = AsyncDisposable & {
  readonly logged: string[]
  ask(body: object, headers?: Readonly<Record<string, string>>): Promise<unknown>
}

/** On our own supergraph, or on the one that Uplink has. */
export async function tracedShop(studio: StudioOptions, uplink?: FromUplinkOptions): Promise<TracedShop> {
  await using opening = new AsyncDisposableStack()
  const urls = new Map<string, string>()
  for (const name of ['orders', 'products'] as const) urls.set(name, await openSubgraph(name, opening))
  const logged: string[] = []
  const log = createLog({
    service: 'gateway',
    level: 'debug',
    destination: { write: (line: string) => void logged.push(line) },
  })
  const connections = opening.use(
    httpConnections({ urlOf: ({ name, url }) => urls.get(name) ?? url, keyOf: () => undefined, log }),
  )
  const supergraph = uplink ? fromUplink(uplink) : fromSdl(loadSupergraphSdl())
  const executor = engineExecutor({ supergraph, connections, log })
  const gateway = opening.use(await openGateway({ executor, log, studio, maxEventLoopDelayMs: 60_000 }))
  const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 })
  const resources = opening.move()
  return {
    logged,
    async ask(body, headers = {}) {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      })
      return answer.json()
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

async function openSubgraph(name: SubgraphName, resources: AsyncDisposableStack): Promise<string> {
  const server = new ApolloServer({
    schema: buildSubgraphSchema([{ typeDefs: loadSubgraphSdl(name), resolvers: resolvers[name] }]),
    logger: silent,
    stopOnTerminationSignals: false,
  })
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } })
  resources.defer(() => server.stop())
  return url
}

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}

type Resolvers = Record<string, Record<string, (parent: unknown, args: { id: string }) => unknown>>

const line = (variant: string) => ({ id: `line of ${variant}`, quantity: 1, variant: { id: variant } })

const resolvers: Readonly<Record<SubgraphName, Resolvers>> = {
  users: {},
  orders: {
    Query: { cart: (_, { id }) => ({ id, lines: ['var_1', 'boom'].map(line) }) },
  },
  products: {
    ProductVariant: {
      async __resolveReference(representation) {
        const { id } = representation as { id: string }
        if (id === 'boom') throw new Error('a secret of products')
        return { id, name: `name of ${id}` }
      },
    },
  },
}
