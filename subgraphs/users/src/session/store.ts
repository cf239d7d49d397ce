// Sessions in the database. Locks are taken in one order, the user's row before its sessions, and the database's
// clock dates every token: so a token and a change of rights are always in a known order, whichever replica acted.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import type { Role } from '@supermarket/service-kit/viewer.ts'
import { type SQL, sql } from 'drizzle-orm'
import { accessTokenTraceMs, refreshTokenLifetimeMs, replayGraceMs } from './lifetimes.ts'
import type { PresentedToken } from './refresh-tokens.ts'
import type { Session } from './session.ts'

type Database = Connection['db'] | Transaction

/** What an access token is made of; `issuedAt` is the instant at which the roles were read, under lock. */
export type Grant = {
  readonly userId: string
  readonly sessionId: string
  readonly roles: Role[]
  /** Epoch milliseconds, as is the next one. */
  readonly issuedAt: number
  readonly refreshExpiresAt: number
}

const lifetime = interval(refreshTokenLifetimeMs)

/** Cut, not rounded: a token may never claim to be younger than a revocation that came after it. */
const clock = sql`date_trunc('milliseconds', clock_timestamp())`

/** Undefined when the account is gone or its password is no longer the one that was checked. */
export async function openSession(
  db: Database,
  opening: { userId: string; passwordHash: string; token: PresentedToken; device: string | null },
): Promise<Grant | undefined> {
  const { userId, passwordHash, token, device } = opening
  const [grant] = await db.execute<Grant>(sql`
    with owner as materialized (
      select id, roles from users where id = ${userId} and password_hash = ${passwordHash} for share
    ), dated as materialized (
      select id, ${clock} as at from owner
    ), opened as (
      insert into sessions (id, user_id, device, token_hash, created_at, last_used_at, expires_at)
      select ${token.sessionId}, id, ${device}::text, ${token.hash}::bytea, at, at, at + ${lifetime} from dated
      returning id, user_id, last_used_at, expires_at
    )
    select ${grantOf(sql`opened`)} from opened join owner on true`)
  return grant
}

/**
 * Makes `successor` the head if `presented` is. One conditional update: of many at once exactly one does it.
 * Undefined when `presented` is not the head of a living session.
 */
export async function rotateToken(
  db: Database,
  presented: PresentedToken,
  successor: PresentedToken,
): Promise<Grant | undefined> {
  const [grant] = await db.execute<Grant>(sql`
    with owner as materialized (${lockedOwner(presented)}), rotated as (
      update sessions set token_hash = ${successor.hash}, previous_token_hash = ${presented.hash},
        last_used_at = ${clock}, expires_at = ${clock} + ${lifetime}
      from owner
      where sessions.id = ${presented.sessionId} and sessions.user_id = owner.id
        and token_hash = ${presented.hash} and expires_at > clock_timestamp()
      returning sessions.id, user_id, last_used_at, expires_at
    )
    select ${grantOf(sql`rotated`)} from rotated join owner on true`)
  return grant
}

/** Changes nothing. Undefined unless `presented` is the token right before the head, within its grace. */
export async function replayToken(db: Database, presented: PresentedToken): Promise<Grant | undefined> {
  const [grant] = await db.execute<Grant>(sql`
    with owner as materialized (${lockedOwner(presented)}), replayed as materialized (
      select sessions.id, user_id, ${clock} as last_used_at, expires_at from sessions, owner
      where sessions.id = ${presented.sessionId} and sessions.user_id = owner.id
        and ${isReplayable(presented)} and expires_at > clock_timestamp()
      for share of sessions
    )
    select ${grantOf(sql`replayed`)} from replayed join owner on true`)
  return grant
}

/** Ends the session of a token that is neither its head nor replayable. Answers the session when it did. */
export async function endBetrayedSession(
  db: Database,
  presented: PresentedToken,
): Promise<string | undefined> {
  const [ended] = await db.execute<{ subject: string }>(sql`
    with ended as (
      delete from sessions where id = ${presented.sessionId}
        and token_hash <> ${presented.hash} and not ${isReplayable(presented)}
      returning id
    )
    ${revoke(sql`select id from ended`)} returning subject`)
  return ended?.subject
}

/** Ends one session of the user. Undefined when there is none of that id, or when it has expired. */
export async function endSession(
  db: Database,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<Session | undefined> {
  const [ended] = await db.execute<SessionRow>(sql`
    with ended as (
      delete from sessions where id = ${sessionId} and user_id = ${userId}
      returning id, user_id, device, created_at, last_used_at, expires_at
    ), revoked as (${revoke(sql`select id from ended`)})
    select ${sessionColumns} from ended as s where expires_at > clock_timestamp()`)
  return ended && toSession(ended)
}

/** Ends every session of the user and every token older than now; answers how many sessions were alive. */
export async function endAllSessions(tx: Transaction, userId: string): Promise<number> {
  await tx.execute(sql`select 1 from users where id = ${userId} for no key update`)
  const [{ alive } = { alive: 0 }] = await tx.execute<{ alive: number }>(sql`
    with ended as (delete from sessions where user_id = ${userId} returning expires_at)
    select count(*) filter (where expires_at > clock_timestamp()) as alive from ended`)
  await revokeOlderTokens(tx, userId)
  return alive
}

/** Only sessions that have asked for a token within its lifetime can still have a good one: the others need no entry. */
export async function endOtherSessions(
  tx: Transaction,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<void> {
  await tx.execute(sql`
    with ended as (
      delete from sessions where user_id = ${userId} and id <> ${sessionId} returning id, last_used_at
    )
    ${revoke(sql`select id from ended where last_used_at > clock_timestamp() - ${interval(accessTokenTraceMs)}`)}`)
}

/** Call it last in a transaction that has changed the user's row: writers of the feed take turns until they commit. */
export async function revokeOlderTokens(tx: Transaction, userId: string): Promise<void> {
  await tx.execute(revoke(sql`select ${userId}::text as id`))
}

export type SessionKeyset = { readonly lastUsedAt: number; readonly id: string }

/** Living sessions of each user, last used first, up to `limit` for each; one statement for all. */
export async function listSessions(
  db: Database,
  page: { userIds: readonly string[]; limit: number; after: SessionKeyset | undefined },
): Promise<Session[]> {
  const { userIds, limit, after } = page
  const rows = await db.execute<SessionRow>(sql`
    select ${sessionColumns} from unnest(${sql.param(userIds)}::text[]) as wanted(id)
    cross join lateral (
      select * from sessions where user_id = wanted.id and expires_at > clock_timestamp()
        ${after ? sql`and (last_used_at, id) < (to_timestamp(${after.lastUsedAt}::float8 / 1000), ${after.id})` : sql``}
      order by last_used_at desc, id desc limit ${limit}
    ) as s order by s.last_used_at desc, s.id desc`)
  return rows.map(toSession)
}

export async function countSessions(
  db: Database,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db.execute<{ user_id: string; total: number }>(sql`
    select user_id, count(*) as total from sessions
    where user_id = any(${sql.param(userIds)}::text[]) and expires_at > clock_timestamp() group by user_id`)
  return new Map(rows.map((row) => [row.user_id, row.total]))
}

/** Answers how many were deleted; at most `limit`. */
export async function deleteExpiredSessions(db: Database, limit: number): Promise<number> {
  const rows = await db.execute(sql`
    delete from sessions where id in (
      select id from sessions where expires_at < clock_timestamp() limit ${limit} for update skip locked
    ) returning 1`)
  return rows.length
}

/** Waits for a change of the user's rights that is under way, and keeps the next one waiting until the token is dated. */
function lockedOwner({ sessionId }: PresentedToken): SQL {
  return sql`
    select users.id, users.roles from users join sessions on sessions.user_id = users.id
    where sessions.id = ${sessionId} for share of users`
}

function isReplayable({ hash }: PresentedToken): SQL {
  return sql`coalesce(previous_token_hash = ${hash} and last_used_at > clock_timestamp() - ${interval(replayGraceMs)}, false)`
}

function grantOf(session: SQL): SQL {
  return sql`
    ${session}.user_id as "userId", ${session}.id as "sessionId", owner.roles as "roles",
    ${epochMs(sql`${session}.last_used_at`)} as "issuedAt", ${epochMs(sql`${session}.expires_at`)} as "refreshExpiresAt"`
}

/** Tokens of this very millisecond are revoked too; an entry outlives the last token that it speaks of. */
function revoke(subjects: SQL): SQL {
  return sql`
    insert into revocations (subject, issued_before, expires_at)
    select id, at + 1, at + ${accessTokenTraceMs}::bigint
    from (select id, ${epochMs(sql`clock_timestamp()`)} as at from (${subjects}) as subjects) as dated`
}

function interval(ms: number): SQL {
  return sql.raw(`interval '${ms} milliseconds'`)
}

function epochMs(instant: SQL): SQL {
  return sql`floor(extract(epoch from ${instant}) * 1000)::bigint`
}

type SessionRow = {
  id: string
  userId: string
  device: string | null
  createdAt: number
  lastUsedAt: number
  expiresAt: number
}

const sessionColumns = sql`
  s.id, s.user_id as "userId", s.device, ${epochMs(sql`s.created_at`)} as "createdAt",
  ${epochMs(sql`s.last_used_at`)} as "lastUsedAt", ${epochMs(sql`s.expires_at`)} as "expiresAt"`

function toSession(row: SessionRow): Session {
  return {
    ...row,
    createdAt: new Date(row.createdAt),
    lastUsedAt: new Date(row.lastUsedAt),
    expiresAt: new Date(row.expiresAt),
  }
}
