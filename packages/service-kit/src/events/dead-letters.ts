// What an operator can do about dead events. A dead event is kept and holds up what follows of its aggregate for that
// subscriber, because what follows may make no sense without it: it is tried again, or skipped by a decision.
import type { Sql } from 'postgres'
import type { ServiceName } from '../viewer.ts'
import { outboxChannel } from './publish.ts'

export type DeadLetter = {
  readonly eventId: string
  readonly subscriber: ServiceName
  readonly type: string
  readonly aggregateType: string
  readonly aggregateId: string
  readonly aggregateSequence: number
  readonly failures: number
  readonly lastError: string | null
  /** RFC 3339. */
  readonly deadAt: string
  /** Events of the same aggregate that wait behind it. */
  readonly waitingBehind: number
}

/** The oldest first. */
export async function listDeadLetters(sql: Sql, limit = 100): Promise<DeadLetter[]> {
  return await sql<DeadLetter[]>`
    select d.event_id as "eventId", d.subscriber, type, d.aggregate_type as "aggregateType",
           d.aggregate_id as "aggregateId", d.aggregate_sequence as "aggregateSequence", failures,
           last_error as "lastError",
           to_char(dead_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deadAt",
           (select count(*)::integer from outbox_delivery as behind
            where behind.subscriber = d.subscriber and behind.delivered_at is null
              and behind.aggregate_type = d.aggregate_type and behind.aggregate_id = d.aggregate_id
              and behind.aggregate_sequence > d.aggregate_sequence) as "waitingBehind"
    from outbox_delivery as d join outbox on outbox.id = d.event_id
    where d.dead_at is not null and d.delivered_at is null
    order by dead_at, event_id
    limit ${limit}`
}

export type DeadLetterKey = { readonly eventId: string; readonly subscriber: ServiceName }

/** Tries it again, with all its attempts before it. False when no such event is dead. */
export async function reviveDeadLetter(sql: Sql, key: DeadLetterKey): Promise<boolean> {
  return await resolve(sql, key, sql`dead_at = null, failures = 0, next_attempt_at = now()`)
}

/** Lets the aggregate go on without it. It stays marked as dead. False when no such event is dead. */
export async function skipDeadLetter(sql: Sql, key: DeadLetterKey): Promise<boolean> {
  return await resolve(sql, key, sql`delivered_at = now()`)
}

async function resolve(
  sql: Sql,
  { eventId, subscriber }: DeadLetterKey,
  change: ReturnType<Sql>,
): Promise<boolean> {
  const rows = await sql`
    with resolved as (
      update outbox_delivery set ${change}
      where event_id = ${eventId} and subscriber = ${subscriber}
        and dead_at is not null and delivered_at is null
      returning aggregate_type, aggregate_id, aggregate_sequence
    ), behind as (
      update outbox_delivery as d set next_attempt_at = now()
      from resolved
      where d.subscriber = ${subscriber} and d.delivered_at is null
        and d.aggregate_type = resolved.aggregate_type and d.aggregate_id = resolved.aggregate_id
        and d.aggregate_sequence > resolved.aggregate_sequence
    )
    select pg_notify(${outboxChannel}, '') from resolved`
  return rows.length === 1
}
