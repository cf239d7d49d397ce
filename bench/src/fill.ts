// Fills freshly migrated databases: the catalogue, accounts, and the orders of these accounts for that catalogue.
import type { Service } from '@supermarket/drizzle/migrate.ts'
import type postgres from 'postgres'
import { accountsBeside, emailOf, othersOrdersEach, password, readers } from './accounts.ts'
import { openAsker } from './ask.ts'
import { bulkSeedAccounts } from './bulk-accounts.ts'
import { type Bought, bulkSeedOrders } from './bulk-orders.ts'
import { bulkSeedProducts } from './bulk-products.ts'
import type { Prepared, PrepareOptions } from './prepare.ts'
import { openOneProcess } from './targets/one-process.ts'

export type FillOptions = PrepareOptions & { readonly prepared: Prepared }

/** Into a database that is migrated and empty. */
export const fill: Readonly<Record<Service, (options: FillOptions) => Promise<void>>> = {
  async users(options) {
    const accounts = accountsBeside(options.products)
    options.onProgress(`making ${accounts.toLocaleString('en')} accounts`)
    await registerTemplate(options)
    await using users = open('users', options)
    await bulkSeedAccounts(users.sql, accounts, emailOf(0))
  },
  async products(options) {
    options.onProgress(`making ${options.products.toLocaleString('en')} products`)
    await using catalogue = open('products', options)
    await bulkSeedProducts(catalogue.sql, options.products)
  },
  async orders(options) {
    options.onProgress('making orders')
    await using users = open('users', options)
    await using catalogue = open('products', options)
    await using orders = open('orders', options)
    await bulkSeedOrders(orders.sql, {
      customers: await listCustomers(users.sql),
      variants: await sampleVariants(catalogue.sql),
    })
  },
}

type Opened = AsyncDisposable & { readonly sql: postgres.Sql }

/** As the service's own role. Nobody who has pressed Ctrl+C waits for a million rows. */
function open(service: Service, { cluster, prepared, signal }: FillOptions): Opened {
  signal.throwIfAborted()
  const name = prepared.names[service]
  const sql = cluster.open(name, name)
  const cut = () => void sql.end({ timeout: 0 })
  signal.addEventListener('abort', cut)
  return {
    sql,
    async [Symbol.asyncDispose]() {
      signal.removeEventListener('abort', cut)
      await sql.end({ timeout: 5 })
    },
  }
}

/** Registered through the graph: whatever registration does to a password is done to this one. */
async function registerTemplate({ prepared, secrets }: FillOptions): Promise<void> {
  await using shop = await openOneProcess({ databases: prepared.urls, secrets })
  await using client = openAsker(shop.url, 0)
  const input = { email: emailOf(0), password, name: 'Template' }
  const answer = await client.ask<{ userRegister: { user: unknown; userErrors: unknown } }>(
    `mutation Register($input: UserRegisterInput!) {
      userRegister(input: $input) { user { id } userErrors { message } }
    }`,
    { input },
  )
  if (answer.userRegister.user === null)
    throw new Error(`registering failed: ${JSON.stringify(answer.userRegister.userErrors)}`)
}

async function listCustomers(users: postgres.Sql): Promise<{ id: string; orders: number }[]> {
  const rows = await users<{ id: string; email: string }[]>`select id, email from users order by id`
  const reading = new Set(Array.from({ length: readers.count }, (_, index) => emailOf(readers.first + index)))
  return rows.map(({ id, email }) => ({
    id,
    orders: reading.has(email) ? readers.ordersEach : othersOrdersEach,
  }))
}

/** Uniform over the catalogue. */
async function sampleVariants(catalogue: postgres.Sql): Promise<Bought[]> {
  const rows = await catalogue<Bought[]>`
    select v.id as "variantId", p.id as "productId", p.name as "productName", v.name as "variantName", v.sku,
           price.minor::float8 as minor
    from variants as v
    join products as p on p.id = v.product_id and p.status = 'ACTIVE'
    join variant_prices as price on price.variant_id = v.id and price.currency = 'EUR'
    order by hashtextextended(v.id, 7) limit 50000`
  return [...rows]
}
