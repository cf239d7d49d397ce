// Seeds a new demo shop and remembers that it did; a start that was interrupted in the middle goes on.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartupError } from '@supermarket/service-kit/run-service.ts'
import { isDemo, type MarketConfig } from '../config.ts'
import type { Shop } from '../shop.ts'
import { seedShop } from './seed-shop.ts'

export function isSeeded(folder: string): boolean {
  return existsSync(join(folder, 'seeded'))
}

/** Accounts whose password is public are served to this machine only: also those of an earlier start. */
export function refuseDemoElsewhere(
  config: Pick<MarketConfig, 'STATE_FOLDER' | 'HOST' | 'NODE_ENV' | 'USERS_DATABASE_URL'>,
): void {
  const { STATE_FOLDER: folder, USERS_DATABASE_URL: other } = config
  if (isDemo(config) || other !== undefined || !isSeeded(folder)) return
  throw new StartupError(
    `The shop in ${folder} has demo accounts, whose password is public: it is served on 127.0.0.1 outside production only. Take another STATE_FOLDER.`,
  )
}

export async function seedOnce(options: {
  folder: string
  shop: Shop
  onProgress: (line: string) => void
}): Promise<void> {
  const { folder, shop, onProgress } = options
  if (isSeeded(folder)) return
  onProgress('filling the shelves')
  await seedShop({
    users: shop.users.handler,
    products: shop.products.handler,
    orders: shop.orders.handler,
    seedAccounts: shop.users.seedAccounts,
  })
  writeFileSync(join(folder, 'seeded'), '')
}
