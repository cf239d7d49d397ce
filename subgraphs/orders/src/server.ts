// The orders service, put together by hand: what it opens here it closes in the reverse order.
import { createHmac } from 'node:crypto'
import { connect } from '@supermarket/drizzle/connect.ts'
import { type Transaction, withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { loadEvents } from '@supermarket/schema/events/load-events.ts'
import { payloadCheckOf } from '@supermarket/schema/events/payload-check.ts'
import { type EventPayloads, eventVersions, publishers, subscribers } from '@supermarket/schema/events.ts'
import { loadSubgraphSdl } from '@supermarket/schema/load.ts'
import { accessTokenVerifier } from '@supermarket/service-kit/access-token.ts'
import { type ConsumeEvents, gapTeller, openIntake } from '@supermarket/service-kit/events/event-intake.ts'
import { publisherOf } from '@supermarket/service-kit/events/publish.ts'
import { type EventReceiver, eventReceiver } from '@supermarket/service-kit/events/receiver.ts'
import { startRelay } from '@supermarket/service-kit/events/relay.ts'
import type { EventTransport } from '@supermarket/service-kit/events/transport.ts'
import type { MailSettings } from '@supermarket/service-kit/mail-settings.ts'
import type { Metrics } from '@supermarket/service-kit/metrics.ts'
import { type FetchRevocations, followRevocations } from '@supermarket/service-kit/revocations.ts'
import type { KeyRing } from '@supermarket/service-kit/signing-keys.ts'
import { createSubgraph, type SubgraphHandler } from '@supermarket/service-kit/subgraph.ts'
import type { SubgraphTransport } from '@supermarket/service-kit/subgraph-call.ts'
import { subgraphHttp } from '@supermarket/service-kit/subgraph-http.ts'
import type { StreamLimits } from '@supermarket/service-kit/subgraph-streams.ts'
import type { FastifyInstance } from 'fastify'
import type { JWTVerifyGetKey } from 'jose'
import type { Logger } from 'pino'
import { access } from './access.ts'
import { type BackgroundRuns, backgroundRuns } from './checkout/background-runs.ts'
import { catalogOf } from './checkout/catalog.ts'
import { contextFactory } from './context.ts'
import { eventHandlers } from './event-handlers.ts'
import { startJobs } from './jobs.ts'
import type { Mailer } from './mail/mailer.ts'
import { isMailSent, openMailer } from './mail/open-mailer.ts'
import { type OrderLink, orderLinkMailer } from './mail/order-link-mailer.ts'
import { addMailJob } from './mail/plan-mail.ts'
import { openWebhooks } from './merchant-webhook/open-webhooks.ts'
import { secretVault } from './merchant-webhook/secret-vault.ts'
import type { WebhookSender } from './merchant-webhook/sender.ts'
import { resolveName, type TargetPolicy } from './merchant-webhook/target.ts'
import { type OrderTokens, orderTokens } from './order/access-token.ts'
import { listenForOrderChanges, type OrderChanges } from './order/order-changes.ts'
import type { Parts } from './parts.ts'
import type { PaymentProvider } from './payment/provider.ts'
import { openPricing } from './pricing/open-pricing.ts'
import type { TaxProvider } from './pricing/tax.ts'
import { resolvers } from './resolvers.ts'
import { openSandbox, type SandboxSettings } from './sandbox/open-sandbox.ts'
import type { SandboxPage } from './sandbox/page.ts'
import { mountSandboxPage } from './sandbox/routes.ts'
import { settleOrder } from './settlement/settle-order.ts'
import { sweepOrders } from './settlement/sweep-orders.ts'
import { type StripeSettings, stripeProvider } from './stripe/stripe.ts'
import { defaultTimings, type Timings } from './timings.ts'
import { hearMissed } from './webhook/hear-missed.ts'
import { hearOfPayment, hearWebhook } from './webhook/hear-webhook.ts'
import { mountWebhooks } from './webhook/routes.ts'

/** What it needs of other services, given by whoever builds the topology. */
export type OrdersLinks = {
  /** The keys with which users signs access tokens. */
  readonly jwks: JWTVerifyGetKey
  readonly fetchRevocations: FetchRevocations
  readonly products: SubgraphTransport
  readonly events: EventTransport
  /** How events come in by a broker; without it they are pushed. */
  readonly consume?: ConsumeEvents | undefined
}

export type OrdersOptions = {
  readonly databaseUrl: string
  /** At least 32 characters: guests' access to their orders depends on it. */
  readonly secret: string
  readonly log: Logger
  readonly links: OrdersLinks
  /** False switches the sandbox off. */
  readonly sandbox?: SandboxSettings | false
  /** Undefined: no Stripe. */
  readonly stripe?: StripeSettings | undefined
  /** Further providers, or ones that stand in for those of the same name. */
  readonly providers?: (own: readonly PaymentProvider[]) => readonly PaymentProvider[]
  /** When the money of new orders is taken: with the order unless told otherwise. */
  readonly captureAt?: Parts['captureAt']
  /** Tells the taxes in place of our own table of rates. */
  readonly taxes?: TaxProvider
  /** Whether prices have the tax in them: they do unless told otherwise. */
  readonly pricesIncludeTax?: boolean
  /** Where merchants' webhooks may go: to the public internet unless given. */
  readonly webhooks?: Partial<TargetPolicy>
  /** No mail is sent without it. */
  readonly mail?: MailSettings | undefined
  readonly timings?: Partial<Timings>
  readonly maxConnections?: number
  readonly streams?: Partial<StreamLimits>
  readonly onQuery?: (text: string) => void
  readonly onStep?: Parts['onStep']
  /** Sends a guest the link to an order; by mail unless given. */
  readonly sendOrderLink?: (link: OrderLink) => Promise<void>
  readonly metrics?: Metrics | undefined
  readonly now?: () => Date
}

export type OrdersService = AsyncDisposable & {
  readonly handler: SubgraphHandler
  /** Who hears of changes of orders. */
  readonly changes: Pick<OrderChanges, 'listening' | 'watching'>
  /** What is sent to merchants. */
  readonly webhooks: Pick<WebhookSender, 'listening'>
  readonly events: EventReceiver
  /** Settles now all that is due, instead of within seconds; answers how many orders. */
  sweepOrders(): Promise<number>
  /** Asks providers now for news that never arrived; answers how many orders are to be looked at because of them. */
  hearMissed(): Promise<number>
  /** As if a provider had told that something became of a payment; `paymentKey` is our key. */
  hearFromProvider(paymentKey: string): Promise<void>
  /** The sandbox's pages, for a topology in which this service has no port of its own; undefined without it. */
  readonly sandboxPage: SandboxPage | undefined
  /** Sends now what the sandbox has to tell; nothing without it. */
  flushSandbox(): Promise<void>
  /** Mounts them at /sandbox/payments, if there are any, and at /webhooks/<provider> what providers send to. */
  mountPages(app: FastifyInstance): void
  ready(): Promise<boolean>
  /** The HTTP shell, not listening yet. */
  httpApp(keys: KeyRing): Promise<FastifyInstance>
}

/** A request that was let in with a good token may go on with it. */
const longestRequestMs = 10_000

/** The database is migrated already. */
export async function openOrders(options: OrdersOptions): Promise<OrdersService> {
  const { databaseUrl, secret, log, links, maxConnections, onQuery } = options
  await using opening = new AsyncDisposableStack()
  const connection = opening.use(
    connect({
      url: databaseUrl,
      applicationName: 'orders',
      ...(maxConnections === undefined ? {} : { max: maxConnections }),
      ...(onQuery ? { onQuery } : {}),
    }),
  )
  const tokens = orderTokens({
    key: createHmac('sha256', secret).update('orders access tokens').digest('base64url'),
    lifetimeMs: options.timings?.orderAccessMs ?? defaultTimings.orderAccessMs,
    now: options.now ?? currentTime,
  })
  const sandbox = opening.use(openSandboxOf(options, connection))
  const runs = opening.use(backgroundRuns({ log, now: options.now ?? currentTime }))
  const timings = { ...defaultTimings, ...options.timings }
  const changes = opening.use(
    listenForOrderChanges({ sql: connection.sql, log, checkMs: timings.listenCheckMs }),
  )
  const own = [...(sandbox ? [sandbox.provider] : []), ...stripeOf(options, connection)]
  const mailer = openMailer(options.mail, log)
  if (mailer) opening.use(mailer)
  const onPlaced = changes.tellPlaced
  const parts = partsOf(options, { connection, runs, tokens, mailer, own, timings, onPlaced })
  const revocations = opening.use(await followRevocations(links.fetchRevocations, log))
  opening.use(
    startRelay({
      source: 'orders',
      sql: connection.sql,
      subscribers: subscribers['order.paid'],
      transport: links.events,
      log,
      metrics: options.metrics?.events,
    }),
  )
  const mail = mailer && { connection, mailer, tokens, shopUrl: options.mail?.shopUrl, now: parts.now }
  opening.use(await startJobs(parts, { databaseUrl, mail }))
  const webhooks = openWebhooks(opening, parts, options.metrics)
  const handler = opening.use(
    await createSubgraph({
      name: 'orders',
      typeDefs: loadSubgraphSdl('orders'),
      resolvers,
      access,
      verifyToken: accessTokenVerifier({
        keys: links.jwks,
        isRevoked: revocations.isRevoked,
        graceMs: longestRequestMs,
      }),
      createContext: contextFactory({ parts, tokens, changes }),
      log,
      metrics: options.metrics,
      streams: options.streams,
    }),
  )
  const events = eventReceiver<Transaction, EventPayloads>({
    consumer: 'orders',
    handlers: eventHandlers(parts),
    publishers,
    problemOf: payloadCheckOf(loadEvents()),
    transaction: (work) => withTransaction(connection, work),
    onGap: gapTeller('orders', log, options.metrics?.events),
  })
  const intake = opening.use(
    openIntake({ receiver: events, consume: links.consume, log, metrics: options.metrics?.events }),
  )
  const mountPages = (app: FastifyInstance) => {
    if (sandbox) mountSandboxPage(app, sandbox.page)
    mountWebhooks(app, (provider, request) => hearWebhook(parts, provider, request))
  }
  const ready = () =>
    connection.sql`select 1`.then(
      () => intake.isReady(),
      () => false,
    )
  const resources = opening.move()
  return {
    handler,
    changes,
    webhooks,
    events,
    sweepOrders: () => sweepOrders(parts),
    hearMissed: () => hearMissed(parts),
    async hearFromProvider(paymentKey) {
      const orderId = await hearOfPayment(parts, paymentKey)
      if (orderId !== undefined) await settleOrder(parts, orderId)
    },
    sandboxPage: sandbox?.page,
    flushSandbox: async () => sandbox?.flush(),
    mountPages,
    ready,
    httpApp: (keys) =>
      subgraphHttp({
        handler,
        log,
        keys,
        ready,
        publicRoutes: mountPages,
        internalRoutes: intake.mount,
      }),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

function openSandboxOf(options: OrdersOptions, connection: Parts['connection']) {
  const { sandbox = {}, now = currentTime, secret, log } = options
  if (sandbox === false) return undefined
  const webhookSecret = createHmac('sha256', secret).update('sandbox webhooks').digest('base64url')
  return openSandbox(sandbox, { connection, webhookSecret, now, log })
}

function stripeOf({ stripe, now = currentTime }: OrdersOptions, connection: Parts['connection']) {
  return stripe === undefined ? [] : [stripeProvider(stripe, { connection, now })]
}

function partsOf(
  options: OrdersOptions,
  given: Pick<Parts, 'connection' | 'timings' | 'onPlaced'> & {
    readonly runs: BackgroundRuns
    readonly tokens: OrderTokens
    readonly mailer: Mailer | undefined
    readonly own: readonly PaymentProvider[]
  },
): Parts {
  const { connection, timings, onPlaced, runs, tokens, mailer, own } = given
  const { links, log, providers = (all) => all, onStep = () => {}, now = currentTime } = options
  const byMail = mailer ? orderLinkMailer({ mailer, shopUrl: options.mail?.shopUrl, log }) : withoutMail(log)
  const { sendOrderLink = byMail } = options
  return {
    connection,
    catalog: catalogOf(links.products, timings.catalogMs),
    captureAt: options.captureAt ?? 'CHECKOUT',
    stripePublishableKey: options.stripe?.publishableKey,
    pricing: openPricing({ ...options, connection, taxesMs: timings.taxesMs }),
    providers: new Map(providers(own).map((provider) => [provider.name, provider])),
    publish: publisherOf<EventPayloads>({ versions: eventVersions, subscribers }),
    timings,
    runs,
    sendOrderLink: (order) => sendOrderLink({ order, accessToken: tokens.freshTokenOf(order.id) }),
    webhooks: {
      vault: secretVault(options.secret),
      targets: { allowsPrivate: false, resolve: resolveName, ...options.webhooks },
    },
    onStep,
    onPlaced,
    addMail: isMailSent(options.mail) ? addMailJob : async () => {},
    now,
    log,
  }
}

function withoutMail(log: Logger): (link: OrderLink) => Promise<void> {
  return async ({ order }) => log.warn({ orderId: order.id }, 'nobody sends mail: a guest gets no link')
}

function currentTime(): Date {
  return new Date()
}
