// The SQL of the sender: deliveries leased, completed, failed. What must stay true: of one aggregate and endpoint only
// the earliest pending delivery is ever leased, whoever asks; and no endpoint has more than its share of all senders.
import type { Row, Sql } from 'postgres'
import type { WebhookEvent } from './webhook.ts'

/** The right to send one event until the lease ends; after that another sender may. */
export type Lease = {
  readonly deliveryId: string
  readonly endpointId: string
  readonly url: string
  /** Encrypted, the current one first. */
  readonly sealedSecrets: readonly string[]
  readonly event: WebhookEvent
  /** The fence: a later lease of the same delivery has a higher one. */
  readonly attempt: number
  readonly failures: number
  /** Since the first attempt, as of this lease. */
  readonly elapsedMs: number
}

export type Failure = {
  readonly error: string
  readonly statusCode: number | null
  readonly retryInMs: number | 'never'
  /** The endpoint has said that it wants nothing any more. */
  readonly isGone: boolean
}

export type Leases = {
  /** Up to `limit`, of each endpoint the longest due first. */
  claim(limit: number): Promise<Lease[]>
  complete(lease: Lease, statusCode: number): Promise<void>
  /** False when the lease was lost in the meantime, and then nothing changed. */
  fail(lease: Lease, failure: Failure): Promise<boolean>
}

/** Deliveries under way to one endpoint, and to one that is failing: it must not fill the places of others. */
const perEndpoint = 4
const perFailingEndpoint = 1

export function leasesOf(sql: Sql, leaseMs: number): Leases {
  const isPending = sql`d.delivered_at is null and d.dead_at is null`
  const isHeld = ({ deliveryId, attempt }: Lease) => sql`
    d.id = ${deliveryId} and d.attempts = ${attempt} and d.leased_until is not null and ${isPending}`
  const isBehind = (table: string) => sql`
    d.endpoint_id = ${sql(table)}.endpoint_id and ${isPending} and d.aggregate_type = ${sql(table)}.aggregate_type
    and d.aggregate_id = ${sql(table)}.aggregate_id and d.aggregate_sequence > ${sql(table)}.aggregate_sequence`

  return {
    async claim(limit) {
      const rows = await sql`
        with head as materialized (
          select due.id
          from (select * from webhook_endpoints where is_active and deleted_at is null order by random()) as e
          cross join lateral (
            select d.id
            from webhook_deliveries as d
            where d.endpoint_id = e.id and ${isPending} and d.next_attempt_at <= now()
              and (d.leased_until is null or d.leased_until <= now())
              and not exists (
                select from webhook_deliveries as earlier
                where earlier.endpoint_id = d.endpoint_id
                  and earlier.delivered_at is null and earlier.dead_at is null
                  and earlier.aggregate_type = d.aggregate_type and earlier.aggregate_id = d.aggregate_id
                  and earlier.aggregate_sequence < d.aggregate_sequence)
            order by d.next_attempt_at, d.id
            limit greatest(0,
              case when e.failing_since is null then ${perEndpoint}::integer else ${perFailingEndpoint}::integer end
              - (select count(*) from webhook_deliveries as leased
                 where leased.endpoint_id = e.id and leased.leased_until > now()))
            for update skip locked
          ) as due
          limit ${limit}
        )
        update webhook_deliveries as d
        set attempts = d.attempts + 1, tries_since = coalesce(d.tries_since, now()),
            leased_until = now() + ${leaseMs} * interval '1 ms'
        from head, webhook_endpoints as e
        where d.id = head.id and e.id = d.endpoint_id
        returning d.*, e.url, (extract(epoch from now() - d.tries_since) * 1000)::float8 as elapsed_ms, (
          select jsonb_agg(sealed order by expires_at nulls first) from webhook_secrets as s
          where s.endpoint_id = e.id and (expires_at is null or expires_at > now())) as sealed`
      return rows.map(toLease)
    },

    async complete({ deliveryId }, statusCode) {
      // No fence: the endpoint has it, and that stays true whoever holds the lease by now.
      await sql`
        with done as (
          update webhook_deliveries as d
          set delivered_at = now(), leased_until = null, dead_at = null, last_error = null,
              last_status_code = ${statusCode}
          where d.id = ${deliveryId} and d.delivered_at is null
          returning d.endpoint_id, d.aggregate_type, d.aggregate_id, d.aggregate_sequence
        ), healed as (
          update webhook_endpoints as e set failing_since = null
          from done where e.id = done.endpoint_id and e.failing_since is not null
        )
        update webhook_deliveries as d set next_attempt_at = now()
        from done where ${isBehind('done')} and d.next_attempt_at > now()`
    },

    async fail(lease, { error, statusCode, retryInMs, isGone }) {
      const isDead = retryInMs === 'never'
      // Those behind it wait as long, so that looking for work does not pass by them each time.
      const [result] = await sql`
        with failed as (
          update webhook_deliveries as d
          set failures = d.failures + 1, leased_until = null, last_error = ${error},
              last_status_code = ${statusCode}, dead_at = case when ${isDead} then now() end,
              next_attempt_at = now() + ${isDead ? 0 : retryInMs} * interval '1 ms'
          where ${isHeld(lease)}
          returning d.endpoint_id, d.aggregate_type, d.aggregate_id, d.aggregate_sequence, d.next_attempt_at
        ), noted as (
          update webhook_endpoints as e
          set failing_since = coalesce(e.failing_since, now()), is_active = e.is_active and not ${isGone},
              disabled_reason = case when ${isGone} then 'GONE' else e.disabled_reason end,
              updated_at = case when ${isGone} then now() else e.updated_at end
          from failed where e.id = failed.endpoint_id and (e.failing_since is null or ${isGone})
        ), behind as (
          update webhook_deliveries as d set next_attempt_at = failed.next_attempt_at
          from failed where ${isBehind('failed')}
        )
        select count(*)::integer as failed from failed`
      return result?.failed === 1
    },
  }
}

function toLease(row: Row): Lease {
  return {
    deliveryId: row.id,
    endpointId: row.endpoint_id,
    url: row.url,
    sealedSecrets: row.sealed ?? [],
    attempt: row.attempts,
    failures: row.failures,
    elapsedMs: row.elapsed_ms,
    event: {
      eventId: row.event_id,
      eventType: row.event_type,
      eventVersion: row.event_version,
      aggregateType: row.aggregate_type,
      aggregateId: row.aggregate_id,
      aggregateSequence: row.aggregate_sequence,
      correlationId: row.correlation_id,
      causationId: row.causation_id,
      payload: row.payload,
      occurredAt: new Date(row.occurred_at),
    },
  }
}
