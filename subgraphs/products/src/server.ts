// The products service, put together by hand: what it opens here it closes in the reverse order.
import { connect } from '@supermarket/drizzle/connect.ts'
import { type Transaction, withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { loadEvents } from '@supermarket/schema/events/load-events.ts'
import { payloadCheckOf } from '@supermarket/schema/events/payload-check.ts'
import { type EventPayloads, publishers, subscribers } from '@supermarket/schema/events.ts'
import { loadSubgraphSdl } from '@supermarket/schema/load.ts'
import { accessTokenVerifier } from '@supermarket/service-kit/access-token.ts'
import { type ConsumeEvents, gapTeller, openIntake } from '@supermarket/service-kit/events/event-intake.ts'
import { type EventReceiver, eventReceiver } from '@supermarket/service-kit/events/receiver.ts'
import { startRelay } from '@supermarket/service-kit/events/relay.ts'
import type { EventTransport } from '@supermarket/service-kit/events/transport.ts'
import type { Metrics } from '@supermarket/service-kit/metrics.ts'
import { type FetchRevocations, followRevocations } from '@supermarket/service-kit/revocations.ts'
import type { KeyRing } from '@supermarket/service-kit/signing-keys.ts'
import { createSubgraph, type SubgraphHandler } from '@supermarket/service-kit/subgraph.ts'
import { subgraphHttp } from '@supermarket/service-kit/subgraph-http.ts'
import type { FastifyInstance } from 'fastify'
import type { JWTVerifyGetKey } from 'jose'
import type { Logger } from 'pino'
import { access } from './access.ts'
import { contextFactory } from './context.ts'
import { startJobs } from './jobs.ts'
import { resolvers } from './resolvers.ts'
import { orderEventHandlers } from './stock/order-events.ts'
import { applyLowStockThreshold } from './stock/store.ts'
import { expireReservations } from './stock/sweep.ts'

export type ProductsLinks = {
  /** The keys with which users signs access tokens. */
  readonly jwks: JWTVerifyGetKey
  readonly fetchRevocations: FetchRevocations
  readonly events: EventTransport
  /** How events come in by a broker; without it they are pushed. */
  readonly consume?: ConsumeEvents | undefined
}

export type ProductsOptions = {
  readonly databaseUrl: string
  readonly log: Logger
  readonly links: ProductsLinks
  /** So many pieces or fewer are LOW_STOCK. */
  readonly lowStockThreshold?: number
  readonly maxConnections?: number
  readonly onQuery?: (text: string) => void
  readonly metrics?: Metrics | undefined
  readonly now?: () => Date
}

export type ProductsService = AsyncDisposable & {
  readonly handler: SubgraphHandler
  readonly events: EventReceiver
  /** Gives back now what lapsed, instead of within a minute; answers how many reservations did. */
  expireReservations(): Promise<number>
  ready(): Promise<boolean>
  /** The HTTP shell, not listening yet. */
  httpApp(keys: KeyRing): Promise<FastifyInstance>
}

/** A request that was let in with a good token may go on with it. */
const longestRequestMs = 10_000

/** The database is migrated already. */
export async function openProducts(options: ProductsOptions): Promise<ProductsService> {
  const { databaseUrl, log, links, maxConnections, onQuery, now = () => new Date() } = options
  await using opening = new AsyncDisposableStack()
  const connection = opening.use(
    connect({
      url: databaseUrl,
      applicationName: 'products',
      ...(maxConnections === undefined ? {} : { max: maxConnections }),
      ...(onQuery ? { onQuery } : {}),
    }),
  )
  await applyLowStockThreshold(connection, options.lowStockThreshold ?? 5)
  const revocations = opening.use(await followRevocations(links.fetchRevocations, log))
  opening.use(
    startRelay({
      source: 'products',
      sql: connection.sql,
      subscribers: subscribers['reservation.expired'],
      transport: links.events,
      log,
      metrics: options.metrics?.events,
    }),
  )
  opening.use(await startJobs({ connection, databaseUrl, log }))
  const handler = opening.use(
    await createSubgraph({
      name: 'products',
      typeDefs: loadSubgraphSdl('products'),
      resolvers,
      access,
      verifyToken: accessTokenVerifier({
        keys: links.jwks,
        isRevoked: revocations.isRevoked,
        graceMs: longestRequestMs,
      }),
      createContext: contextFactory({ connection, now }),
      log,
      metrics: options.metrics,
    }),
  )
  const events = eventReceiver<Transaction, EventPayloads>({
    consumer: 'products',
    handlers: orderEventHandlers(log),
    publishers,
    problemOf: payloadCheckOf(loadEvents()),
    transaction: (work) => withTransaction(connection, work),
    onGap: gapTeller('products', log, options.metrics?.events),
  })
  const intake = opening.use(
    openIntake({ receiver: events, consume: links.consume, log, metrics: options.metrics?.events }),
  )
  const ready = () =>
    connection.sql`select 1`.then(
      () => intake.isReady(),
      () => false,
    )
  const resources = opening.move()
  return {
    handler,
    events,
    expireReservations: () => expireReservations(connection),
    ready,
    httpApp: (keys) => subgraphHttp({ handler, keys, ready, internalRoutes: intake.mount }),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}
