// From a load to its stop: follows a source and replaces the current graph when the next one is ready, one at a time,
// the newest first. A bad supergraph changes nothing, and what a source says after the stop is heard by nobody.
import type { GatewayApolloConfig } from '@apollo/server-gateway-interface'
import type { Logger } from '@apollo/utils.logger'
import { waitInTime } from '../plan/wait-in-time.ts'
import type { SupergraphSource } from '../supergraph/supergraph-source.ts'
import type { SupergraphReport } from './engine-events.ts'
import { followSource, stoppedTooSoon } from './follow-source.ts'
import type { Graph } from './graph.ts'
import { latestOnly } from './latest-only.ts'
import type { SourceAccess } from './source-access.ts'

export type GraphSessionOptions = {
  readonly source: SupergraphSource
  readonly access: SourceAccess
  /** Rejects for a supergraph that cannot be served. */
  readonly open: (supergraphSdl: string) => Promise<Graph>
  /**
   * Makes hot operations, of the graph before if there is one, ready in the next one; resolves with how many. Never
   * rejects.
   */
  readonly warmUp: (next: Graph, before: Graph | undefined, signal: AbortSignal) => Promise<number>
  /** From here on requests may come for this graph, and for no other before long. */
  readonly serve: (graph: Graph) => void
  /** How long `end` waits for requests in flight, in milliseconds. */
  readonly drainMs: number
  readonly onSupergraph: (report: SupergraphReport) => void
  readonly logger: Logger
}

export type GraphSession = {
  /** Rejects when there is no first supergraph or it cannot be served; `end` is due then, too. */
  start(apollo: GatewayApolloConfig): Promise<void>
  /** Resolves when requests in flight have ended or the drain has; may be called again. */
  end(): Promise<void>
}

export function graphSession(options: GraphSessionOptions): GraphSession {
  const { logger } = options
  const updates = latestOnly((supergraphSdl: string) => replace(supergraphSdl).catch(refuse))
  const followed = followSource({ ...options, update: updates.offer })
  const ended = new AbortController()
  let current: Graph | undefined

  async function replace(supergraphSdl: string): Promise<void> {
    const startedAt = performance.now()
    const before = current
    if (before?.supergraphSdl === supergraphSdl) return
    const next = await options.open(supergraphSdl)
    next.enter()
    const warmed = await options.warmUp(next, before, ended.signal)
    if (ended.signal.aborted) return next.leave()
    current = next
    options.serve(next)
    if (before !== undefined) logger.info(`A new supergraph is served, ${warmed} operations planned ahead.`)
    before?.retire()
    before?.leave()
    options.onSupergraph({ outcome: 'serving', ms: performance.now() - startedAt, warmed })
  }

  function refuse(cause: unknown) {
    const error = cause instanceof Error ? cause : new Error(String(cause))
    logger.error(`A new supergraph is refused, the one before keeps serving: ${error.message}`)
    options.onSupergraph({ outcome: 'refused', error })
  }

  async function end(): Promise<void> {
    ended.abort()
    await followed.stop()
    await updates.close()
    if (current !== undefined) await drain(current, options)
  }

  let ending: Promise<void> | undefined
  return {
    async start(apollo) {
      await replace(await followed.start(apollo))
      if (ended.signal.aborted) throw stoppedTooSoon()
      updates.open()
    },
    end() {
      ending ??= end()
      return ending
    },
  }
}

async function drain(graph: Graph, { drainMs, logger }: GraphSessionOptions): Promise<void> {
  graph.retire()
  graph.leave()
  const patience = { deadlineAt: Date.now() + drainMs, signal: undefined }
  await waitInTime(graph.unused(), patience, () => new Error('Requests are cut off by the stop.')).catch(
    (error: Error) => logger.warn(error.message),
  )
}
