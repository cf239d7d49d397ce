// The explorer: GraphiQL at `/`, whole from this machine. Mount it outside production only: it shows the passwords
// of demo accounts.
import { planViewExtension } from '@supermarket/engine/plan-view/plan-view-plugin.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Executor } from '../executor.ts'
import { graphqlPath as shopPath } from '../graphql-route.ts'
import { type Assets, assetPrefix, type GraphiQLFiles, importGraphiQL, loadAssets } from './assets.ts'
import type { Example } from './examples.ts'
import { type GraphPage, graphPage, type ServedGraph } from './graph/graph-page.ts'
import { contentSecurityPolicy, type Page, pageOf, sendPage } from './page.ts'
import { type DemoAccount, graphPath, renderPage } from './render-page.ts'

export type ExplorerOptions = {
  readonly examples: readonly Example[]
  /** Accounts to sign in by a click. Without any the page has no such buttons. */
  readonly demoAccounts?: readonly DemoAccount[] | undefined
  readonly graphqlPath?: string
  /** What answers operations: whether plans can be asked for, and which supergraph /graph shows. */
  readonly executor?: Pick<Executor, 'extensions'> & ServedGraph
  readonly loadGraphiQL?: () => Promise<GraphiQLFiles>
}

type Loaded = { readonly assets: Assets; readonly page: Page }

/** Give it to `openGateway` as `pages`. */
export function explorerPages(options: ExplorerOptions): (app: FastifyInstance) => Promise<void> {
  const graph = options.executor && graphPage(options.executor)
  const load = onceLoaded(() => loadExplorer(options, graph?.subgraphs()))
  return async (app) => {
    app.get('/', async (request, reply) => sendPage(request, reply, (await load()).page))
    if (graph) mountGraph(app, graph, load)
    app.get(`${assetPrefix}*`, async (request, reply) => sendAsset(request, reply, (await load()).assets))
  }
}

function mountGraph(app: FastifyInstance, graph: GraphPage, load: () => Promise<Loaded>): void {
  app.get(graphPath, async (request, reply) => {
    const page = graph.page((await load()).assets)
    if (page) return sendPage(request, reply, page)
    reply.callNotFound()
    return reply
  })
}

async function loadExplorer(options: ExplorerOptions, subgraphs?: readonly string[]): Promise<Loaded> {
  const { examples, demoAccounts = [], graphqlPath = shopPath, loadGraphiQL = importGraphiQL } = options
  const assets = await loadAssets(loadGraphiQL)
  const planView = options.executor?.extensions.includes(planViewExtension) ?? false
  const { pathOf } = assets
  const page = pageOf(renderPage({ examples, demoAccounts, graphqlPath, planView, subgraphs, pathOf }))
  return { assets, page }
}

/** One load at a time, kept when it succeeds; a failed one is tried again by the next request. */
function onceLoaded<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined
  return () => {
    loaded ??= load().catch((error: unknown) => {
      loaded = undefined
      throw error
    })
    return loaded
  }
}

function sendAsset(request: FastifyRequest, reply: FastifyReply, { byPath }: Assets): FastifyReply {
  const asset = byPath.get(request.url.replace(/\?.*$/s, ''))
  if (!asset) {
    reply.callNotFound()
    return reply
  }
  return reply
    .headers({
      'content-security-policy': contentSecurityPolicy,
      'cache-control': 'public, max-age=31536000, immutable',
    })
    .type(asset.type)
    .send(asset.body)
}
