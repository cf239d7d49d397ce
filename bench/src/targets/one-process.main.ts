// The one-process shop, told by its parent what to open and when to profile itself. The server is that of `npm start`
// as in production: no explorer, no introspection, no demo accounts. Only the payment sandbox is there, to pay with.
import { openMarket } from '@supermarket/market/market.ts'
import { createLog } from '@supermarket/service-kit/log.ts'
import type { OneProcessOptions } from './one-process.ts'
import { serveTarget } from './serve-target.ts'

await serveTarget((options: OneProcessOptions) =>
  openMarket({
    ...options,
    log: createLog({ service: 'market', level: 'warn' }),
    host: '127.0.0.1',
    port: 0,
    production: true,
    explorer: false,
    sandbox: true,
  }),
)
