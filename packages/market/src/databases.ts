// Which database each service gets: a server named by the environment, or one in the embedded PostgreSQL.
import type { Service } from '@supermarket/drizzle/migrate.ts'
import type { MarketConfig } from './config.ts'
import { type EmbeddedDatabase, startDatabase } from './database.ts'

export type Databases = AsyncDisposable & {
  readonly urls: Readonly<Record<Service, string>>
  /** Absent where every service has a server of its own. */
  readonly embedded: EmbeddedDatabase | undefined
}

/** Starts the embedded PostgreSQL only when some service needs it. Throws DatabaseError with one clear sentence. */
export async function openDatabases(
  config: Pick<MarketConfig, 'USERS_DATABASE_URL' | 'PRODUCTS_DATABASE_URL' | 'ORDERS_DATABASE_URL'>,
  options: { folder: string; onProgress: (line: string) => void },
): Promise<Databases> {
  const given = {
    users: config.USERS_DATABASE_URL,
    products: config.PRODUCTS_DATABASE_URL,
    orders: config.ORDERS_DATABASE_URL,
  }
  const needed = Object.values(given).some((url) => url === undefined)
  const embedded = needed ? await startDatabase({ ...options, durability: 'durable' }) : undefined
  const urlOf = async (service: Service): Promise<string> => {
    const url = given[service]
    if (url !== undefined) return url
    if (embedded === undefined) throw new TypeError('no database')
    await embedded.ensureDatabase(service)
    return embedded.url(service)
  }
  return {
    urls: { users: await urlOf('users'), products: await urlOf('products'), orders: await urlOf('orders') },
    embedded,
    async [Symbol.asyncDispose]() {
      await embedded?.stop()
    },
  }
}
