// The child of mortal-market.ts: opens the shop as production does, and dies where it is told.
import { once } from 'node:events'
import { openMarket } from '@supermarket/market/market.ts'
import type { Step } from '@supermarket/orders/steps.ts'
import { createLog } from '@supermarket/service-kit/log.ts'
import { runService } from '@supermarket/service-kit/run-service.ts'
import type { FromMortal, ToMortal } from './mortal-market.ts'

await runService(async () => {
  const [message]: ToMortal[] = await once(process, 'message')
  if (message === undefined || !('open' in message)) throw new TypeError('the parent told nothing')
  let diesAt: Step | undefined
  const market = await openMarket({
    databases: message.open.databases,
    secrets: message.open.secrets,
    ...(message.open.captureAt ? { captureAt: message.open.captureAt } : {}),
    log: createLog({ service: 'market', level: 'fatal' }),
    host: '127.0.0.1',
    port: 0,
    production: false,
    sandbox: true,
    explorer: false,
    onOrderStep(step) {
      // The signal is delivered before anything else runs: nothing more is sent, closed or rolled back.
      if (step === diesAt) process.kill(process.pid, 'SIGKILL')
    },
  })
  process.on('message', (order: ToMortal) => {
    if (!('diesAt' in order)) return
    diesAt = order.diesAt
    tell({ diesAt })
  })
  process.once('disconnect', () => process.exit(1))
  tell({ url: market.url })
  return market
})

function tell(message: FromMortal): void {
  process.send?.(message)
}
