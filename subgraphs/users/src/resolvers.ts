// All resolvers of this service, slice by slice.
import { accountResolvers } from './account/resolvers.ts'
import type { Resolvers } from './generated/resolvers-types.ts'
import { sessionResolvers } from './session/resolvers.ts'

export const resolvers: Resolvers = {
  Query: accountResolvers.Query,
  Mutation: { ...accountResolvers.Mutation, ...sessionResolvers.Mutation },
  User: { ...accountResolvers.User, ...sessionResolvers.User },
  UserConnection: accountResolvers.UserConnection,
  SessionConnection: sessionResolvers.SessionConnection,
}
