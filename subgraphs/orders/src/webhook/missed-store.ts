// Until when the news of each provider were listed, in SQL.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { providerNews } from '@supermarket/drizzle/orders/tables.ts'
import { eq } from 'drizzle-orm'

type Database = Pick<Connection, 'db'>

export async function findHeardUntil({ db }: Database, provider: string): Promise<Date | undefined> {
  const [row] = await db.select().from(providerNews).where(eq(providerNews.provider, provider))
  return row?.heardUntil
}

export async function keepHeardUntil({ db }: Database, provider: string, heardUntil: Date): Promise<void> {
  await db
    .insert(providerNews)
    .values({ provider, heardUntil })
    .onConflictDoUpdate({ target: providerNews.provider, set: { heardUntil } })
}
