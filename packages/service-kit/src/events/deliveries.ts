// The SQL of the relay: one subscriber's deliveries, leased, completed, failed. What must stay true: of one aggregate
// only the earliest undelivered event is ever leased, whoever asks, so order holds with any number of relays.
import type { Row, Sql } from 'postgres'
import type { ServiceName } from '../viewer.ts'
import type { EventEnvelope } from './envelope.ts'

/** The right to deliver one event until the lease ends; after that another relay may take it. */
export type Lease = {
  readonly envelope: EventEnvelope
  /** The fence: a later lease of the same event has a higher one. */
  readonly attempt: number
  readonly failures: number
}

export type DeliveriesOptions = {
  /** No transaction is held while an event is under way: only the lease is. */
  readonly sql: Sql
  readonly source: ServiceName
  readonly subscriber: ServiceName
  readonly leaseMs: number
}

export type Deliveries = {
  /** Leases up to `limit` events, each the earliest undelivered one of its aggregate, the longest due first. */
  claim(limit: number): Promise<Lease[]>
  /** Marks the event delivered and, if asked, leases the one behind it in the same statement. */
  complete(lease: Lease, options: { claimNext: boolean }): Promise<Lease | undefined>
  /** Gives the lease back without counting a failure. */
  release(lease: Lease, error: string): Promise<void>
  /** Counts a failure; false when the lease was lost in the meantime, and then nothing changed. */
  fail(lease: Lease, outcome: { error: string; retryInMs: number | 'never' }): Promise<boolean>
}

// Events that an operator skipped are no part of what the subscriber has, and neither is what its inbox may have
// forgotten: it remembers for 90 days (purge.ts).
const previousId = (sql: Sql, subscriber: ServiceName) => sql`
  (select earlier.id
   from outbox as earlier join outbox_delivery as sent on sent.event_id = earlier.id
   where sent.subscriber = ${subscriber} and sent.dead_at is null
     and (sent.delivered_at is null or sent.delivered_at > now() - interval '60 days')
     and earlier.aggregate_type = outbox.aggregate_type and earlier.aggregate_id = outbox.aggregate_id
     and earlier.aggregate_sequence < outbox.aggregate_sequence
   order by earlier.aggregate_sequence desc
   limit 1) as previous_id`

const eventColumns = `outbox.id, type, version, aggregate_type, aggregate_id, aggregate_sequence, correlation_id,
  causation_id, payload, to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as time,
  claimed.attempts, claimed.failures`

export function deliveriesOf({ sql, source, subscriber, leaseMs }: DeliveriesOptions): Deliveries {
  const lease = () => sql`attempts = d.attempts + 1, leased_until = now() + ${leaseMs} * interval '1 ms'`
  const columns = () => sql`${sql.unsafe(eventColumns)}, ${previousId(sql, subscriber)}`
  const isHeld = ({ envelope, attempt }: Lease) => sql`
    d.event_id = ${envelope.id} and d.subscriber = ${subscriber} and d.attempts = ${attempt}
    and d.delivered_at is null and d.dead_at is null`

  return {
    async claim(limit) {
      const rows = await sql`
        with head as materialized (
          select event_id
          from outbox_delivery as due
          where subscriber = ${subscriber} and delivered_at is null and dead_at is null
            and next_attempt_at <= now() and (leased_until is null or leased_until <= now())
            and not exists (
              select from outbox_delivery as earlier
              where earlier.subscriber = due.subscriber and earlier.delivered_at is null
                and earlier.aggregate_type = due.aggregate_type and earlier.aggregate_id = due.aggregate_id
                and earlier.aggregate_sequence < due.aggregate_sequence)
          order by next_attempt_at
          limit ${limit}
          for update skip locked
        ), claimed as (
          update outbox_delivery as d set ${lease()}
          from head where d.event_id = head.event_id and d.subscriber = ${subscriber}
          returning d.event_id, d.attempts, d.failures
        )
        select ${columns()} from claimed join outbox on outbox.id = claimed.event_id`
      return rows.map((row) => toLease(row, source))
    },

    async complete({ envelope }, { claimNext }) {
      // No fence: the subscriber has it, and that stays true whoever holds the lease by now.
      const [next] = await sql`
        with done as (
          update outbox_delivery as d
          set delivered_at = now(), leased_until = null, dead_at = null, last_error = null
          where d.event_id = ${envelope.id} and d.subscriber = ${subscriber} and d.delivered_at is null
          returning d.aggregate_type, d.aggregate_id, d.aggregate_sequence
        ), head as (
          select waiting.event_id
          from done join outbox_delivery as waiting using (aggregate_type, aggregate_id)
          where waiting.subscriber = ${subscriber} and waiting.delivered_at is null
            and waiting.aggregate_sequence > done.aggregate_sequence
          order by waiting.aggregate_sequence
          limit 1
        ), due as (
          update outbox_delivery as d
          set next_attempt_at = least(d.next_attempt_at, now()), ${claimNext ? lease() : sql`leased_until = null`}
          from head
          where d.event_id = head.event_id and d.subscriber = ${subscriber}
            and d.delivered_at is null and d.dead_at is null
          returning d.event_id, d.attempts, d.failures
        ), claimed as (select * from due where ${claimNext})
        select ${columns()} from claimed join outbox on outbox.id = claimed.event_id`
      return next && toLease(next, source)
    },

    async release(held, error) {
      await sql`update outbox_delivery as d set leased_until = null, last_error = ${error} where ${isHeld(held)}`
    },

    async fail(held, { error, retryInMs }) {
      const isDead = retryInMs === 'never'
      // Those behind it wait as long, so that looking for work does not pass by them each time.
      const [result] = await sql`
        with failed as (
          update outbox_delivery as d
          set failures = d.failures + 1, leased_until = null, last_error = ${error},
              dead_at = case when ${isDead} then now() end,
              next_attempt_at = now() + ${isDead ? 0 : retryInMs} * interval '1 ms'
          where ${isHeld(held)}
          returning d.aggregate_type, d.aggregate_id, d.aggregate_sequence, d.next_attempt_at
        ), behind as (
          update outbox_delivery as d
          set next_attempt_at = case when ${isDead} then 'infinity' else failed.next_attempt_at end
          from failed
          where d.subscriber = ${subscriber} and d.delivered_at is null
            and d.aggregate_type = failed.aggregate_type and d.aggregate_id = failed.aggregate_id
            and d.aggregate_sequence > failed.aggregate_sequence
        )
        select count(*)::integer as failed from failed`
      return result?.failed === 1
    },
  }
}

function toLease(row: Row, source: ServiceName): Lease {
  return {
    attempt: row.attempts,
    failures: row.failures,
    envelope: {
      specversion: '1.0',
      id: row.id,
      source,
      type: row.type,
      time: row.time,
      datacontenttype: 'application/json',
      dataversion: row.version,
      aggregatetype: row.aggregate_type,
      subject: row.aggregate_id,
      sequence: row.aggregate_sequence,
      correlationid: row.correlation_id,
      ...(row.causation_id === null ? {} : { causationid: row.causation_id }),
      ...(row.previous_id === null ? {} : { previousid: row.previous_id }),
      data: row.payload,
    },
  }
}
