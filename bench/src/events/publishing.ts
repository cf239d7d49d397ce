// What publishing adds to a checkout: CPU of a transaction that publishes beyond that of one that does not, times the
// events of a checkout, over the CPU of the checkout itself as the bench of the shop measures it.

import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { publish } from '@supermarket/service-kit/events/publish.ts'
import { sql } from 'drizzle-orm'
import { cpuMsOfFamily } from '../cpu.ts'
import { checkout } from '../scenarios/checkout.ts'
import { runSession } from '../session.ts'
import type { EventsBench } from './bench.ts'
import { openEventStore, thingChanged } from './event-store.ts'

export type Publishing = {
  readonly publishMs: number
  readonly perCheckout: number
  readonly checkoutMs: number
  /** Of a checkout that publishes nothing. */
  readonly share: number
}

const transactions = 4000
const atOnce = 8

export async function measurePublishing(bench: EventsBench, seconds: number): Promise<Publishing> {
  const publishMs = await costOfPublishing(bench)
  const session = await runSession({
    ...bench,
    topology: 'one process',
    products: 1000,
    scenarios: [checkout],
    durations: {
      rounds: 1,
      warmUpMs: seconds * 250,
      loadMs: seconds * 500,
      aloneMs: 1000,
      concurrency: 8,
    },
    seed: 1,
    fresh: false,
  })
  const [result] = session.results
  if (result === undefined) throw new Error('no checkout was measured')
  const perCheckout = result.statements
    .filter(({ text }) => text.includes('insert into outbox_aggregate'))
    .reduce((sum, { calls }) => sum + calls, 0)
  const checkoutMs = result.nodeMs + result.postgresMs
  const added = publishMs * perCheckout
  return { publishMs, perCheckout, checkoutMs, share: added / (checkoutMs - added) }
}

async function costOfPublishing(bench: EventsBench): Promise<number> {
  bench.onProgress('publishing alone')
  await using store = await openEventStore(bench.cluster)
  const { connection } = store
  const cost = async (publishes: boolean, count: number) => {
    const cpu = () => process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000
    const before = cpu() + cpuMsOfFamily(bench.cluster.postmasterPid)
    let next = 0
    const work = async () => {
      while (next < count) {
        bench.signal.throwIfAborted()
        const id = `thing${next++}`
        await withTransaction(connection, async (tx) => {
          await tx.execute(sql`insert into inbox (consumer, event_id) values (${String(publishes)}, ${id})
            on conflict do nothing`)
          if (publishes) await publish(tx, thingChanged(id), ['orders'])
        })
      }
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    return (cpu() + cpuMsOfFamily(bench.cluster.postmasterPid) - before) / count
  }
  await cost(true, transactions / 4)
  await cost(false, transactions / 4)
  const without = await cost(false, transactions)
  return (await cost(true, transactions)) - without
}
