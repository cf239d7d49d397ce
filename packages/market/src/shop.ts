// The three subgraphs in this process, joined in memory; no gateway and no port. Under the one-process topology, and
// under seeding, which goes through the same handlers.
import { migrate } from '@supermarket/drizzle/migrate.ts'
import {
  type OrdersLinks,
  type OrdersOptions,
  type OrdersService,
  openOrders,
} from '@supermarket/orders/server.ts'
import { openProducts, type ProductsService } from '@supermarket/products/server.ts'
import { type EventType, publishers, subscribers } from '@supermarket/schema/events.ts'
import { brokerLinks, type EventLinks } from '@supermarket/service-kit/events/event-links.ts'
import type { BrokerUrl } from '@supermarket/service-kit/events/events-url.ts'
import { memoryEventTransport } from '@supermarket/service-kit/events/memory-event-transport.ts'
import { observedReceiver } from '@supermarket/service-kit/events/observed-receiver.ts'
import type { EventReceiver } from '@supermarket/service-kit/events/receiver.ts'
import type { MailSettings } from '@supermarket/service-kit/mail-settings.ts'
import { memoryTransport } from '@supermarket/service-kit/memory-transport.ts'
import type { Metrics } from '@supermarket/service-kit/metrics.ts'
import type { KeyRing } from '@supermarket/service-kit/signing-keys.ts'
import { openUsers, type UsersLinks, type UsersService } from '@supermarket/users/server.ts'
import type { Logger } from 'pino'
import type { Databases } from './databases.ts'
import type { Secrets } from './secrets.ts'

export type ServiceName = 'users' | 'products' | 'orders'

export type ShopOptions = {
  readonly databases: Databases['urls']
  readonly secrets: Pick<Secrets, 'usersSecret' | 'ordersSecret'>
  readonly log: Logger
  readonly metrics?: Metrics | undefined
  readonly production: boolean
  /** What carries events; without it they go from hand to hand in this process. */
  readonly events?: EventsByBroker | undefined
  /** Whether merchants' webhooks may lead to private addresses: outside of production unless given. */
  readonly allowsPrivateWebhooks?: boolean | undefined
  /** Where buyers' browsers reach the sandbox's payment pages; false switches the sandbox off. */
  readonly sandbox: { readonly publicUrl: string } | false
  /** Undefined: no Stripe. */
  readonly stripe?: OrdersOptions['stripe']
  readonly captureAt?: OrdersOptions['captureAt']
  /** They do unless told otherwise. */
  readonly pricesIncludeTax?: boolean
  /** Of orders; none is sent without it. */
  readonly mail?: MailSettings | undefined
  /** Sees the text of each SQL statement, by service; for tests and benches. */
  readonly onQuery?: (service: ServiceName, text: string) => void
  /** Called at each named step of an order; what kills the process there tests what a crash leaves. */
  readonly onOrderStep?: OrdersOptions['onStep']
}

/** The keys with which services sign to each other. */
export type EventsByBroker = { readonly url: BrokerUrl; readonly keys: KeyRing }

export type Shop = AsyncDisposable & {
  readonly users: UsersService
  readonly products: ProductsService
  readonly orders: OrdersService
}

/** Migrates every database, then opens the services in the order in which they need each other. */
export async function openShop(options: ShopOptions): Promise<Shop> {
  const { databases, secrets, log, production, sandbox, metrics } = options
  await migrateAll(databases)
  await using opening = new AsyncDisposableStack()
  const receivers = new Map<string, EventReceiver>()
  const inMemory = (source: ServiceName): EventLinks => ({
    transport: memoryEventTransport({ source, receiverOf: (name) => receivers.get(name) }),
    [Symbol.asyncDispose]: async () => {},
  })
  const linksOf = (service: ServiceName): Pick<UsersLinks & OrdersLinks, 'events' | 'consume'> => {
    const links = options.events
      ? opening.use(
          brokerLinks({
            ...options.events,
            service,
            audiences: audiencesOf(service),
            log: log.child({ service }),
            metrics: metrics?.events,
          }),
        )
      : inMemory(service)
    return { events: links.transport, consume: links.consume }
  }
  const opened = <Service extends AsyncDisposable & { events: EventReceiver }>(service: Service): Service => {
    receivers.set(service.events.consumer, observedReceiver(service.events, 'memory', metrics?.events))
    return opening.use(service)
  }
  const common = (service: ServiceName) => ({
    databaseUrl: databases[service],
    log: log.child({ service }),
    metrics,
    onQuery: (text: string) => options.onQuery?.(service, text),
  })

  const users = opened(
    await openUsers({
      ...common('users'),
      production,
      secret: secrets.usersSecret,
      links: linksOf('users'),
    }),
  )
  const authority = { jwks: users.jwks, fetchRevocations: users.fetchRevocations }
  const products = opened(
    await openProducts({ ...common('products'), links: { ...authority, ...linksOf('products') } }),
  )
  const catalog = memoryTransport({ caller: 'orders', handler: products.handler })
  const orders = opened(
    await openOrders({
      ...common('orders'),
      ...(options.onOrderStep ? { onStep: options.onOrderStep } : {}),
      secret: secrets.ordersSecret,
      sandbox,
      mail: options.mail,
      stripe: options.stripe,
      ...(options.captureAt ? { captureAt: options.captureAt } : {}),
      webhooks: { allowsPrivate: options.allowsPrivateWebhooks ?? !production },
      pricesIncludeTax: options.pricesIncludeTax ?? true,
      links: { ...authority, ...linksOf('orders'), products: catalog },
    }),
  )
  const resources = opening.move()
  return { users, products, orders, [Symbol.asyncDispose]: () => resources.disposeAsync() }
}

function audiencesOf(service: ServiceName): ServiceName[] {
  const types = Object.keys(publishers) as EventType[]
  return [
    ...new Set(types.filter((type) => publishers[type] === service).flatMap((type) => subscribers[type])),
  ]
}

/** Waits for the last one also when one fails: nobody may be in the middle of it when the database is stopped. */
async function migrateAll(databases: ShopOptions['databases']): Promise<void> {
  const services = ['users', 'products', 'orders'] as const
  const ended = await Promise.allSettled(
    services.map((service) => migrate({ url: databases[service], service })),
  )
  const failed = ended.find((end) => end.status === 'rejected')
  if (failed) throw failed.reason
}
