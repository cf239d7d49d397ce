// Endpoints and their secrets in SQL. What is deleted is found by nobody; its row goes with the last of its log.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { webhookEndpoints, webhookSecrets } from '@supermarket/drizzle/orders/tables.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { and, desc, eq, getTableColumns, gt, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { WebhookEndpoint, WebhookSecret } from './webhook.ts'

type Database = Pick<Connection, 'db'>
type Executor = Database['db'] | Transaction

const { deletedAt: _, ...endpointColumns } = getTableColumns(webhookEndpoints)
const live = isNull(webhookEndpoints.deletedAt)

export async function findEndpoint(db: Executor, id: string): Promise<WebhookEndpoint | undefined> {
  const [found] = await db
    .select(endpointColumns)
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.id, id), live))
  return found
}

/** Until the transaction ends, nobody else changes it or its secrets; events are addressed to it all the same. */
export async function lockEndpoint(tx: Transaction, id: string): Promise<WebhookEndpoint | undefined> {
  const [found] = await tx
    .select(endpointColumns)
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.id, id), live))
    .for('no key update')
  return found
}

/** Newest first; `after` is an id. */
export async function listEndpoints(
  { db }: Database,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<WebhookEndpoint[]> {
  return db
    .select(endpointColumns)
    .from(webhookEndpoints)
    .where(and(live, after === undefined ? undefined : lt(webhookEndpoints.id, after)))
    .orderBy(desc(webhookEndpoints.id))
    .limit(limit)
}

export async function countEndpoints(db: Executor): Promise<number> {
  const [row] = await db.select({ total: sql<number>`count(*)::integer` }).from(webhookEndpoints).where(live)
  return row?.total ?? 0
}

/** Whoever registers an endpoint waits for whoever else does, so that the bound on them holds. */
export async function lockRegistry(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('webhook_endpoints', 0))`)
}

export async function insertEndpoint(tx: Transaction, endpoint: WebhookEndpoint): Promise<void> {
  await tx.insert(webhookEndpoints).values({ ...endpoint, events: [...endpoint.events] })
}

export type EndpointChange = Partial<
  Pick<WebhookEndpoint, 'url' | 'events' | 'description' | 'isActive' | 'disabledReason' | 'failingSince'>
>

export async function updateEndpoint(
  tx: Transaction,
  id: string,
  { events, ...change }: EndpointChange & { readonly updatedAt: Date },
): Promise<WebhookEndpoint | undefined> {
  const [updated] = await tx
    .update(webhookEndpoints)
    .set({ ...change, ...(events ? { events: [...events] } : {}) })
    .where(and(eq(webhookEndpoints.id, id), live))
    .returning(endpointColumns)
  return updated
}

/** False when there is no such endpoint. */
export async function deleteEndpoint({ db }: Database, id: string, at: Date): Promise<boolean> {
  const deleted = await db
    .update(webhookEndpoints)
    .set({ deletedAt: at, isActive: false })
    .where(and(eq(webhookEndpoints.id, id), live))
    .returning({ id: webhookEndpoints.id })
  return deleted.length === 1
}

/** By endpoint, the current one first; those that have ended are left out. */
export async function listSecrets(
  { db }: Database,
  endpointIds: readonly string[],
): Promise<WebhookSecret[]> {
  return db
    .select()
    .from(webhookSecrets)
    .where(
      and(
        inArray(webhookSecrets.endpointId, [...endpointIds]),
        or(isNull(webhookSecrets.expiresAt), gt(webhookSecrets.expiresAt, sql`now()`)),
      ),
    )
    .orderBy(sql`${webhookSecrets.expiresAt} nulls first`)
}

export async function findSecret({ db }: Database, id: string): Promise<WebhookSecret | undefined> {
  const [found] = await db
    .select()
    .from(webhookSecrets)
    .where(
      and(
        eq(webhookSecrets.id, id),
        or(isNull(webhookSecrets.expiresAt), gt(webhookSecrets.expiresAt, sql`now()`)),
      ),
    )
  return found
}

/** The current one goes on until `formerUntil`; one that was replaced before ends now. Under the endpoint's lock. */
export async function replaceSecret(
  tx: Transaction,
  secret: WebhookSecret,
  formerUntil: Date,
): Promise<void> {
  const own = eq(webhookSecrets.endpointId, secret.endpointId)
  await tx.delete(webhookSecrets).where(and(own, isNotNull(webhookSecrets.expiresAt)))
  await tx
    .update(webhookSecrets)
    .set({ expiresAt: formerUntil })
    .where(and(own, isNull(webhookSecrets.expiresAt)))
  await tx.insert(webhookSecrets).values(secret)
}

export async function insertSecret(tx: Transaction, secret: WebhookSecret): Promise<void> {
  await tx.insert(webhookSecrets).values(secret)
}
