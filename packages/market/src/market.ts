// The one-process topology: the shop and the gateway in front of it, joined in memory.
// The same services over HTTP are the Services topology; nothing here decides anything that they do not.
import { handlerConnections } from '@supermarket/gateway/connections.ts'
import { createExecutor, type ExecutorKind } from '@supermarket/gateway/executor.ts'
import { loadOperationExamples } from '@supermarket/gateway/explorer/examples.ts'
import { explorerPages } from '@supermarket/gateway/explorer/pages.ts'
import type { servingOf } from '@supermarket/gateway/gateway-variables.ts'
import { type GatewayOptions, type GatewayService, openGateway } from '@supermarket/gateway/server.ts'
import { trafficRecorder } from '@supermarket/gateway/traffic/traffic-recorder.ts'
import { knownDocuments } from '@supermarket/gateway/trusted/open-trusted.ts'
import { shopMaxCost } from '@supermarket/schema/limits.ts'
import { loadSupergraphSdl } from '@supermarket/schema/load.ts'
import { accessTokenVerifier } from '@supermarket/service-kit/access-token.ts'
import { followRevocations } from '@supermarket/service-kit/revocations.ts'
import { scalars } from '@supermarket/service-kit/scalars.ts'
import { findFreePort } from './free-port.ts'
import { openShop, type Shop, type ShopOptions } from './shop.ts'

/** What the gateway in front is opened with. */
export type FrontOptions = {
  readonly host: string
  /** 0 asks the system for a free one. */
  readonly port: number
  readonly explorer: boolean
  /** Signed in by a click in the explorer. */
  readonly explorerAccounts?: readonly SignIn[]
  /** Origins, limits, times and proxies. */
  readonly serving?: Partial<ReturnType<typeof servingOf>>
  /** Estimated cost past which an operation is refused; the shop's own limit without it. */
  readonly maxCost?: number | undefined
  /** Lets the pages of Apollo Sandbox call. */
  readonly apolloSandbox?: boolean
  /** Where the gateway reports; nowhere without it. */
  readonly studio?: GatewayOptions['studio']
  /** Where the gateway records what clients use; nowhere without it. */
  readonly trafficFolder?: string | undefined
  /** Documents that clients may send; every one without it. */
  readonly trusted?: GatewayOptions['trusted']
}

export type MarketOptions = Omit<ShopOptions, 'sandbox'> &
  FrontOptions & {
    /** The payment provider's. */
    readonly sandbox: boolean
    /** False while the shop is still being filled; ready once open without it. */
    readonly isReady?: GatewayOptions['isReady']
    /** What executes query plans; the engine unless a test wants the reference beside it. */
    readonly executor?: ExecutorKind
  }

type SignIn = { readonly label: string; readonly email: string; readonly password: string }

export type Market = AsyncDisposable & {
  readonly url: string
  readonly shop: Shop
  readonly gateway: GatewayService
}

/** Migrates, opens and listens. Disposing drains the gateway first and ends the subgraphs after it. */
export async function openMarket(options: MarketOptions): Promise<Market> {
  await using opening = new AsyncDisposableStack()
  // The sandbox's pages name the port, so it is known before anything listens on it.
  const port = options.port === 0 ? await findFreePort(options.host) : options.port
  const sandbox = options.sandbox && { publicUrl: `http://${options.host}:${port}` }
  const shop = opening.use(await openShop({ ...options, sandbox }))
  const revocations = opening.use(await followRevocations(shop.users.fetchRevocations, options.log))
  const { trafficFolder: folder, log } = options
  const traffic = folder === undefined ? undefined : opening.use(trafficRecorder({ folder, log }))
  const { isRevoked } = revocations
  const gateway = opening.use(await openFront({ ...options, traffic }, shop, isRevoked))
  const { url } = await gateway.listen({ host: options.host, port })
  const resources = opening.move()
  return { shop, gateway, url, [Symbol.asyncDispose]: () => resources.disposeAsync() }
}

type IsRevoked = Parameters<typeof accessTokenVerifier>[0]['isRevoked']

type OpenFrontOptions = MarketOptions & Pick<GatewayOptions, 'traffic'>

function openFront(options: OpenFrontOptions, shop: Shop, isRevoked: IsRevoked): Promise<GatewayService> {
  const { log, explorer, explorerAccounts = [] } = options
  const handlers = [shop.users, shop.products, shop.orders].map(({ handler }) => handler)
  const executor = createExecutor(options.executor ?? 'engine', {
    supergraphSdl: loadSupergraphSdl(),
    log,
    metrics: options.metrics,
    maxCost: options.maxCost ?? shopMaxCost,
    planView: explorer,
    documents: options.trusted && knownDocuments(options.trusted),
    connections: handlerConnections({ handlers, log }),
  })
  const explore = explorerPages({
    examples: loadOperationExamples(executor),
    demoAccounts: explorerAccounts,
    executor,
  })
  return openGateway({
    executor,
    log,
    metrics: options.metrics,
    verifyToken: accessTokenVerifier({ keys: shop.users.jwks, isRevoked }),
    scalars,
    introspection: explorer,
    pages: async (app) => {
      shop.orders.mountPages(app)
      if (explorer) await explore(app)
    },
    ...options.serving,
    isReady: async () => ((await options.isReady?.()) ?? true) && (await areReady(shop)),
    sandbox: options.apolloSandbox ?? false,
    studio: options.studio,
    traffic: options.traffic,
    trusted: options.trusted,
  })
}

async function areReady({ users, products, orders }: Shop): Promise<boolean> {
  return (await Promise.all([users, products, orders].map((service) => service.ready()))).every(Boolean)
}
