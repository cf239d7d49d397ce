// Everything of trusted documents that Apollo Server runs.
import type { ApolloServerPlugin } from '@apollo/server'
import type { Metrics } from '@supermarket/service-kit/metrics.ts'
import type { Logger } from 'pino'
import type { GatewayContext } from '../context.ts'
import { fittingPlugin } from './fitting-plugin.ts'
import type { TrustedDocuments } from './open-trusted.ts'
import { trustedPlugin } from './trusted-plugin.ts'
import { unknownDocuments } from './unknown-documents.ts'

export type TrustedPluginsOptions = {
  readonly log: Logger
  readonly metrics: Metrics | undefined
  readonly explorable: boolean
}

/** They must stand before those that look at the document: it may become another one here. */
export function trustedPlugins(
  trusted: TrustedDocuments | undefined,
  { log, metrics, explorable }: TrustedPluginsOptions,
): readonly ApolloServerPlugin<GatewayContext>[] {
  if (trusted === undefined) return []
  const { mode, list } = trusted
  if (mode === 'enforce' && explorable)
    log.warn('TRUSTED_DOCUMENTS=enforce refuses the explorer and introspection, too; develop with log')
  const unknown = unknownDocuments({ log, registry: metrics?.registry, refused: mode === 'enforce' })
  return [trustedPlugin({ mode, list, unknown, explorable }), fittingPlugin(list.documents, log)]
}
