// What tests and pictures of the explorer stand on: the shop as `npm start` gives it to a newcomer, and a Chromium that
// reaches nothing but this machine.
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Market, openMarket } from '@supermarket/market/market.ts'
import { newSecrets } from '@supermarket/market/secrets.ts'
import { seedShop } from '@supermarket/market/seed/seed-shop.ts'
import { createLog } from '@supermarket/service-kit/log.ts'
import { type Browser, chromium } from 'playwright-core'

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
    demo: true,
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

export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-domain-reliability',
      '--disable-sync',
      '--no-first-run',
      '--no-pings',
      // Chromium has errands of its own, which no page asks for: they end here.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  })
}

export function findChromium(): string | undefined {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter)]
  return folders
    .flatMap((folder) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)))
    .find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
