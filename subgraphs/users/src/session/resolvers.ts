// `Session`, the list of them, and what opens, prolongs and ends one.
import { toConnection } from '@supermarket/service-kit/connection.ts'
import { badUserInput } from '@supermarket/service-kit/graph-error.ts'
import { payloadOf, Refusal } from '@supermarket/service-kit/refusal.ts'
import type { UserReference } from '../account/account.ts'
import type { Context } from '../context.ts'
import type { MutationResolvers, Resolvers } from '../generated/resolvers-types.ts'
import { requireViewer } from '../require-viewer.ts'
import { deliverTokens } from './deliver-tokens.ts'
import { logOut, logOutEverywhere, revokeSession } from './end-sessions.ts'
import { logIn } from './log-in.ts'
import { refreshSession } from './refresh-session.ts'
import type { SeenSession, Session } from './session.ts'

const Mutation: MutationResolvers = {
  userLogin: (_, { input }, context) =>
    payloadOf(async () => {
      const { account, signedIn } = await logIn(context.tools, input, context.client)
      context.accounts.remember(account)
      return {
        user: { id: account.id, openedSessionId: signedIn.sessionId },
        tokens: deliverTokens(context, signedIn.tokens),
      }
    }),
  sessionRefresh: (_, { input }, context) =>
    payloadOf(async () => {
      const presented = presentedToken(input.refreshToken, context)
      const { log, client } = context
      try {
        const tokens = await refreshSession(context.tools, presented, { address: client.address, log })
        return { tokens: deliverTokens(context, tokens) }
      } catch (error) {
        // The browser would go on presenting a dead session, and be refused whatever it asks for.
        if (error instanceof Refusal) context.cookies?.clear()
        throw error
      }
    }),
  sessionRevoke: (_, { input }, context) =>
    payloadOf(async () => {
      const viewer = requireViewer(context)
      const session = await revokeSession(context.tools, viewer, input.sessionId)
      const current = session.id === viewer.sessionId
      if (current) context.cookies?.clear()
      return { session: { ...session, current } }
    }),
  userLogout: (_, _args, context) =>
    payloadOf(async () => {
      const viewer = requireViewer(context)
      await logOut(context.tools, viewer)
      context.cookies?.clear()
      return { user: { id: viewer.userId } }
    }),
  userLogoutEverywhere: (_, _args, context) =>
    payloadOf(async () => {
      const viewer = requireViewer(context)
      const sessionsRevoked = await logOutEverywhere(context.tools, viewer)
      context.cookies?.clear()
      return { user: { id: viewer.userId }, sessionsRevoked }
    }),
}

const User: Resolvers['User'] = {
  async sessions(user, args, context) {
    const { page, sessions } = await context.sessions.loadPage(user.id, args)
    const seen = sessions.map((session) => asSeen(session, user, context))
    const keysetOf = ({ lastUsedAt, id }: Session) => [lastUsedAt.getTime(), id]
    return { ...toConnection(seen, page, keysetOf), userId: user.id }
  },
}

const SessionConnection: Resolvers['SessionConnection'] = {
  totalCount: ({ userId }, _, { sessions }) => sessions.loadCount(userId),
}

function asSeen(session: Session, user: UserReference, { viewer }: Context): SeenSession {
  const own = user.openedSessionId ?? (viewer.kind === 'user' ? viewer.sessionId : undefined)
  return { ...session, current: session.id === own }
}

/** From the input or, in cookie mode, from the cookie; both would leave open which session is meant. */
function presentedToken(given: string | null | undefined, { cookies }: Context): string {
  if (cookies === undefined) {
    if (given == null) throw badUserInput('refreshToken is required, except in cookie mode.')
    return given
  }
  if (given != null) throw badUserInput('refreshToken must be left out in cookie mode.')
  return cookies.refreshToken ?? ''
}

export const sessionResolvers = { Mutation, User, SessionConnection }
