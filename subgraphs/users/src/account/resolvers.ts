// `User`, the lists of users, and what changes an account.
import { payloadOf } from '@supermarket/service-kit/refusal.ts'
import { isAdmin, isStaff, isUser } from '@supermarket/service-kit/viewer.ts'
import type { Context } from '../context.ts'
import type { MutationResolvers, QueryResolvers, Resolvers } from '../generated/resolvers-types.ts'
import { requireViewer } from '../require-viewer.ts'
import { deliverTokens } from '../session/deliver-tokens.ts'
import type { Account, UserReference } from './account.ts'
import { changePassword } from './change-password.ts'
import { changeRoles } from './change-roles.ts'
import { deleteAccount } from './delete-account.ts'
import { countUsers, listUsers } from './list-users.ts'
import { register } from './register.ts'
import { updateProfile } from './update-profile.ts'

const Query: QueryResolvers = {
  me: (_, _args, { viewer }) => (viewer.kind === 'user' ? { id: viewer.userId } : null),
  user: (_, { id }, { accounts }) => accounts.load(id),
  async users(_, args, { accounts, tools, viewer }) {
    const page = await listUsers(tools.connection.db, args, isAdmin(viewer))
    for (const account of page.nodes) accounts.remember(account)
    return page
  },
}

const Mutation: MutationResolvers = {
  userRegister: (_, { input }, context) =>
    payloadOf(async () => {
      const { account, signedIn } = await register(context.tools, input, context.client)
      const user = { ...remembered(context, account), openedSessionId: signedIn.sessionId }
      return { user, tokens: deliverTokens(context, signedIn.tokens) }
    }),
  userUpdate: (_, { input }, context) =>
    payloadOf(async () => ({
      user: remembered(context, await updateProfile(context.tools, requireViewer(context), input)),
    })),
  userPasswordChange: (_, { input }, context) =>
    payloadOf(async () => {
      const change = { ...input, client: context.client }
      return {
        user: remembered(context, await changePassword(context.tools, requireViewer(context), change)),
      }
    }),
  userDelete: (_, { input }, context) =>
    payloadOf(async () => {
      const viewer = requireViewer(context)
      const { client, requestId } = context
      await deleteAccount(context.tools, viewer, { password: input.password, client, requestId })
      context.accounts.forget(viewer.userId)
      context.cookies?.clear()
      return { userId: viewer.userId }
    }),
  userRolesUpdate: (_, { input }, context) =>
    payloadOf(async () => ({
      user: remembered(context, await changeRoles(context.tools, requireViewer(context), input)),
    })),
}

const User: Resolvers['User'] = {
  /** Null for an unknown user, and for somebody else's eyes. */
  async __resolveReference({ id }, { accounts, viewer }) {
    if (!isStaff(viewer) && !isUser(viewer, id)) return null
    const account = await accounts.load(id)
    return account && { id: account.id }
  },
  email: async (user, _, { accounts }) => (await accounts.load(user.id))?.email,
  name: async (user, _, { accounts }) => (await accounts.load(user.id))?.name,
  roles: async (user, _, { accounts }) => (await accounts.load(user.id))?.roles,
  createdAt: async (user, _, { accounts }) => (await accounts.load(user.id))?.createdAt,
}

const UserConnection: Resolvers['UserConnection'] = {
  totalCount: (page, _, { tools }) => countUsers(tools.connection.db, page),
}

function remembered({ accounts }: Context, account: Account): UserReference {
  accounts.remember(account)
  return { id: account.id }
}

export const accountResolvers = { Query, Mutation, User, UserConnection }
