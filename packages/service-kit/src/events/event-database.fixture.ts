// For tests: a database with the event tables as drizzle-kit makes them, and a table in which handlers leave traces.
// What it needs of other rooms is handed in, because only tests may import those.
import { createRequire } from 'node:module'
import { sql } from 'drizzle-orm'
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import { pino } from 'pino'
import type { Sql } from 'postgres'
import type { EventEnvelope } from './envelope.ts'
import { publish } from './publish.ts'
import { type EventHandler, type EventReceiver, eventReceiver } from './receiver.ts'

export const silent = pino({ level: 'silent' })

type Transaction = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0]
type Connection = AsyncDisposable & { readonly db: PostgresJsDatabase; readonly sql: Sql }

export type OtherRooms = {
  emptyDatabase: () => Promise<AsyncDisposable & { url: string }>
  connect: (options: { url: string; applicationName: string; max: number }) => Connection
  withTransaction: <T>(connection: Connection, work: (tx: Transaction) => Promise<T>) => Promise<T>
  eventTables: Record<string, unknown>
}

export type EventDatabase = AsyncDisposable &
  Pick<Connection, 'sql'> & {
    transaction: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>
    /** One `thing.changed` event in a transaction of its own. */
    publishTo(aggregateId: string, subscribers: readonly string[], data?: object): Promise<{ id: string }>
    /** A consumer of `thing.changed` whose effect is a row, written before `onEvent` runs. */
    receiver(
      consumer: string,
      onEvent?: (event: EventEnvelope) => Promise<void> | void,
      onGap?: (event: EventEnvelope) => void,
    ): EventReceiver
    /** `aggregate:sequence` per effect that was committed at the consumer, in the order of commits. */
    listEffects(consumer: string): Promise<string[]>
    empty(): Promise<void>
  }

export async function eventDatabase(rooms: OtherRooms): Promise<EventDatabase> {
  const { emptyDatabase, connect, withTransaction, eventTables } = rooms
  const database = await emptyDatabase()
  const connection = connect({ url: database.url, applicationName: 'events test', max: 20 })
  for (const statement of await ddl(eventTables)) await connection.sql.unsafe(statement)
  const transaction = <T>(work: (tx: Transaction) => Promise<T>) => withTransaction(connection, work)
  return {
    sql: connection.sql,
    transaction,
    publishTo: (aggregateId, subscribers, data = {}) =>
      transaction((tx) => publish(tx, thingChanged(aggregateId, data), subscribers)),
    receiver: (consumer, onEvent, onGap) =>
      eventReceiver({
        consumer,
        transaction,
        onGap,
        handlers: { 'thing.changed': leavesTrace(consumer, onEvent) },
        publishers: { 'thing.changed': 'things' },
        problemOf: (_type, data) =>
          Object.hasOwn(Object(data), 'forbidden') ? 'data.forbidden: is forbidden' : undefined,
      }),
    async listEffects(consumer) {
      const rows = await connection.sql`
        select aggregate || ':' || sequence as effect from effect where consumer = ${consumer} order by id`
      return rows.map((row) => row.effect)
    },
    async empty() {
      await connection.sql`truncate outbox, outbox_aggregate, outbox_delivery, inbox, effect`
    },
    async [Symbol.asyncDispose]() {
      await connection[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
}

export function thingChanged(aggregateId: string, data: object = {}) {
  return {
    type: 'thing.changed',
    version: 1,
    aggregate: { type: 'thing', id: aggregateId },
    data,
    correlationId: 'request-1',
  }
}

function leavesTrace(
  consumer: string,
  onEvent: (event: EventEnvelope) => Promise<void> | void = () => {},
): EventHandler<Transaction> {
  return {
    version: 1,
    async handle(tx, event) {
      await tx.execute(sql`
        insert into effect (consumer, aggregate, sequence, event_id)
        values (${consumer}, ${event.subject}, ${event.sequence}, ${event.id})`)
      await onEvent(event)
    },
  }
}

async function ddl(eventTables: Record<string, unknown>): Promise<string[]> {
  const kit: typeof import('drizzle-kit/api') = createRequire(import.meta.url)('drizzle-kit/api')
  const statements = await kit.generateMigration(
    kit.generateDrizzleJson({}),
    kit.generateDrizzleJson(eventTables),
  )
  // No unique key: a second effect must show as a second row.
  return [
    ...statements,
    `create table effect (id bigserial primary key, consumer text not null, aggregate text not null,
       sequence integer not null, event_id text not null)`,
  ]
}
