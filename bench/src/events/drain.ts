// A full outbox is drained by one relay whose transport costs nothing: does looking for work slow down before many
// rows? Speed by tenths of the way, the first of which meets the fullest table.
import { startRelay } from '@supermarket/service-kit/events/relay.ts'
import { createLog } from '@supermarket/service-kit/log.ts'
import type { EventsBench } from './bench.ts'
import { type EventStore, openEventStore } from './event-store.ts'

export type Drain = {
  readonly rows: number
  /** Events a second in each tenth, in order. */
  readonly tenths: readonly number[]
  /** Events a second with as many rows as a tenth at most, before and after. */
  readonly alone: number
}

const perAggregate = 10
const largestAlone = 20_000

export async function measureDrain(bench: EventsBench, rows: number): Promise<Drain> {
  await using small = await openEventStore(bench.cluster)
  const few = Math.min(largestAlone, Math.ceil(rows / 10))
  const tenthsOfFew = await drain(bench, small, few)
  await small[Symbol.asyncDispose]()
  await using store = await openEventStore(bench.cluster)
  return { rows, tenths: await drain(bench, store, rows), alone: harmonicMean(tenthsOfFew) }
}

async function drain(
  { signal, onProgress }: EventsBench,
  store: EventStore,
  rows: number,
): Promise<number[]> {
  onProgress(`filling an outbox with ${rows.toLocaleString('en')} events`)
  await fill(store, rows)
  const { promise: done, resolve, reject } = Promise.withResolvers<void>()
  signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  const tenths: number[] = []
  let delivered = 0
  let since = performance.now()
  await using _relay = startRelay({
    source: 'things',
    sql: store.connection.sql,
    subscribers: ['orders'],
    log: createLog({ service: 'bench', level: 'error' }),
    transport: {
      async deliver() {
        delivered += 1
        if (delivered % Math.ceil(rows / 10) !== 0 && delivered !== rows) return
        const count = delivered === rows ? rows - Math.ceil(rows / 10) * tenths.length : Math.ceil(rows / 10)
        const now = performance.now()
        tenths.push(count / ((now - since) / 1000))
        since = now
        onProgress(`${delivered.toLocaleString('en')} drained, ${Math.round(tenths.at(-1) ?? 0)}/s`)
        if (delivered === rows) resolve()
      },
    },
  })
  await done
  return tenths
}

async function fill({ connection: { sql } }: EventStore, rows: number): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local statement_timeout = 0`
    await tx`
      insert into outbox (id, type, version, aggregate_type, aggregate_id, aggregate_sequence, correlation_id,
                          payload, occurred_at)
      select 'evt_' || lpad(n::text, 26, '0'), 'thing.changed', 1, 'thing', 'thing' || n / ${perAggregate}::integer,
             n % ${perAggregate}::integer + 1, 'bench', '{"total": {"minor": 1299, "currency": "EUR"}}', now()
      from generate_series(0, ${rows}::integer - 1) as n`
    await tx`
      insert into outbox_delivery (event_id, subscriber, aggregate_type, aggregate_id, aggregate_sequence)
      select id, 'orders', aggregate_type, aggregate_id, aggregate_sequence from outbox`
  })
  for (const table of ['outbox', 'outbox_delivery'])
    await sql.begin(async (tx) => {
      await tx`set local statement_timeout = 0`
      await tx`analyze ${tx(table)}`
    })
}

function harmonicMean(speeds: readonly number[]): number {
  return speeds.length / speeds.reduce((total, speed) => total + 1 / speed, 0)
}
