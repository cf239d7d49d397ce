// The subgraphs as a process: told what sizes to serve, then asked for reports.
import { once } from 'node:events'
import { runService } from '@supermarket/service-kit/run-service.ts'
import { openSubgraphServer } from './server.ts'
import type { FromSubgraphs, SubgraphsOptions } from './subgraphs.ts'

await runService(async () => {
  const [options]: SubgraphsOptions[] = await once(process, 'message')
  if (options === undefined) throw new TypeError('the parent told nothing')
  const server = await openSubgraphServer(options.sizes)
  process.on('message', () => tell({ kind: 'traffic', traffic: server.report() }))
  // A parent that was killed measures nothing any more.
  process.once('disconnect', () => process.exit(1))
  tell({ kind: 'ready', url: server.url })
  return server
})

function tell(message: FromSubgraphs): void {
  process.send?.(message)
}
