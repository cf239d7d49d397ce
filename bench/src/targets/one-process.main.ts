// The one-process shop, told by its parent what to open and when to profile itself. The server is that of `npm start`
// as in production: no explorer, no introspection, no demo accounts. Only the payment sandbox is there, to pay with.
import { once } from 'node:events'
import { openMarket } from '@supermarket/market/market.ts'
import { createLog } from '@supermarket/service-kit/log.ts'
import { runService } from '@supermarket/service-kit/run-service.ts'
import type { FromShop, OneProcessOptions, ToShop } from './one-process.ts'
import { startProfiling } from './profiler.ts'

await runService(async () => {
  const [options]: OneProcessOptions[] = await once(process, 'message')
  if (options === undefined) throw new TypeError('the parent told nothing')
  const market = await openMarket({
    ...options,
    log: createLog({ service: 'market', level: 'warn' }),
    host: '127.0.0.1',
    port: 0,
    production: true,
    explorer: false,
    demo: false,
    sandbox: true,
  })
  let stop: Awaited<ReturnType<typeof startProfiling>> | undefined
  process.on('message', async (message: ToShop) => {
    if (message === 'profile') {
      stop = await startProfiling()
      tell({ kind: 'profiling' })
    } else if (stop) {
      tell({ kind: 'profiled', profile: await stop() })
    }
  })
  tell({ kind: 'ready', url: market.url })
  return market
})

function tell(message: FromShop): void {
  process.send?.(message)
}
