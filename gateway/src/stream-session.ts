// How long a stream may go on: until its token has expired or its session is revoked. Revocations arrive by polling, so
// open sessions are looked at as often.
import type { SessionOf, StreamSession } from '@supermarket/engine/stream/session.ts'
import { unauthenticated } from '@supermarket/service-kit/graph-error.ts'
import type { GatewayContext } from './context.ts'

const lookMs = 1_000

export type StreamSessions = Disposable & { readonly sessionOf: SessionOf<GatewayContext> }

type Watched = { readonly isStillGood: () => boolean; readonly over: AbortController }

export function streamSessions(): StreamSessions {
  const watched = new Set<Watched>()
  const looking = setInterval(() => {
    for (const session of watched) {
      if (session.isStillGood()) continue
      watched.delete(session)
      session.over.abort()
    }
  }, lookMs).unref()
  return {
    sessionOf({ token, signal }): StreamSession | undefined {
      if (!token.ok) throw unauthenticated('The access token is not valid.')
      const { viewer, isStillGood } = token
      if (viewer.kind === 'anonymous' || isStillGood === undefined) return undefined
      const session: Watched = { isStillGood, over: new AbortController() }
      watched.add(session)
      signal.addEventListener('abort', () => watched.delete(session), { once: true })
      return { revoked: session.over.signal, identity: viewer.userId }
    },
    [Symbol.dispose]: () => clearInterval(looking),
  }
}
