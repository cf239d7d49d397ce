// Seeds a new demo shop and remembers that it did; a start that was interrupted in the middle goes on.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Shop } from '../shop.ts'
import { seedShop } from './seed-shop.ts'

export function isSeeded(folder: string): boolean {
  return existsSync(join(folder, 'seeded'))
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
