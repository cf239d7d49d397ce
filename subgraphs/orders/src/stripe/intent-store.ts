// Which PaymentIntent belongs to which payment, in SQL.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { stripeIntents } from '@supermarket/drizzle/orders/tables.ts'
import { eq, sql } from 'drizzle-orm'

type Database = Pick<Connection, 'db'>

export type IntentRow = typeof stripeIntents.$inferSelect

/** The row of the key: this one, or the one that was there before. */
export async function keepIntent({ db }: Database, row: IntentRow): Promise<IntentRow> {
  const [kept] = await db.insert(stripeIntents).values(row).onConflictDoNothing().returning()
  const known = kept ?? (await findIntent({ db }, row.key))
  if (known === undefined) throw new Error(`the intent of ${row.key} is gone`)
  return known
}

export async function findIntent({ db }: Database, key: string): Promise<IntentRow | undefined> {
  const [row] = await db.select().from(stripeIntents).where(eq(stripeIntents.key, key))
  return row
}

/** The first that is known of stays. */
export async function nameIntent({ db }: Database, key: string, intentId: string): Promise<IntentRow> {
  const [row] = await db
    .update(stripeIntents)
    .set({ intentId: sql`coalesce(${stripeIntents.intentId}, ${intentId})` })
    .where(eq(stripeIntents.key, key))
    .returning()
  if (row === undefined) throw new Error(`the intent of ${key} is gone`)
  return row
}

export async function findKeyOfIntent({ db }: Database, intentId: string): Promise<string | undefined> {
  const [row] = await db
    .select({ key: stripeIntents.key })
    .from(stripeIntents)
    .where(eq(stripeIntents.intentId, intentId))
  return row?.key
}
