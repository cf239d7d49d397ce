// The demo shop's story: three accounts, full shelves, delivery, taxes and discount codes, and customers who have already bought. Tells it once.
import type { SubgraphHandler } from '@supermarket/service-kit/subgraph.ts'
import { ask, requireDone, type UserErrors } from './ask.ts'
import { demoAccounts, demoPassword } from './demo-accounts.ts'
import { seedCatalogue } from './seed-catalogue.ts'
import { countOrders, type SeedOrder, seedOrder, seedShipment } from './seed-orders.ts'
import { seedPricing } from './seed-pricing.ts'

export type SeedShop = {
  readonly users: SubgraphHandler
  readonly products: SubgraphHandler
  readonly orders: SubgraphHandler
  /** Makes the demo accounts where they do not exist; only users may. */
  readonly seedAccounts: (accounts: typeof demoAccounts, password: string) => Promise<void>
}

/** Repeatable after an interruption: goes on where it stopped. */
export async function seedShop(shop: SeedShop): Promise<void> {
  const [admin, ann, bob] = demoAccounts
  await shop.seedAccounts(demoAccounts, demoPassword)
  const staff = await signIn(shop.users, admin.email)
  await seedCatalogue(shop.products, staff)
  await seedPricing(shop.orders, staff)
  for (const customer of [ann, bob]) {
    const authorization = await signIn(shop.users, customer.email)
    const baskets = past[customer.email] ?? []
    const placed = await countOrders(shop.orders, authorization)
    for (const [index, skus] of baskets.entries()) {
      if (index < placed) continue
      const id = await seedOrder(shop, { authorization, email: customer.email, name: customer.name, skus })
      if (index === 0) await seedShipment(shop.orders, id, staff)
    }
  }
}

const past: Readonly<Record<string, readonly SeedOrder['skus'][]>> = {
  'ann@supermarket.test': [
    [
      ['BAK-001-2', 1],
      ['DAI-003-2', 2],
      ['PAN-007-1', 1],
    ],
    [
      ['DRI-001-1', 2],
      ['FRU-005-2', 1],
    ],
    [['HOU-007-2', 3]],
  ],
  'bob@supermarket.test': [
    [
      ['PAN-001-2', 2],
      ['PAN-004-2', 1],
      ['DAI-008-1', 1],
    ],
    [
      ['FRU-001-1', 1],
      ['FRU-002-1', 2],
    ],
  ],
}

async function signIn(users: SubgraphHandler, email: string): Promise<string> {
  const { userLogin } = await ask<{
    userLogin: { tokens: { accessToken: string } | null; userErrors: UserErrors }
  }>(users, {
    query: `mutation SeedSignIn($input: UserLoginInput!) {
      userLogin(input: $input) { tokens { accessToken } userErrors { code message } }
    }`,
    variables: { input: { email, password: demoPassword } },
  })
  requireDone(userLogin.userErrors)
  return `Bearer ${userLogin.tokens?.accessToken}`
}
