// Writes an event and its deliveries in the caller's transaction: both commit with the change they tell of, or none.
// Sequences have no gap and no duplicate per aggregate, because a rolled back publisher rolls its number back.
import { type SQL, sql } from 'drizzle-orm'
import { newId } from '../ids.ts'
import type { ServiceName } from '../viewer.ts'

/** The part of a drizzle transaction that is used here. */
export type SqlExecutor = { execute(query: SQL): PromiseLike<Iterable<unknown>> }

export type NewEvent<Type extends string = string, Data = unknown> = {
  readonly type: Type
  readonly version: number
  readonly aggregate: { readonly type: string; readonly id: string }
  readonly data: Data
  /** The request's id, or the `correlationid` of the event that is being handled. */
  readonly correlationId: string
  /** The id of the event that is being handled. */
  readonly causationId?: string | undefined
  readonly occurredAt?: Date
}

/** Relays listen here; the notification carries nothing and is sent at commit. */
export const outboxChannel = 'outbox'

/**
 * One statement. Holds the aggregate's row lock until the transaction ends, so publish late in it; transactions that
 * publish to several aggregates do so in the order of their ids, or meet as a deadlock, which is retried.
 */
export async function publish(
  tx: SqlExecutor,
  event: NewEvent,
  subscribers: readonly ServiceName[],
): Promise<{ id: string }> {
  const { type, version, aggregate, data, correlationId, causationId = null, occurredAt = new Date() } = event
  const id = newId('evt')
  // ::text::jsonb: what a driver does to a jsonb parameter depends on its settings, to a text one it does not.
  await tx.execute(sql`
    with aggregate as (
      insert into outbox_aggregate as a (aggregate_type, aggregate_id, last_sequence)
      values (${aggregate.type}, ${aggregate.id}, 1)
      on conflict (aggregate_type, aggregate_id) do update set last_sequence = a.last_sequence + 1
      returning aggregate_type, aggregate_id, last_sequence
    ), event as (
      insert into outbox (id, type, version, aggregate_type, aggregate_id, aggregate_sequence,
                          correlation_id, causation_id, payload, occurred_at)
      select ${id}, ${type}, ${version}::integer, aggregate_type, aggregate_id, last_sequence,
             ${correlationId}, ${causationId}, ${JSON.stringify(data)}::text::jsonb,
             ${occurredAt.toISOString()}::text::timestamptz
      from aggregate
    ), delivery as (
      insert into outbox_delivery (event_id, subscriber, aggregate_type, aggregate_id, aggregate_sequence)
      select ${id}, subscriber, aggregate_type, aggregate_id, last_sequence
      from aggregate, jsonb_array_elements_text(${JSON.stringify(subscribers)}::text::jsonb) as subscriber
      returning 1
    )
    select pg_notify(${outboxChannel}, '') from delivery limit 1`)
  return { id }
}

/** The contract of a shop's events; `Payloads` maps each type to its data. */
export type EventCatalog<Payloads> = {
  readonly versions: Readonly<Record<keyof Payloads, number>>
  readonly subscribers: Readonly<Record<keyof Payloads, readonly ServiceName[]>>
}

export type Publish<Payloads> = <Type extends keyof Payloads & string>(
  tx: SqlExecutor,
  event: Omit<NewEvent<Type, Payloads[Type]>, 'version'>,
) => Promise<{ id: string }>

/** `publish`, with payload, version and subscribers as the catalog says. */
export function publisherOf<Payloads>(catalog: EventCatalog<Payloads>): Publish<Payloads> {
  return (tx, event) =>
    publish(tx, { ...event, version: catalog.versions[event.type] }, catalog.subscribers[event.type])
}
