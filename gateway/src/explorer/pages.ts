// The explorer: GraphiQL at `/`, whole from this machine. Mount it outside production only: it shows the passwords
// of demo accounts.
import { planViewExtension } from '@supermarket/engine/plan-view/plan-view-plugin.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Executor } from '../executor.ts'
import { graphqlPath as shopPath } from '../graphql-route.ts'
import {
  type Assets,
  assetPrefix,
  digestOf,
  type GraphiQLFiles,
  importGraphiQL,
  loadAssets,
} from './assets.ts'
import type { Example } from './examples.ts'
import { type DemoAccount, renderPage } from './render-page.ts'

export type ExplorerOptions = {
  readonly examples: readonly Example[]
  /** Accounts to sign in by a click. Without any the page has no such buttons. */
  readonly demoAccounts?: readonly DemoAccount[] | undefined
  readonly graphqlPath?: string
  /** What answers operations; it says whether plans can be asked for. */
  readonly executor?: Pick<Executor, 'extensions'>
  readonly loadGraphiQL?: () => Promise<GraphiQLFiles>
}

/**
 * Nothing but this origin. Monaco writes style elements and GraphiQL's fonts are data URLs; scripts come from files
 * only. Workers take their policy from their own file's answer, so every file carries it.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

type Loaded = { readonly assets: Assets; readonly html: Buffer; readonly etag: string }

/** Give it to `openGateway` as `pages`. */
export function explorerPages(options: ExplorerOptions): (app: FastifyInstance) => Promise<void> {
  const load = onceLoaded(() => loadExplorer(options))
  return async (app) => {
    app.get('/', async (request, reply) => sendPage(request, reply, await load()))
    app.get(`${assetPrefix}*`, async (request, reply) => sendAsset(request, reply, (await load()).assets))
  }
}

async function loadExplorer(options: ExplorerOptions): Promise<Loaded> {
  const { examples, demoAccounts = [], graphqlPath = shopPath, loadGraphiQL = importGraphiQL } = options
  const assets = await loadAssets(loadGraphiQL)
  const planView = options.executor?.extensions.includes(planViewExtension) ?? false
  const html = Buffer.from(
    renderPage({ examples, demoAccounts, graphqlPath, planView, pathOf: assets.pathOf }),
  )
  return { assets, html, etag: `"${digestOf([['page', html]])}"` }
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

function sendPage(request: FastifyRequest, reply: FastifyReply, { html, etag }: Loaded): FastifyReply {
  reply.headers({
    'content-security-policy': contentSecurityPolicy,
    'cache-control': 'private, no-cache',
    etag,
  })
  if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send()
  return reply.type('text/html; charset=utf-8').send(html)
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
