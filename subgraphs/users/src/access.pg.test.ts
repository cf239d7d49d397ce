// Roles × every field of this service, through root fields, nested paths and `_entities`.
import { loadSubgraphSdl } from '@supermarket/schema/load.ts'
import { guardedSchema } from '@supermarket/service-kit/subgraph.ts'
import {
  type AccessMatrix,
  accessProblems,
  type Expectation,
  expectFields,
} from '@supermarket/testkit/access-matrix.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { access } from './access.ts'
import { resolvers } from './resolvers.ts'
import { openFixture, type Someone, type UsersFixture } from './users-service.fixture.ts'

type Actor = 'anonymous' | 'owner' | 'other' | 'staff' | 'admin'

let users: UsersFixture
beforeAll(async () => {
  users = await openFixture()
})
afterAll(() => users[Symbol.asyncDispose]())

const everybody: Expectation<Actor> = 'public'
const verdicts = (text: string): Expectation<Actor> => {
  const [anonymous, owner, other, staff, admin] = text.split(' ').map((letter) => meaning[letter] ?? 'deny')
  if (!anonymous || !owner || !other || !staff || !admin) throw new Error(`not five verdicts: ${text}`)
  return { anonymous, owner, other, staff, admin }
}
const meaning: Readonly<Record<string, 'allow' | 'deny' | 'hide'>> = {
  '+': 'allow',
  '-': 'deny',
  '0': 'hide',
}

const signedIn = verdicts('- + + + +')
const expectations: Record<string, Expectation<Actor>> = {
  //                                 anonymous owner other staff admin
  'Query.me': verdicts('0 + + + +'),
  'Query.user': verdicts('- - - + +'),
  'Query.users': verdicts('- - - + +'),
  ...expectFields('Mutation', ['userRegister', 'userLogin', 'sessionRefresh'], everybody),
  ...expectFields('Mutation', ['sessionRevoke', 'userLogout', 'userLogoutEverywhere'], signedIn),
  ...expectFields('Mutation', ['userUpdate', 'userPasswordChange', 'userDelete'], signedIn),
  'Mutation.userRolesUpdate': verdicts('- - - - +'),
  ...expectFields('User', ['id', 'name', 'roles'], verdicts('- + - + +')),
  ...expectFields('User', ['email', 'createdAt', 'sessions'], verdicts('- + - - +')),
  ...expectFields('UserConnection', ['edges', 'nodes', 'pageInfo', 'totalCount'], everybody),
  ...expectFields('UserEdge', ['cursor', 'node'], everybody),
  ...expectFields('Session', ['id', 'current', 'device', 'createdAt', 'lastUsedAt', 'expiresAt'], everybody),
  ...expectFields('SessionConnection', ['edges', 'nodes', 'pageInfo', 'totalCount'], everybody),
  ...expectFields('SessionEdge', ['cursor', 'node'], everybody),
  ...expectFields('AuthTokens', ['accessToken', 'accessTokenExpiresAt'], everybody),
  ...expectFields('AuthTokens', ['refreshToken', 'refreshTokenExpiresAt'], everybody),
  ...expectFields('UserRegisterPayload', ['user', 'tokens', 'userErrors'], everybody),
  ...expectFields('UserLoginPayload', ['user', 'tokens', 'userErrors'], everybody),
  ...expectFields('SessionRefreshPayload', ['tokens', 'userErrors'], everybody),
  ...expectFields('SessionRevokePayload', ['session', 'userErrors'], everybody),
  ...expectFields('UserLogoutPayload', ['user', 'userErrors'], everybody),
  ...expectFields('UserLogoutEverywherePayload', ['user', 'sessionsRevoked', 'userErrors'], everybody),
  ...expectFields('UserUpdatePayload', ['user', 'userErrors'], everybody),
  ...expectFields('UserPasswordChangePayload', ['user', 'userErrors'], everybody),
  ...expectFields('UserDeletePayload', ['userId', 'userErrors'], everybody),
  ...expectFields('UserRolesUpdatePayload', ['user', 'userErrors'], everybody),
  ...expectFields('Money', ['minor', 'currency', 'amount'], everybody),
  ...expectFields('Address', ['name', 'line1', 'line2', 'city', 'region'], everybody),
  ...expectFields('Address', ['postalCode', 'country', 'phone'], everybody),
  ...expectFields('PageInfo', ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'], everybody),
  ...expectFields('GeneralUserError', ['code', 'message', 'path'], everybody),
  ...expectFields('InsufficientStock', ['code', 'message', 'path', 'variantId', 'available'], everybody),
  ...expectFields('PriceChanged', ['code', 'message', 'path', 'expected', 'actual'], everybody),
  ...expectFields('VersionConflict', ['code', 'message', 'path', 'currentVersion'], everybody),
}

async function matrix(): Promise<AccessMatrix<Actor>> {
  const people: Record<Exclude<Actor, 'anonymous'>, Someone> = {
    owner: await users.someone(),
    other: await users.someone(),
    staff: await users.someone('STAFF'),
    admin: await users.someone('ADMIN'),
  }
  const { owner } = people
  const askAs = (actor: Actor) => (query: string, variables?: Readonly<Record<string, unknown>>) =>
    users.answer(query, {
      ...(variables ? { variables: { ...variables } } : {}),
      authorization: actor === 'anonymous' ? undefined : people[actor].authorization,
    })
  const refused = 'userErrors { code }'
  const signedInAgain = (call: string) => async (actor: Actor) => {
    if (actor !== 'anonymous') people[actor] = await users.logIn(people[actor])
    return call
  }
  return {
    schema: guardedSchema({ name: 'users', typeDefs: loadSubgraphSdl('users'), resolvers, access }),
    access,
    actors: {
      anonymous: askAs('anonymous'),
      owner: askAs('owner'),
      other: askAs('other'),
      staff: askAs('staff'),
      admin: askAs('admin'),
    },
    expectations,
    roots: {
      'Query.me': 'me { __typename }',
      'Query.user': `user(id: "${owner.id}") { __typename }`,
      'Query.users': 'users(first: 1) { __typename }',
      'Mutation.userRegister': `userRegister(input: { email: "x@shop.test", password: "short", name: "X" }) { ${refused} }`,
      'Mutation.userLogin': (actor) =>
        `userLogin(input: { email: "nobody-${actor}@shop.test", password: "wrong password" }) { ${refused} }`,
      'Mutation.sessionRefresh': `sessionRefresh(input: { refreshToken: "none" }) { ${refused} }`,
      'Mutation.sessionRevoke': `sessionRevoke(input: { sessionId: "${owner.sessionId}x" }) { ${refused} }`,
      'Mutation.userUpdate': `userUpdate(input: {}) { ${refused} }`,
      'Mutation.userPasswordChange': `userPasswordChange(input: { currentPassword: "no", newPassword: "no" }) { ${refused} }`,
      'Mutation.userDelete': `userDelete(input: { password: "wrong password" }) { ${refused} }`,
      'Mutation.userRolesUpdate': `userRolesUpdate(input: { userId: "${owner.id}", roles: [CUSTOMER] }) { ${refused} }`,
      'Mutation.userLogout': `userLogout { ${refused} }`,
      'Mutation.userLogoutEverywhere': signedInAgain(`userLogoutEverywhere { ${refused} }`),
    },
    doors: [
      { type: 'User', open: ['owner', 'staff', 'admin'], representation: { id: owner.id } },
      {
        type: 'User',
        open: ['staff', 'admin'],
        query: (selection) => `{ user(id: "${owner.id}") { ${selection} } }`,
        at: ['user'],
      },
      {
        type: 'User',
        open: ['staff', 'admin'],
        query: (selection) => `{ users(search: "${owner.name}") { nodes { ${selection} } } }`,
        at: ['users', 'nodes', 0],
      },
      {
        type: 'User',
        open: ['owner'],
        only: ['anonymous', 'owner'],
        query: (selection) => `mutation { userUpdate(input: {}) { user { ${selection} } } }`,
        at: ['userUpdate', 'user'],
      },
      {
        type: 'Session',
        open: ['admin'],
        query: (selection) => `{ user(id: "${people.admin.id}") { sessions { nodes { ${selection} } } } }`,
        at: ['user', 'sessions', 'nodes', 0],
      },
      {
        type: 'SessionConnection',
        open: ['owner'],
        only: ['anonymous', 'owner'],
        query: (selection) => `{ me { sessions { ${selection} } } }`,
        at: ['me', 'sessions'],
      },
    ],
  }
}

test('every actor sees exactly what the table of the design grants, whichever way it asks', async () => {
  expect(await accessProblems(await matrix())).toEqual([])
})

test('a field that the expectations do not name is a problem', async () => {
  const { 'User.email': _, ...incomplete } = expectations
  const problems = await accessProblems({ ...(await matrix()), expectations: incomplete })
  expect(problems).toEqual(['User.email has no expectation'])
})

test('a field that shows too much is a problem for each who sees it', async () => {
  const tooStrict = { ...expectations, 'User.name': verdicts('- + - - +') }
  const problems = await accessProblems({ ...(await matrix()), expectations: tooStrict })
  expect(problems).toEqual([
    'User.name by _entities as staff: allow, expected deny',
    'User.name by user as staff: allow, expected deny',
    'User.name by users.nodes.0 as staff: allow, expected deny',
  ])
})
