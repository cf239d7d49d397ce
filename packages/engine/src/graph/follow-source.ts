// A source of supergraphs from its start to its stop. It may be stopped before it has started, which can take minutes
// where a source is far away: then it is told to end when it has.
import type { GatewayApolloConfig } from '@apollo/server-gateway-interface'
import type { Logger } from '@apollo/utils.logger'
import type { SupergraphSource } from '../supergraph/supergraph-source.ts'
import type { SourceAccess } from './source-access.ts'

export type FollowedSource = {
  /** The first supergraph. Rejects as the source does, and when it was stopped meanwhile. */
  start(apollo: GatewayApolloConfig): Promise<string>
  /** From here on nothing is heard of the source. */
  stop(): Promise<void>
}

export type FollowSourceOptions = {
  readonly source: SupergraphSource
  readonly access: SourceAccess
  readonly update: (supergraphSdl: string) => void
  readonly logger: Logger
}

export function followSource({ source, access, update, logger }: FollowSourceOptions): FollowedSource {
  let stopped = false
  let cleanup: (() => Promise<void>) | undefined

  async function end(): Promise<void> {
    await cleanup?.().catch((error: unknown) => logger.error(`A supergraph source did not end: ${error}`))
    cleanup = undefined
  }

  return {
    async start(apollo) {
      const { healthCheck, transportTo } = access
      const heard = (supergraphSdl: string) => {
        if (!stopped) update(supergraphSdl)
      }
      const started = await source.start({ update: heard, healthCheck, transportTo, apollo, logger })
      cleanup = started.cleanup
      if (!stopped) return started.supergraphSdl
      await end()
      throw stoppedTooSoon()
    },
    async stop() {
      stopped = true
      access.giveBack()
      await end()
    },
  }
}

export function stoppedTooSoon(): Error {
  return new Error('The engine was stopped while it was loading.')
}
