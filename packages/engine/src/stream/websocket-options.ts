// What the WebSocket server is told and how far it lets its clients go.
import type { IncomingMessage } from 'node:http'
import type { ApolloServer, BaseContext } from '@apollo/server'
import type { FormattedExecutionResult } from 'graphql'
import type { FormatErrors } from './answer-json.ts'
import type { SessionOf } from './session.ts'
import type { StreamQuota } from './stream-quota.ts'

export type SocketCall = {
  /** The request that opened the socket. */
  readonly request: IncomingMessage
  /** Payload of `connection_init`; `authorization` is the one of the last renewal. */
  readonly params: Readonly<Record<string, unknown>>
  /** Aborts when nobody waits for what the context is made for. */
  readonly signal: AbortSignal
}

export type WebsocketOptions<Context extends BaseContext> = {
  readonly server: ApolloServer<Context>
  /** `/graphql` */
  readonly path?: string | undefined
  /** Called for the connection, for each renewal of its token, and for each operation. Refuses as `session` does. */
  readonly context: (call: SocketCall) => Promise<Context>
  /** Where a connection comes from, such as a network address; absent: nobody has a share of his own. Must not throw. */
  readonly clientOf?: ((request: IncomingMessage) => string | undefined) | undefined
  /** How many subscriptions there may be. One for all ways in which they come, or else only those over WebSocket count. */
  readonly quota?: StreamQuota | undefined
  /** How long the connection may stay; absent: as long as its client likes. */
  readonly session?: SessionOf<Context> | undefined
  readonly formatErrors?: FormatErrors | undefined
  /** The one of Apollo Server, for queries and mutations; JSON.stringify. */
  readonly stringifyResult?: ((result: FormattedExecutionResult) => string | Promise<string>) | undefined
  /**
   * Which pages may connect: browsers ask no server before they open a socket, and send its cookies along. Only pages
   * of the same host, and whoever names no origin, unless this says otherwise. Must not throw.
   */
  readonly allowOrigin?: ((origin: string, request: IncomingMessage) => boolean) | undefined
  readonly limits?: Partial<WebsocketLimits> | undefined
}

/** The options with their defaults, as each connection knows them. */
export type SocketServer<Context extends BaseContext> = {
  readonly server: ApolloServer<Context>
  readonly context: (call: SocketCall) => Promise<Context>
  readonly session: SessionOf<Context> | undefined
  readonly clientOf: (request: IncomingMessage) => string | undefined
  readonly quota: StreamQuota
  readonly formatErrors: FormatErrors
  readonly stringifyResult: (result: FormattedExecutionResult) => string | Promise<string>
  readonly limits: WebsocketLimits
}

/** Times in milliseconds. */
export type WebsocketLimits = {
  /** 10,000; past it the upgrade gets 503. */
  readonly maxConnections: number
  /** Of one client, 100; past it the upgrade gets 429. */
  readonly maxConnectionsPerClient: number
  /** Operations at one time on one socket, 100; one more gets RATE_LIMITED. */
  readonly maxOperations: number
  /** Of one message of the client's, 100,000; a longer one closes the socket with 1009. */
  readonly maxMessageBytes: number
  /** How long a client may take to send `connection_init`, 3 s; then 4408. */
  readonly initMs: number
  /** Time between two pings, 12 s. Who has not answered one when the next is due is gone. */
  readonly heartbeatMs: number
  /** How long a message may wait to be taken by the client, 15 s; then 4420. */
  readonly stallMs: number
  /** What may wait for the client, 4 MiB and a message per operation; past it 4420. */
  readonly maxBufferedBytes: number
  /** How long queries and mutations may take to end when the server stops, 10 s. */
  readonly drainMs: number
  /** How long a client may take to answer that it closes too, 5 s. */
  readonly closeMs: number
}

export const defaultWebsocketLimits: WebsocketLimits = {
  maxConnections: 10_000,
  maxConnectionsPerClient: 100,
  maxOperations: 100,
  maxMessageBytes: 100_000,
  initMs: 3_000,
  heartbeatMs: 12_000,
  stallMs: 15_000,
  maxBufferedBytes: 4 * 1024 * 1024,
  drainMs: 10_000,
  closeMs: 5_000,
}
