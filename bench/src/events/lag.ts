// How late events take effect at a steady rate: from what happened to the end of the subscriber's transaction, the
// relay and the subscriber in this process, over what really carries them.
import { setTimeout as delay } from 'node:timers/promises'
import {
  kafkaForTest,
  rabbitForTest,
  rabbitMissing,
} from '@supermarket/service-kit/events/broker/brokers.fixture.ts'
import { type EventLinks, eventLinks } from '@supermarket/service-kit/events/event-links.ts'
import { parseEventsUrl } from '@supermarket/service-kit/events/events-url.ts'
import { eventsRoute } from '@supermarket/service-kit/events/http-route.ts'
import type { EventReceiver } from '@supermarket/service-kit/events/receiver.ts'
import { startRelay } from '@supermarket/service-kit/events/relay.ts'
import { createLog } from '@supermarket/service-kit/log.ts'
import { StartupError } from '@supermarket/service-kit/run-service.ts'
import { parseSigningKeys } from '@supermarket/service-kit/signing-keys.ts'
import { subgraphHttp } from '@supermarket/service-kit/subgraph-http.ts'
import { until } from '../drive.ts'
import { percentile } from '../statistics.ts'
import type { EventsBench } from './bench.ts'
import { type EventStore, openEventStore } from './event-store.ts'
import type { Carrier } from './options.ts'

export type Lag = {
  readonly carrier: Carrier
  readonly perSecond: number
  readonly count: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly mostMs: number
}

const aggregates = 200
const log = createLog({ service: 'bench', level: 'error' })
const keys = parseSigningKeys(`things>orders=${'k'.repeat(32)}`)

export async function measureLag(
  bench: EventsBench,
  load: { carrier: Carrier; perSecond: number; seconds: number },
): Promise<Lag> {
  const { carrier, perSecond, seconds } = load
  await using store = await openEventStore(bench.cluster)
  let lags: number[] = []
  const receiver = store.receiver((time) => void lags.push(Date.now() - Date.parse(time)))
  await using opened = new AsyncDisposableStack()
  const links = await openCarrier(carrier, receiver, opened)
  opened.use(
    startRelay({
      source: 'things',
      sql: store.connection.sql,
      subscribers: ['orders'],
      transport: links.transport,
      log,
    }),
  )
  const run = async (forSeconds: number) => {
    lags = []
    const sent = await publishSteadily(store, { ...load, seconds: forSeconds, signal: bench.signal })
    await until(async () => lags.length >= sent, 'every event has had its effect', 120_000)
    return lags.toSorted((left, right) => left - right)
  }
  await run(Math.max(1, seconds / 4))
  const sorted = await run(seconds)
  return {
    carrier,
    perSecond,
    count: sorted.length,
    p50Ms: percentile(sorted, 0.5),
    p99Ms: percentile(sorted, 0.99),
    mostMs: sorted.at(-1) ?? 0,
  }
}

/** By the clock: what is late is caught up, so that a slow publisher does not make the transport look fast. */
async function publishSteadily(
  store: EventStore,
  { perSecond, seconds, signal }: { perSecond: number; seconds: number; signal: AbortSignal },
): Promise<number> {
  const total = Math.round(perSecond * seconds)
  const startedAt = performance.now()
  const underWay = new Set<Promise<void>>()
  for (let sent = 0; sent < total; ) {
    signal.throwIfAborted()
    const due = Math.min(total, Math.floor(((performance.now() - startedAt) * perSecond) / 1000))
    for (; sent < due; sent++) {
      const publishing = store.publish(`thing${sent % aggregates}`).finally(() => underWay.delete(publishing))
      underWay.add(publishing)
    }
    await delay(2)
  }
  await Promise.all(underWay)
  return total
}

async function openCarrier(
  carrier: Carrier,
  receiver: EventReceiver,
  opened: AsyncDisposableStack,
): Promise<EventLinks> {
  const common = { service: 'things', keys, log }
  if (carrier === 'push') {
    const app = await subgraphHttp({
      handler: noHandler,
      keys,
      ready: () => true,
      internalRoutes: eventsRoute(receiver, log),
    })
    opened.defer(() => app.close())
    const origin = await app.listen({ host: '127.0.0.1', port: 0 })
    return opened.use(eventLinks({ ...common, url: undefined, subscribers: { orders: origin } }))
  }
  if (carrier === 'rabbitmq' && rabbitMissing)
    throw new StartupError('RabbitMQ does not run on this machine.')
  const broker = opened.use(carrier === 'rabbitmq' ? rabbitForTest() : await kafkaForTest())
  const url = parseEventsUrl(broker.url)
  const links = opened.use(eventLinks({ ...common, url, subscribers: { orders: '' } }))
  const consumer = links.consume?.(receiver)
  if (consumer === undefined) throw new TypeError('a broker without a consumer')
  opened.use(consumer)
  while (!consumer.isReady()) await delay(50)
  return links
}

const noHandler: Parameters<typeof subgraphHttp>[0]['handler'] = {
  name: 'orders',
  handle: () => Promise.reject(new Error('not asked here')),
  subscribe: () => Promise.reject(new Error('not asked here')),
  openStreams: 0,
  [Symbol.asyncDispose]: async () => {},
}
