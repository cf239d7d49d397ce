// Who is behind one WebSocket, and for how long. A new token may prolong the stay of the same one; it never makes the
// connection somebody else's.
import type { IncomingMessage } from 'node:http'
import type { BaseContext } from '@apollo/server'
import type { GraphQLError } from 'graphql'
import { otherIdentity } from './refusals.ts'
import { watchSession } from './session.ts'
import { closeOf, type SocketClose, tooManyInits, tryAgainLater, unauthorized } from './socket-close.ts'
import { toGraphQLError } from './to-graphql-error.ts'
import type { SocketServer } from './websocket-options.ts'

type Params = Readonly<Record<string, unknown>>

export type SocketIdentity<Context> = Disposable & {
  /** Takes the payload of `connection_init`. Whether the connection may be used. */
  open(params: Params): Promise<boolean>
  /**
   * Takes a new value of `authorization`. False when it could not be checked: then the old one stays good for its time.
   * One may wait for another that is being checked; a further one closes the socket.
   */
  renew(authorization: string): Promise<boolean>
  /** Resolves when no renewal is under way. */
  settled(): Promise<unknown>
  params(): Params
  /** Whom the session names; undefined for nobody. */
  identity(): string | undefined
  renewedContext(): Context | undefined
}

type IdentityOptions = {
  readonly request: IncomingMessage
  /** Aborts when the socket closes. */
  readonly signal: AbortSignal
  /** Called when the connection is refused, or its session is over. */
  readonly onOver: (close: SocketClose) => void
}

export function socketIdentity<Context extends BaseContext>(
  server: SocketServer<Context>,
  { request, signal, onOver }: IdentityOptions,
): SocketIdentity<Context> {
  let accepted: { readonly identity: string | undefined; readonly watch: Disposable } | undefined
  let params: Params = {}
  let renewedContext: Context | undefined
  const endWith = (error: GraphQLError) => onOver({ ...unauthorized, reason: error.message })

  async function accept(candidate: Params): Promise<Context> {
    const contextValue = await server.context({ request, params: candidate, signal })
    const session = await server.session?.(contextValue)
    if (accepted && accepted.identity !== session?.identity) throw otherIdentity()
    accepted?.watch[Symbol.dispose]()
    params = candidate
    accepted = {
      identity: session?.identity,
      watch: watchSession(signal.aborted ? undefined : session, endWith),
    }
    return contextValue
  }
  const renewals = oneAtATime(async (authorization) => {
    renewedContext = await accept({ ...params, authorization })
  }, onOver)
  return {
    async open(candidate) {
      try {
        await accept(candidate)
        return !signal.aborted
      } catch (error) {
        onOver(closeOf(toGraphQLError(error)))
        return false
      }
    },
    ...renewals,
    params: () => params,
    identity: () => accepted?.identity,
    renewedContext: () => renewedContext,
    [Symbol.dispose]: () => accepted?.watch[Symbol.dispose](),
  }
}

type Renewals = Pick<SocketIdentity<unknown>, 'renew' | 'settled'>

function oneAtATime(
  accept: (authorization: string) => Promise<void>,
  onOver: IdentityOptions['onOver'],
): Renewals {
  let wanted: string | undefined
  let renewing: Promise<boolean> | undefined
  const renewWanted = async () => {
    let renewed = false
    while (wanted !== undefined) {
      const authorization = wanted
      wanted = undefined
      renewed = await accept(authorization).then(
        () => true,
        (error: unknown) => {
          const close = closeOf(toGraphQLError(error))
          if (close !== tryAgainLater) onOver(close)
          return false
        },
      )
    }
    renewing = undefined
    return renewed
  }
  return {
    async renew(authorization) {
      if (wanted !== undefined) {
        onOver(tooManyInits)
        return false
      }
      wanted = authorization
      renewing ??= renewWanted()
      return renewing
    },
    settled: async () => renewing,
  }
}
