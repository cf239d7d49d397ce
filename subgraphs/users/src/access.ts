// Who may see and do what in this service. Fields that are only reached through a guarded one are public here.
import {
  type AccessTable,
  admin,
  owner,
  type Rule,
  signedIn,
  staff,
} from '@supermarket/service-kit/access.ts'
import type { UserReference } from './account/account.ts'

/** The user themselves, also in the answer of the very request that signed them in; or whoever `orElse` allows. */
function ownerOr(orElse: Rule): Rule {
  const rule = owner((user: UserReference) => user.id, orElse)
  return {
    name: rule.name,
    decide: (user: UserReference, args, context) =>
      user.openedSessionId === undefined ? rule.decide(user, args, context) : 'allow',
  }
}

export const access: AccessTable = {
  'Query.me': 'public',
  'Query.user': staff,
  'Query.users': staff,

  'Mutation.userRegister': 'public',
  'Mutation.userLogin': 'public',
  'Mutation.sessionRefresh': 'public',
  'Mutation.sessionRevoke': signedIn,
  'Mutation.userLogout': signedIn,
  'Mutation.userLogoutEverywhere': signedIn,
  'Mutation.userUpdate': signedIn,
  'Mutation.userPasswordChange': signedIn,
  'Mutation.userDelete': signedIn,
  'Mutation.userRolesUpdate': admin,

  'User.id': ownerOr(staff),
  'User.name': ownerOr(staff),
  'User.roles': ownerOr(staff),
  'User.email': ownerOr(admin),
  'User.createdAt': ownerOr(admin),
  'User.sessions': ownerOr(admin),

  ...open('UserConnection', 'edges', 'nodes', 'pageInfo', 'totalCount'),
  ...open('UserEdge', 'cursor', 'node'),
  ...open('Session', 'id', 'current', 'device', 'createdAt', 'lastUsedAt', 'expiresAt'),
  ...open('SessionConnection', 'edges', 'nodes', 'pageInfo', 'totalCount'),
  ...open('SessionEdge', 'cursor', 'node'),
  ...open('AuthTokens', 'accessToken', 'accessTokenExpiresAt', 'refreshToken', 'refreshTokenExpiresAt'),
  ...open('UserRegisterPayload', 'user', 'tokens', 'userErrors'),
  ...open('UserLoginPayload', 'user', 'tokens', 'userErrors'),
  ...open('SessionRefreshPayload', 'tokens', 'userErrors'),
  ...open('SessionRevokePayload', 'session', 'userErrors'),
  ...open('UserLogoutPayload', 'user', 'userErrors'),
  ...open('UserLogoutEverywherePayload', 'user', 'sessionsRevoked', 'userErrors'),
  ...open('UserUpdatePayload', 'user', 'userErrors'),
  ...open('UserPasswordChangePayload', 'user', 'userErrors'),
  ...open('UserDeletePayload', 'userId', 'userErrors'),
  ...open('UserRolesUpdatePayload', 'user', 'userErrors'),

  ...open('Money', 'minor', 'currency', 'amount'),
  ...open('Address', 'name', 'line1', 'line2', 'city', 'region', 'postalCode', 'country', 'phone'),
  ...open('PageInfo', 'hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'),
  ...open('GeneralUserError', 'code', 'message', 'path'),
  ...open('InsufficientStock', 'code', 'message', 'path', 'variantId', 'available'),
  ...open('PriceChanged', 'code', 'message', 'path', 'expected', 'actual'),
  ...open('VersionConflict', 'code', 'message', 'path', 'currentVersion'),
}

function open(type: string, ...fields: readonly string[]): AccessTable {
  return Object.fromEntries(fields.map((field) => [`${type}.${field}`, 'public'] as const))
}
