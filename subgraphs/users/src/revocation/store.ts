// The revocation feed that other services follow. Its numbers become visible in ascending order (a trigger sees to
// it), so whoever goes on from the highest number that it saw misses nothing.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { revocations } from '@supermarket/drizzle/users/tables.ts'
import type { RevocationPage } from '@supermarket/service-kit/revocations.ts'
import { asc, gt, sql } from 'drizzle-orm'

const pageSize = 1_000

/** Entries that every token has outlived are left out; the cursor passes over them. */
export async function listRevocations(db: Connection['db'], after: number): Promise<RevocationPage> {
  const rows = await db
    .select()
    .from(revocations)
    .where(gt(revocations.seq, after))
    .orderBy(asc(revocations.seq))
    .limit(pageSize)
  const now = Date.now()
  return {
    entries: rows
      .filter((row) => row.expiresAt > now)
      .map(({ subject, issuedBefore, expiresAt }) => ({ subject, issuedBefore, expiresAt })),
    cursor: rows.at(-1)?.seq ?? after,
    more: rows.length === pageSize,
  }
}

/** Answers how many were deleted; at most `limit`. */
export async function deleteExpiredRevocations(db: Connection['db'], limit: number): Promise<number> {
  const rows = await db.execute(sql`
    delete from revocations where seq in (
      select seq from revocations where expires_at < floor(extract(epoch from clock_timestamp()) * 1000)::bigint
      limit ${limit} for update skip locked
    ) returning 1`)
  return rows.length
}
