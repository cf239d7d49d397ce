// From the configuration to what the one-process topology's gateway is opened with: all that the gateway's own main
// reads of it, so that a variable means the same in both topologies.
import { servingOf } from '@supermarket/gateway/gateway-variables.ts'
import { maxTokens } from '@supermarket/gateway/server.ts'
import { studioOf } from '@supermarket/gateway/studio/studio-variables.ts'
import { openTrusted } from '@supermarket/gateway/trusted/open-trusted.ts'
import type { Logger } from 'pino'
import { type MarketConfig, trafficFolderOf } from './config.ts'
import type { FrontOptions } from './market.ts'
import { explorerAccounts } from './seed/demo-accounts.ts'

/** Reads the list of trusted documents. Rejects with a StartupError when it is needed and cannot be read. */
export async function frontOptions(
  config: MarketConfig,
  { demo, log }: { readonly demo: boolean; readonly log: Logger },
) {
  const trafficFolder = trafficFolderOf(config)
  return {
    host: config.HOST,
    port: config.PORT,
    explorer: config.EXPLORER ?? config.NODE_ENV !== 'production',
    explorerAccounts: explorerAccounts(config, demo),
    serving: servingOf(config),
    maxCost: config.MAX_OPERATION_COST,
    apolloSandbox: config.NODE_ENV !== 'production',
    studio: studioOf(config),
    trafficFolder,
    trusted: await openTrusted({ variables: config, maxTokens, trafficFolder, log }),
  } satisfies FrontOptions
}
