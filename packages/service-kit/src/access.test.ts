import { buildSubgraphSchema } from '@apollo/subgraph'
import { execute, type GraphQLSchema, isObjectType, parse } from 'graphql'
import { pino } from 'pino'
import { beforeEach, describe, expect, test } from 'vitest'
import { type AccessTable, accessGaps, admin, owner, service, signedIn, staff } from './access.ts'
import { GraphError } from './graph-error.ts'
import type { RequestContext } from './request-context.ts'
import { protect } from './shield.ts'
import { anonymous, type Role, type Viewer } from './viewer.ts'

const typeDefs = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { me: User user(id: ID!): User users: [User] reserve: Boolean }
  type Mutation { rename(name: String!): User wipe: Boolean }
  type User @key(fields: "id") { id: ID! name: String email: String secret: String! orders: [Order!] }
  type Order { id: ID! total: Int buyer: User }
`)

const access: AccessTable = {
  'Query.me': 'public',
  'Query.user': staff,
  'Query.users': 'public',
  'Query.reserve': service('orders'),
  'Mutation.rename': signedIn,
  'Mutation.wipe': admin,
  'User.id': 'public',
  'User.name': 'public',
  'User.email': owner<{ id: string }>((user) => user.id, admin),
  'User.secret': owner<{ id: string }>((user) => user.id),
  'User.orders': owner<{ id: string }>((user) => user.id, staff),
  'Order.id': 'public',
  'Order.total': 'public',
  'Order.buyer': 'public',
}

const people = ['ann', 'bob'].map((id) => ({
  id,
  name: id,
  email: `${id}@x.test`,
  secret: `${id}'s`,
  orders: [{ id: `o-${id}` }],
}))
const find = (id: string) => people.find((user) => user.id === id) ?? null
const done: string[] = []
const resolved: string[] = []

const resolvers = {
  Query: {
    me: (_: unknown, __: unknown, { viewer }: RequestContext) =>
      viewer.kind === 'user' ? find(viewer.userId) : null,
    user: (_: unknown, { id }: { id: string }) => find(id),
    users: () => people,
    reserve: () => true,
  },
  Mutation: {
    rename: () => {
      done.push('rename')
      return find('ann')
    },
    wipe: () => {
      done.push('wipe')
      return true
    },
  },
  User: {
    __resolveReference: ({ id }: { id: string }) => {
      resolved.push(id)
      return find(id)
    },
  },
  Order: { buyer: ({ id }: { id: string }) => find(id.slice(2)) },
}

function schemaOf(table: AccessTable = access): GraphQLSchema {
  return protect(buildSubgraphSchema([{ typeDefs, resolvers }]), table)
}

const schema = schemaOf()

function person(userId: string, ...roles: Role[]): Viewer {
  return { kind: 'user', userId, sessionId: 'ses', roles: ['CUSTOMER', ...roles] }
}

const viewers = {
  anonymous,
  ann: person('ann'),
  bob: person('bob'),
  staff: person('sue', 'STAFF'),
  admin: person('eve', 'ADMIN'),
}

function contextOf(viewer: Viewer, caller = 'gateway'): RequestContext {
  return {
    requestId: 'req',
    viewer,
    caller,
    deadlineAt: Number.POSITIVE_INFINITY,
    log: pino({ enabled: false }),
  }
}

async function run(
  source: string,
  viewer: Viewer,
  options: { caller?: string; variables?: Record<string, unknown>; on?: GraphQLSchema } = {},
) {
  const { data, errors = [] } = await execute({
    schema: options.on ?? schema,
    document: parse(source),
    contextValue: contextOf(viewer, options.caller),
    variableValues: options.variables ?? {},
  })
  return {
    data: JSON.parse(JSON.stringify(data ?? null)),
    denials: errors.map((error) => [error.path?.join('.'), error.extensions.code]),
  }
}

beforeEach(() => {
  done.length = 0
  resolved.length = 0
})

describe('rules', () => {
  test.each<
    [keyof typeof viewers, string | undefined, string | undefined, string | undefined, string | undefined]
  >([
    // who, Query.user (staff), Mutation.wipe (admin), Mutation.rename (signed in), ann's User.email (owner or admin)
    ['anonymous', 'UNAUTHENTICATED', 'UNAUTHENTICATED', 'UNAUTHENTICATED', 'UNAUTHENTICATED'],
    ['ann', 'FORBIDDEN', 'FORBIDDEN', undefined, undefined],
    ['bob', 'FORBIDDEN', 'FORBIDDEN', undefined, 'FORBIDDEN'],
    ['staff', undefined, 'FORBIDDEN', undefined, 'FORBIDDEN'],
    ['admin', undefined, undefined, undefined, undefined],
  ])('%s', async (who, user, wipe, rename, email) => {
    const viewer = viewers[who]
    const codeOf = async (source: string) => (await run(source, viewer)).denials[0]?.[1]
    expect(await codeOf('{ user(id: "ann") { id } }')).toBe(user)
    expect(await codeOf('mutation { wipe }')).toBe(wipe)
    expect(await codeOf('mutation { rename(name: "x") { id } }')).toBe(rename)
    expect(
      await codeOf('query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { id } } }'),
    ).toBeUndefined()
    const { denials } = await run('{ users { email } }', viewer)
    expect(denials.find(([path]) => path === 'users.0.email')?.[1]).toBe(email)
  })

  test('only the named service may call what is internal, whoever the viewer is', async () => {
    expect(await run('{ reserve }', anonymous, { caller: 'orders' })).toEqual({
      data: { reserve: true },
      denials: [],
    })
    for (const caller of ['gateway', 'products', '']) {
      expect(await run('{ reserve }', viewers.admin, { caller })).toEqual({
        data: { reserve: null },
        denials: [['reserve', 'FORBIDDEN']],
      })
    }
  })

  test('an owner that is not known owns nothing', () => {
    const rule = owner<{ by: string | null }>(({ by }) => by)
    expect(rule.decide({ by: null }, {}, contextOf(viewers.ann))).toBe('forbidden')
    expect(rule.decide({ by: 'ann' }, {}, contextOf(viewers.ann))).toBe('allow')
  })
})

describe('a denial', () => {
  test('blanks its own field and leaves the neighbours', async () => {
    expect(await run('{ users { id email } }', viewers.ann)).toEqual({
      data: {
        users: [
          { id: 'ann', email: 'ann@x.test' },
          { id: 'bob', email: null },
        ],
      },
      denials: [['users.1.email', 'FORBIDDEN']],
    })
  })

  test('of a field that may not be null takes its object along', async () => {
    expect(await run('{ users { id secret } }', viewers.ann)).toEqual({
      data: { users: [{ id: 'ann', secret: "ann's" }, null] },
      denials: [['users.1.secret', 'FORBIDDEN']],
    })
  })

  test('holds on the way through another object, and under an alias', async () => {
    expect(await run('{ me { orders { buyer { mail: email } } } }', viewers.ann)).toEqual({
      data: { me: { orders: [{ buyer: { mail: 'ann@x.test' } }] } },
      denials: [],
    })
    expect(await run('{ users { orders { buyer { mail: email } } } }', viewers.staff)).toMatchObject({
      denials: [
        ['users.0.orders.0.buyer.mail', 'FORBIDDEN'],
        ['users.1.orders.0.buyer.mail', 'FORBIDDEN'],
      ],
    })
  })

  test('holds through _entities, whose references are resolved as before', async () => {
    const variables = { r: ['ann', 'bob', 'nobody'].map((id) => ({ __typename: 'User', id })) }
    const source = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { id email } } }'
    expect(await run(source, viewers.bob, { variables })).toEqual({
      data: { _entities: [{ id: 'ann', email: null }, { id: 'bob', email: 'bob@x.test' }, null] },
      denials: [['_entities.0.email', 'FORBIDDEN']],
    })
    expect(resolved).toEqual(['ann', 'bob', 'nobody'])
  })

  test('comes before any side effect', async () => {
    expect(await run('mutation { wipe rename(name: "x") { id } }', anonymous)).toEqual({
      data: { wipe: null, rename: null },
      denials: [
        ['wipe', 'UNAUTHENTICATED'],
        ['rename', 'UNAUTHENTICATED'],
      ],
    })
    expect(done).toEqual([])
    await run('mutation { wipe rename(name: "x") { id } }', viewers.ann)
    expect(done).toEqual(['rename'])
  })

  test('is a GraphError, which masking lets through', async () => {
    const { errors = [] } = await execute({
      schema,
      document: parse('mutation { wipe }'),
      contextValue: contextOf(anonymous),
    })
    expect(errors[0]?.originalError).toBeInstanceOf(GraphError)
  })
})

test('a rule that breaks denies, as a fault', async () => {
  const broken = schemaOf({
    ...access,
    'Mutation.wipe': {
      name: 'broken',
      decide() {
        throw new TypeError('broken')
      },
    },
  })
  const { data, errors = [] } = await execute({
    schema: broken,
    document: parse('mutation { wipe }'),
    contextValue: contextOf(viewers.admin),
  })
  expect(data).toEqual({ wipe: null })
  expect(errors[0]?.originalError).toBeInstanceOf(TypeError)
  expect(done).toEqual([])
})

test('a resolver that throws under a guard throws its own error', async () => {
  const failing = protect(
    buildSubgraphSchema([
      {
        typeDefs,
        resolvers: {
          Query: {
            user: () => {
              throw new RangeError('its own')
            },
          },
        },
      },
    ]),
    { 'Query.user': staff },
  )
  const { errors = [] } = await execute({
    schema: failing,
    document: parse('{ user(id: "x") { id } }'),
    contextValue: contextOf(viewers.staff),
  })
  expect(errors[0]?.originalError).toBeInstanceOf(RangeError)
})

test('only guarded fields are wrapped, and with nothing to guard the schema stays as it is', () => {
  const plain = buildSubgraphSchema([{ typeDefs, resolvers }])
  const guarded = protect(plain, access)
  const changed: string[] = []
  for (const type of ['Query', 'Mutation', 'User', 'Order']) {
    const before = fieldsOf(plain, type)
    const after = fieldsOf(guarded, type)
    for (const name of Object.keys(after))
      if (after[name]?.resolve !== before[name]?.resolve) changed.push(`${type}.${name}`)
  }
  const rules = Object.keys(access).filter((field) => access[field] !== 'public')
  expect(changed.toSorted()).toEqual(rules.toSorted())
  expect(protect(plain, { 'Query.me': 'public' })).toBe(plain)
})

function fieldsOf(on: GraphQLSchema, name: string) {
  const type = on.getType(name)
  return isObjectType(type) ? type.getFields() : {}
}

describe('the table', () => {
  test('that names every field has no gaps', () => {
    expect(accessGaps(buildSubgraphSchema([{ typeDefs, resolvers }]), access)).toEqual({
      missing: [],
      unknown: [],
    })
  })

  test('tells which fields it misses and which of its names nobody has', () => {
    const { 'User.email': _email, 'Mutation.wipe': _wipe, ...rest } = access
    expect(accessGaps(schemaOf(), { ...rest, 'User.mail': 'public', 'Query._entities': 'public' })).toEqual({
      missing: ['Mutation.wipe', 'User.email'],
      unknown: ['User.mail', 'Query._entities'],
    })
  })
})
