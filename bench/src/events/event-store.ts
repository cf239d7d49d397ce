// A database with the event tables and nothing else to do, made afresh for each measurement.
import { type Connection, connect } from '@supermarket/drizzle/connect.ts'
import { migrate } from '@supermarket/drizzle/migrate.ts'
import { type Transaction, withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { publish } from '@supermarket/service-kit/events/publish.ts'
import { type EventReceiver, eventReceiver } from '@supermarket/service-kit/events/receiver.ts'
import type { Cluster } from '../cluster.ts'

const name = 'bench_events'

export type EventStore = AsyncDisposable & {
  readonly connection: Connection
  /** One event in a transaction of its own. */
  publish(aggregateId: string): Promise<void>
  /** A subscriber whose effect is the inbox row alone. */
  receiver(onTaken: (time: string) => void): EventReceiver
}

export async function openEventStore(cluster: Cluster): Promise<EventStore> {
  await cluster.admin`drop database if exists ${cluster.admin(name)} with (force)`
  await cluster.database.ensureDatabase(name)
  const url = cluster.database.url(name)
  await migrate({ url, service: 'users' })
  const connection = connect({ url, applicationName: name, max: 24, maxQueue: 5000, queueTimeoutMs: 30_000 })
  const transaction = <T>(work: (tx: Transaction) => Promise<T>) => withTransaction(connection, work)
  return {
    connection,
    async publish(aggregateId) {
      await transaction((tx) => publish(tx, thingChanged(aggregateId), ['orders']))
    },
    receiver: (onTaken) => {
      const receiver = eventReceiver<Transaction, { 'thing.changed': unknown }>({
        consumer: 'orders',
        handlers: { 'thing.changed': { version: 1, handle: async () => {} } },
        publishers: { 'thing.changed': 'things' },
        problemOf: () => undefined,
        transaction,
      })
      return {
        consumer: 'orders',
        async receive(caller, input, options) {
          const receipt = await receiver.receive(caller, input, options)
          if (receipt.outcome === 'handled') onTaken(String(Object(input).time))
          return receipt
        },
      }
    },
    [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose](),
  }
}

export function thingChanged(aggregateId: string) {
  return {
    type: 'thing.changed',
    version: 1,
    aggregate: { type: 'thing', id: aggregateId },
    data: { thingId: aggregateId, total: { minor: 1299, currency: 'EUR' } },
    correlationId: 'bench',
  }
}
