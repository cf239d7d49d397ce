// What tests and pictures of the explorer stand on: the shop as `npm start` gives it to a newcomer.
import { type Market, openMarket } from '@supermarket/market/market.ts'
import { newSecrets } from '@supermarket/market/secrets.ts'
import { demoSignIns } from '@supermarket/market/seed/demo-accounts.ts'
import { seedShop } from '@supermarket/market/seed/seed-shop.ts'
import { createLog } from '@supermarket/service-kit/log.ts'

export type DemoDatabases = { readonly users: string; readonly products: string; readonly orders: string }

export async function openDemo(databases: DemoDatabases): Promise<Market> {
  const opened = await openMarket({
    databases,
    secrets: newSecrets(),
    log: createLog({ service: 'market', level: 'fatal' }),
    host: '127.0.0.1',
    port: 0,
    production: false,
    sandbox: true,
    explorer: true,
    explorerAccounts: demoSignIns,
  })
  const { shop } = opened
  await seedShop({
    users: shop.users.handler,
    products: shop.products.handler,
    orders: shop.orders.handler,
    seedAccounts: shop.users.seedAccounts,
  })
  return opened
}
