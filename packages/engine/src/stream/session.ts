// How long the one who subscribed may go on reading: until the token expires or the session is revoked.
import type { GraphQLError } from 'graphql'
import { sessionRevoked, tokenExpired } from './refusals.ts'
import { toGraphQLError } from './to-graphql-error.ts'

export type StreamSession = {
  /** Epoch milliseconds; absent for a stream that no token limits. */
  readonly expiresAt?: number | undefined
  /** Aborts when the session is revoked. */
  readonly revoked?: AbortSignal | undefined
  /** Whose session it is. A token that renews it over WebSocket must name the same one. */
  readonly identity?: string | undefined
}

/**
 * The session behind a context value; undefined for a caller without one. Throws a GraphQLError to refuse: with the code
 * UNAUTHENTICATED a socket closes with 4401, with FORBIDDEN 4403, with BAD_REQUEST 4400, with any other 1013, after
 * which clients come again.
 */
export type SessionOf<Context> = (
  contextValue: Context,
) => StreamSession | undefined | Promise<StreamSession | undefined>

export type OpenSession = Disposable & { readonly identity: string | undefined }

/** Opens the session behind a context value and watches it; one that is refused is over at once. */
export async function openSession<Context>(
  sessionOf: SessionOf<Context> | undefined,
  contextValue: Context | undefined,
  over: (reason: GraphQLError) => void,
): Promise<OpenSession | undefined> {
  if (sessionOf === undefined || contextValue === undefined) return undefined
  try {
    const session = await sessionOf(contextValue)
    return { identity: session?.identity, ...watchSession(session, over) }
  } catch (error) {
    over(toGraphQLError(error))
    return undefined
  }
}

/** Longer than this a timer of Node's fires at once. */
const longestTimerMs = 2_147_483_647

/** Calls `over` once, when the session ends. Disposing stops the watch. */
export function watchSession(
  session: StreamSession | undefined,
  over: (reason: GraphQLError) => void,
): Disposable {
  if (session === undefined) return { [Symbol.dispose]: () => {} }
  const { expiresAt = Number.POSITIVE_INFINITY, revoked } = session
  let timer: NodeJS.Timeout | undefined
  const stop = () => {
    clearTimeout(timer)
    revoked?.removeEventListener('abort', onRevoked)
  }
  const end = (reason: GraphQLError) => {
    stop()
    over(reason)
  }
  const onRevoked = () => end(sessionRevoked())
  const waitForExpiry = () => {
    const leftMs = expiresAt - Date.now()
    if (leftMs <= 0) return end(tokenExpired())
    timer = setTimeout(waitForExpiry, Math.min(leftMs, longestTimerMs))
  }
  if (revoked?.aborted) onRevoked()
  else {
    revoked?.addEventListener('abort', onRevoked)
    if (expiresAt !== Number.POSITIVE_INFINITY) waitForExpiry()
  }
  return { [Symbol.dispose]: stop }
}
