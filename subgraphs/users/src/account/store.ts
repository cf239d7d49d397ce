// Accounts in the database. A unique address is the constraint's business; that an administrator remains is the
// business of whoever holds the locks that `lockRoleHolders` takes.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { violatedConstraint } from '@supermarket/drizzle/driver-error.ts'
import { userCount, users } from '@supermarket/drizzle/users/tables.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import type { Role } from '@supermarket/service-kit/viewer.ts'
import { and, desc, eq, or, type SQL, sql } from 'drizzle-orm'
import { refusal } from '../refuse.ts'
import { type Account, emailKey } from './account.ts'

type Database = Connection['db'] | Transaction

const accountColumns = {
  id: users.id,
  email: users.email,
  name: users.name,
  roles: sql<Role[]>`${users.roles}`,
  createdAt: users.createdAt,
}

const credentialColumns = { ...accountColumns, passwordHash: users.passwordHash }

export type Credentials = Account & { readonly passwordHash: string }

export type NewAccount = Pick<Account, 'id' | 'email' | 'name' | 'roles'> & { readonly passwordHash: string }

/** Refuses with EMAIL_TAKEN; of many at once with one address exactly one succeeds. */
export async function insertAccount(db: Database, account: NewAccount): Promise<Account> {
  const { id, email, name, roles, passwordHash } = account
  try {
    const [inserted] = await db
      .insert(users)
      .values({ id, email, emailKey: emailKey(email), name, roles: [...roles], passwordHash })
      .returning(accountColumns)
    if (inserted === undefined) throw new TypeError('an insert without a conflict clause answers its row')
    return inserted
  } catch (error) {
    if (violatedConstraint(error) === 'users_email_key_unique')
      throw refusal('EMAIL_TAKEN', 'Another account uses this e-mail address.', 'email')
    throw error
  }
}

export async function findCredentialsByEmail(db: Database, email: string): Promise<Credentials | undefined> {
  const [found] = await db
    .select(credentialColumns)
    .from(users)
    .where(eq(users.emailKey, emailKey(email)))
  return found
}

export async function findCredentials(db: Database, id: string): Promise<Credentials | undefined> {
  const [found] = await db.select(credentialColumns).from(users).where(eq(users.id, id))
  return found
}

export async function listAccountsById(db: Database, ids: readonly string[]): Promise<Account[]> {
  return db
    .select(accountColumns)
    .from(users)
    .where(sql`${users.id} = any(${sql.param(ids)}::text[])`)
}

export type AccountFilter = {
  /** Part of a name, taken literally. */
  readonly search: string | undefined
  readonly searchesEmail: boolean
}

export type AccountKeyset = { readonly createdAt: Date; readonly id: string }

/** Newest first, up to `limit`. */
export async function listAccounts(
  db: Database,
  page: AccountFilter & { limit: number; after: AccountKeyset | undefined },
): Promise<Account[]> {
  const { limit, after } = page
  return db
    .select(accountColumns)
    .from(users)
    .where(
      and(
        matches(page),
        after && sql`(${users.createdAt}, ${users.id}) < (${after.createdAt}::timestamptz, ${after.id})`,
      ),
    )
    .orderBy(desc(users.createdAt), desc(users.id))
    .limit(limit)
}

/** Exact from the maintained counter when nothing is searched, else counted up to `bound`, and null beyond. */
export async function countAccounts(
  db: Database,
  filter: AccountFilter,
  bound: number,
): Promise<number | null> {
  const where = matches(filter)
  if (where === undefined) {
    const [{ total } = { total: 0 }] = await db
      .select({ total: sql<number>`coalesce(sum(${userCount.total}), 0)::bigint` })
      .from(userCount)
    return total
  }
  const found = db
    .select({ one: sql`1`.as('one') })
    .from(users)
    .where(where)
    .limit(bound + 1)
    .as('found')
  const [{ total } = { total: 0 }] = await db.select({ total: sql<number>`count(*)` }).from(found)
  return total > bound ? null : total
}

export async function updateName(db: Database, id: string, name: string): Promise<Account | undefined> {
  const [updated] = await db.update(users).set({ name }).where(eq(users.id, id)).returning(accountColumns)
  return updated
}

/** Undefined when the account is gone or its password is no longer `from`. */
export async function replacePassword(
  db: Database,
  change: { id: string; from: string; to: string },
): Promise<Account | undefined> {
  const { id, from, to } = change
  const [updated] = await db
    .update(users)
    .set({ passwordHash: to })
    .where(and(eq(users.id, id), eq(users.passwordHash, from)))
    .returning(accountColumns)
  return updated
}

/** Locks the user and every administrator, in one order for all, and answers them as they are now. */
export async function lockRoleHolders(tx: Transaction, id: string): Promise<Account[]> {
  return tx
    .select(accountColumns)
    .from(users)
    .where(or(eq(users.id, id), sql`'ADMIN' = any(${users.roles})`))
    .orderBy(users.id)
    .for('update')
}

export async function updateRoles(tx: Transaction, id: string, roles: readonly Role[]): Promise<void> {
  await tx
    .update(users)
    .set({ roles: [...roles] })
    .where(eq(users.id, id))
}

/** The row and, with it, its sessions. False when the account is gone or its password is no longer this one. */
export async function deleteAccountRow(tx: Transaction, id: string, passwordHash: string): Promise<boolean> {
  const deleted = await tx
    .delete(users)
    .where(and(eq(users.id, id), eq(users.passwordHash, passwordHash)))
    .returning({ id: users.id })
  return deleted.length > 0
}

function matches({ search, searchesEmail }: AccountFilter): SQL | undefined {
  if (search === undefined) return undefined
  const pattern = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`
  const byName = sql`${users.name} ilike ${pattern}`
  return searchesEmail ? or(byName, sql`${users.email} ilike ${pattern}`) : byName
}

/** Does nothing when the address is in use. */
export async function insertSeededAccount(db: Database, account: NewAccount): Promise<void> {
  const { id, email, name, roles, passwordHash } = account
  await db
    .insert(users)
    .values({ id, email, emailKey: emailKey(email), name, roles: [...roles], passwordHash, isSeeded: true })
    .onConflictDoNothing({ target: users.emailKey })
}

export async function hasSeededAccount(db: Database): Promise<boolean> {
  const found = await db.select({ id: users.id }).from(users).where(sql`${users.isSeeded}`).limit(1)
  return found.length > 0
}

/** Answers the ids of what is gone. */
export async function deleteSeededRows(tx: Transaction): Promise<string[]> {
  const deleted = await tx.delete(users).where(sql`${users.isSeeded}`).returning({ id: users.id })
  return deleted.map((row) => row.id)
}
