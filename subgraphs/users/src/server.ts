// The users service, put together by hand: what it opens here it closes in the reverse order.
import { connect } from '@supermarket/drizzle/connect.ts'
import { type Transaction, withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { loadEvents } from '@supermarket/schema/events/load-events.ts'
import { payloadCheckOf } from '@supermarket/schema/events/payload-check.ts'
import { type EventPayloads, publishers, subscribers } from '@supermarket/schema/events.ts'
import { loadSubgraphSdl } from '@supermarket/schema/load.ts'
import { accessTokenVerifier } from '@supermarket/service-kit/access-token.ts'
import { eventsRoute } from '@supermarket/service-kit/events/http-route.ts'
import { type EventReceiver, eventReceiver } from '@supermarket/service-kit/events/receiver.ts'
import { startRelay } from '@supermarket/service-kit/events/relay.ts'
import type { EventTransport } from '@supermarket/service-kit/events/transport.ts'
import type { Metrics } from '@supermarket/service-kit/metrics.ts'
import { type FetchRevocations, followRevocations } from '@supermarket/service-kit/revocations.ts'
import type { KeyRing } from '@supermarket/service-kit/signing-keys.ts'
import { createSubgraph, type SubgraphHandler } from '@supermarket/service-kit/subgraph.ts'
import { subgraphHttp } from '@supermarket/service-kit/subgraph-http.ts'
import type { FastifyInstance } from 'fastify'
import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose'
import type { Logger } from 'pino'
import { access } from './access.ts'
import { contextFactory } from './context.ts'
import {
  createPasswordHasher,
  defaultHashingLimits,
  type HashingLimits,
} from './credentials/password-hasher.ts'
import { jwksRoute, revocationsRoute } from './http-routes.ts'
import { startMaintenance } from './maintenance.ts'
import { publishUserEvent } from './publish-user-event.ts'
import { resolvers } from './resolvers.ts'
import { listRevocations } from './revocation/store.ts'
import { deriveSecrets } from './secrets.ts'
import { refuseSeededAccounts, type SeededAccount, seedAccounts } from './seed/seed-accounts.ts'
import { createRefreshTokens } from './session/refresh-tokens.ts'
import { openSigningKeys } from './signing/signing-keys.ts'
import { type CredentialLimits, createThrottle, defaultCredentialLimits } from './throttle/throttle.ts'
import type { Tools } from './tools.ts'

export type UsersLinks = { readonly events: EventTransport }

export type UsersOptions = {
  readonly databaseUrl: string
  /** At least 32 characters: refresh tokens and the signing keys at rest depend on it. */
  readonly secret: string
  readonly log: Logger
  readonly links: UsersLinks
  /** Refuses to start beside demo accounts. */
  readonly production?: boolean
  readonly limits?: Partial<CredentialLimits>
  readonly hashing?: Partial<HashingLimits>
  readonly maxConnections?: number
  readonly onQuery?: (text: string) => void
  readonly metrics?: Metrics | undefined
}

export type UsersService = AsyncDisposable & {
  readonly handler: SubgraphHandler
  readonly events: EventReceiver
  /** Verifies access tokens with the keys in the database. */
  readonly jwks: JWTVerifyGetKey
  jwksJson(): JSONWebKeySet
  readonly fetchRevocations: FetchRevocations
  /** See `rotateKeys`. */
  rotateSigningKeys(): Promise<number>
  readonly seedAccounts: (accounts: readonly SeededAccount[], password: string) => Promise<void>
  ready(): Promise<boolean>
  /** The HTTP shell, not listening yet. */
  httpApp(keys: KeyRing): Promise<FastifyInstance>
}

/** A request that was let in with a good token may go on with it. */
const longestRequestMs = 10_000

/** The database is migrated already. Rejects with a StartupError for what a person has to mend. */
export async function openUsers(options: UsersOptions): Promise<UsersService> {
  const { databaseUrl, secret, log, links, production = false, maxConnections, onQuery, metrics } = options
  await using opening = new AsyncDisposableStack()
  const connection = opening.use(
    connect({
      url: databaseUrl,
      applicationName: 'users',
      ...(maxConnections === undefined ? {} : { max: maxConnections }),
      ...(onQuery ? { onQuery } : {}),
    }),
  )
  const secrets = deriveSecrets(secret)
  if (production) await refuseSeededAccounts(connection)
  const signingKeys = await openSigningKeys({ connection, secret: secrets.signingKeys })
  const fetchRevocations: FetchRevocations = (after) => listRevocations(connection.db, after)
  const revocations = opening.use(await followRevocations(fetchRevocations, log))
  const tools: Tools = {
    connection,
    passwords: await createPasswordHasher({ ...defaultHashingLimits, ...options.hashing }),
    refreshTokens: createRefreshTokens(secrets.refreshTokens),
    signingKeys,
    throttle: createThrottle(connection.db, { ...defaultCredentialLimits, ...options.limits }),
    publish: publishUserEvent,
    applyRevocations: () => revocations.refresh(),
  }
  opening.use(startMaintenance({ connection, signingKeys, log }))
  opening.use(
    startRelay({
      source: 'users',
      sql: connection.sql,
      subscribers: subscribers['user.deleted'],
      transport: links.events,
      log,
      metrics: metrics?.events,
    }),
  )
  const handler = opening.use(
    await createSubgraph({
      name: 'users',
      typeDefs: loadSubgraphSdl('users'),
      resolvers,
      access,
      verifyToken: accessTokenVerifier({
        keys: signingKeys.jwks,
        isRevoked: revocations.isRevoked,
        graceMs: longestRequestMs,
      }),
      createContext: contextFactory(tools),
      log,
      metrics: options.metrics,
    }),
  )
  const events = eventReceiver<Transaction, EventPayloads>({
    consumer: 'users',
    handlers: {},
    publishers,
    problemOf: payloadCheckOf(loadEvents()),
    transaction: (work) => withTransaction(connection, work),
  })
  const ready = async () => {
    await connection.sql`select 1`
    return true
  }
  const resources = opening.move()
  return {
    handler,
    events,
    jwks: signingKeys.jwks,
    jwksJson: signingKeys.jwksJson,
    fetchRevocations,
    rotateSigningKeys: signingKeys.rotate,
    seedAccounts: (accounts, password) => seedAccounts(tools, accounts, password),
    ready: () => ready().catch(() => false),
    httpApp: (keys) =>
      subgraphHttp({
        handler,
        log,
        keys,
        ready: () => ready().catch(() => false),
        publicRoutes: (app) => jwksRoute(app, signingKeys),
        internalRoutes: (app) => {
          revocationsRoute(app, fetchRevocations)
          eventsRoute(events, log)(app)
        },
      }),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}
