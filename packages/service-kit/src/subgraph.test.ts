import { randomUUID } from 'node:crypto'
import { parse } from 'graphql'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { signedIn } from './access.ts'
import type { TokenCheck } from './access-token.ts'
import { forbidden, GraphError, rateLimited } from './graph-error.ts'
import { createLog } from './log.ts'
import type { RequestContext } from './request-context.ts'
import { newRequestId } from './request-context.ts'
import { createSubgraph, type SubgraphHandler } from './subgraph.ts'
import type { SubgraphCall } from './subgraph-call.ts'

type Seen = RequestContext & { readonly client: SubgraphCall['client']; setCookie: (cookie: string) => void }

const logged: Record<string, unknown>[] = []
const contexts: Seen[] = []
const viewer = { kind: 'user', userId: 'usr_ann', sessionId: 'ses_1', roles: ['CUSTOMER'] } as const
let handler: SubgraphHandler

beforeAll(async () => {
  handler = await createSubgraph<Seen>({
    name: 'clock',
    typeDefs: parse(`
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
      scalar DateTime
      scalar CurrencyCode
      scalar SafeInt
      type Query {
        now: DateTime  whoami: String  echo(text: String, at: DateTime, currency: CurrencyCode): String
        boom: String  denied: String  throttled: String  must: Strict
      }
      type Mutation { login: Boolean }
      type Strict { value: String! }
      type Clock @key(fields: "id") { id: ID!  big: SafeInt }
    `),
    resolvers: {
      Query: {
        now: () => new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 678)),
        whoami: (_: unknown, __: unknown, context: Seen) => {
          contexts.push(context)
          return context.viewer.kind === 'user' ? context.viewer.userId : 'nobody'
        },
        echo: (_: unknown, { text }: { text?: string }) => text,
        boom: () => {
          throw new Error('select secret from users')
        },
        denied: () => {
          throw forbidden()
        },
        throttled: () => {
          throw rateLimited(7)
        },
        must: () => ({ value: null }),
      },
      Mutation: {
        login: (_: unknown, __: unknown, { setCookie }: Seen) => {
          setCookie('__Host-a=1; Path=/; Secure; HttpOnly')
          setCookie('__Host-b=2; Path=/; Secure; HttpOnly')
          return true
        },
      },
      Clock: { __resolveReference: ({ id }: { id: string }) => ({ id, big: 9007199254740991 }) },
    },
    access: {
      'Query.now': 'public',
      'Query.whoami': 'public',
      'Query.echo': 'public',
      'Query.boom': 'public',
      'Query.denied': 'public',
      'Query.throttled': 'public',
      'Query.must': 'public',
      'Mutation.login': 'public',
      'Strict.value': 'public',
      'Clock.id': 'public',
      'Clock.big': signedIn,
    },
    verifyToken: async (authorization): Promise<TokenCheck> => {
      if (authorization === undefined) return { ok: true, viewer: { kind: 'anonymous' } }
      if (authorization === 'Bearer good') return { ok: true, viewer }
      if (authorization === 'Bearer outage')
        throw new GraphError('UPSTREAM_UNAVAILABLE', 'The users service is not available.')
      if (authorization === 'Bearer bug') throw new TypeError('secret')
      return { ok: false, reason: 'revoked' }
    },
    createContext: (request, call, answer) => ({
      ...request,
      client: call.client,
      setCookie: (cookie) => {
        answer.setCookie = [...(answer.setCookie ?? []), cookie]
      },
    }),
    log: createLog({
      service: 'clock',
      level: 'error',
      destination: { write: (line: string) => void logged.push(JSON.parse(line)) },
    }),
  })
})

afterAll(() => handler[Symbol.asyncDispose]())

beforeEach(() => {
  logged.length = 0
  contexts.length = 0
})

function ask(query: string, changes: Partial<SubgraphCall> = {}, caller = 'gateway') {
  return handler.handle(caller, {
    query,
    requestId: 'req-12345678',
    deadlineAt: Date.now() + 1_000,
    ...changes,
  })
}

const requestId = 'req-12345678'

describe('an answer', () => {
  test('is JSON values, so that both topologies give the same bytes', async () => {
    const { status, body } = await ask(
      'query ($r: [_Any!]!) { now _entities(representations: $r) { ... on Clock { id big } } }',
      { variables: { r: [{ __typename: 'Clock', id: '1' }] }, authorization: 'Bearer good' },
    )
    expect(status).toBe(200)
    expect(body.data).toEqual({
      now: '2026-01-02T03:04:05.678Z',
      _entities: [{ id: '1', big: 9007199254740991 }],
    })
    expect(typeof body.data?.now).toBe('string')
    expect(body).toEqual(JSON.parse(JSON.stringify(body)))
  })

  test('carries the cookies that a resolver set, and nothing when none did', async () => {
    expect((await ask('mutation { login }')).setCookie).toEqual([
      '__Host-a=1; Path=/; Secure; HttpOnly',
      '__Host-b=2; Path=/; Secure; HttpOnly',
    ])
    expect(await ask('{ now }')).not.toHaveProperty('setCookie')
  })
})

test('the context holds who asks, who calls, the request and what the gateway saw of the client', async () => {
  const deadlineAt = Date.now() + 777
  const client = { address: '203.0.113.9', agent: 'test', cookieMode: true }
  const { body } = await ask('{ whoami }', { authorization: 'Bearer good', deadlineAt, client }, 'orders')
  expect(body).toEqual({ data: { whoami: 'usr_ann' } })
  expect(contexts).toHaveLength(1)
  expect(contexts[0]).toMatchObject({ requestId, caller: 'orders', viewer, deadlineAt, client })
})

test('without a token the viewer is nobody', async () => {
  expect((await ask('{ whoami }')).body.data).toEqual({ whoami: 'nobody' })
})

describe('a token that is not good', () => {
  test('is 401 for the whole request, and nothing runs', async () => {
    expect(await ask('{ whoami }', { authorization: 'Bearer stale' })).toEqual({
      status: 401,
      body: {
        errors: [
          { message: 'The access token is not valid.', extensions: { code: 'UNAUTHENTICATED', requestId } },
        ],
      },
    })
    expect(contexts).toEqual([])
  })

  test('that nobody can check is 503, and said to be nobody’s fault but ours', async () => {
    expect(await ask('{ whoami }', { authorization: 'Bearer outage' })).toEqual({
      status: 503,
      body: {
        errors: [
          {
            message: 'The users service is not available.',
            extensions: { code: 'UPSTREAM_UNAVAILABLE', requestId },
          },
        ],
      },
    })
    expect(logged).toHaveLength(1)
  })

  test('whose check breaks is a masked fault', async () => {
    expect(await ask('{ whoami }', { authorization: 'Bearer bug' })).toEqual({
      status: 500,
      body: {
        errors: [
          {
            message: 'Something went wrong on our side.',
            extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
          },
        ],
      },
    })
    expect(logged).toMatchObject([{ requestId, error: { message: 'secret' } }])
  })
})

describe('an error', () => {
  test.each<[string, string, number, string]>([
    ['{ boom }', 'INTERNAL_SERVER_ERROR', 200, 'Something went wrong on our side.'],
    ['{ must { value } }', 'INTERNAL_SERVER_ERROR', 200, 'Something went wrong on our side.'],
    ['{ denied }', 'FORBIDDEN', 200, 'You may not do this.'],
    ['{ nowhere }', 'GRAPHQL_VALIDATION_FAILED', 400, 'Cannot query field "nowhere" on type "Query".'],
    ['{ wohami }', 'GRAPHQL_VALIDATION_FAILED', 400, 'Cannot query field "wohami" on type "Query".'],
    ['{ now', 'GRAPHQL_PARSE_FAILED', 400, 'Syntax Error: Expected Name, found <EOF>.'],
    [
      'query ($t: String!) { echo(text: $t) }',
      'BAD_USER_INPUT',
      400,
      'Variable "$t" of required type "String!" was not provided.',
    ],
    [
      'query A { now } query B { now }',
      'OPERATION_RESOLUTION_FAILURE',
      400,
      'Must provide operation name if query contains multiple operations.',
    ],
  ])('of %s is %s with the request id and nothing undeclared', async (query, code, status, message) => {
    const answer = await ask(query)
    expect(answer.status).toBe(status)
    expect(answer.body.errors).toHaveLength(1)
    expect(answer.body.errors?.[0]).toMatchObject({ message })
    expect(answer.body.errors?.[0]?.extensions).toEqual({ code, requestId })
  })

  test('that throttles says until when', async () => {
    const { body } = await ask('{ throttled }')
    expect(body.errors?.[0]?.extensions).toEqual({ code: 'RATE_LIMITED', retryAfter: 7, requestId })
  })

  test('that is a fault is logged once, with its request id, place and cause', async () => {
    await ask('{ boom }')
    expect(logged).toMatchObject([{ requestId, path: ['boom'], msg: 'a request met a fault' }])
    expect(JSON.stringify(logged)).toContain('select secret')
  })

  test('that is a denial or a bad request is not logged', async () => {
    await ask('{ denied nowhere }')
    await ask('{ denied }')
    await ask('{ now')
    expect(logged).toEqual([])
  })
})

describe('input that no column can hold', () => {
  test.each([{ text: 'a\0b' }, { text: '\ud800' }, { other: { deep: ['\0'] } }])(
    '%j is refused',
    async (variables) => {
      const { status, body } = await ask('query ($text: String) { echo(text: $text) }', { variables })
      expect(status).toBe(400)
      expect(body.errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', requestId })
      expect(body).not.toHaveProperty('data')
    },
  )

  test('is refused in the document too', async () => {
    expect((await ask('{ echo(text: "a\\u0000") }')).status).toBe(400)
  })
})

describe('bad values of our scalars', () => {
  test.each([
    ['at', 'yesterday'],
    ['at', '2026-02-30T00:00:00Z'],
    ['currency', 'XYZ'],
    ['currency', 7],
  ])('%s: %j is the client’s mistake, as a variable and in the document', async (name, value) => {
    const type = name === 'at' ? 'DateTime' : 'CurrencyCode'
    const byVariable = await ask(`query ($v: ${type}) { echo(${name}: $v) }`, { variables: { v: value } })
    expect([byVariable.status, byVariable.body.errors?.[0]?.extensions?.code]).toEqual([
      400,
      'BAD_USER_INPUT',
    ])
    const byLiteral = await ask(`{ echo(${name}: ${JSON.stringify(value)}) }`)
    expect([byLiteral.status, byLiteral.body.errors?.[0]?.extensions?.code]).toEqual([
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ])
    expect(logged).toEqual([])
  })
})

describe('representations', () => {
  const query =
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Clock { id } } }'
  const of = (count: number) =>
    Array.from({ length: count }, (_, id) => ({ __typename: 'Clock', id: String(id) }))

  test('may be 1,000', async () => {
    const { body } = await ask(query, { variables: { representations: of(1_000) } })
    expect(body.data?._entities).toHaveLength(1_000)
  })

  test('may not be 1,001', async () => {
    expect(await ask(query, { variables: { representations: of(1_001) } })).toEqual({
      status: 400,
      body: {
        errors: [
          {
            message: 'A fetch may ask for 1000 entities at most.',
            extensions: { code: 'BAD_USER_INPUT', requestId },
          },
        ],
      },
    })
  })
})

describe('a call that asks for a trace', () => {
  test('is answered as any other, with the trace beside it', async () => {
    const query = '{ me: whoami echo(text: "a literal") boom }'
    const [traced, plain] = [await ask(query, { trace: true }), await ask(query)]
    const { extensions, ...body } = traced.body
    expect(Object.keys(extensions ?? {})).toEqual(['ftv1'])
    expect({ ...traced, body }).toEqual(plain)
    const words = Buffer.from(String(extensions?.ftv1), 'base64').toString('latin1')
    expect(words).toContain('whoami')
    expect(words).not.toMatch(/secret|a literal|nobody/)
  })

  test('gets one only when the gateway asks', async () => {
    expect((await ask('{ whoami }', { trace: true }, 'orders')).body).toEqual({ data: { whoami: 'nobody' } })
    expect((await ask('{ whoami }', { trace: true }, 'gateway')).body.extensions).toHaveProperty('ftv1')
  })

  test('is under the same rules: token, validation, access', async () => {
    expect(await ask('{ whoami }', { trace: true, authorization: 'Bearer bad' })).toEqual(
      await ask('{ whoami }', { authorization: 'Bearer bad' }),
    )
    const entities =
      '{ _entities(representations: [{ __typename: "Clock", id: "1" }]) { ... on Clock { big } } }'
    const [traced, plain] = [await ask(entities, { trace: true }), await ask(entities)]
    expect(traced.body.errors).toEqual(plain.body.errors)
    expect(plain.body.errors?.map(({ extensions }) => extensions?.code)).toEqual(['UNAUTHENTICATED'])
    const unknown = await ask('{ nowhere }', { trace: true })
    expect({ ...unknown, body: { errors: unknown.body.errors } }).toEqual(await ask('{ nowhere }'))
  })
})

test('a table with gaps does not start', async () => {
  await expect(
    createSubgraph({
      name: 'gaps',
      typeDefs: parse('type Query { a: String b: String }'),
      resolvers: {},
      access: { 'Query.a': 'public', 'Query.c': 'public' },
      verifyToken: async () => ({ ok: false, reason: 'invalid' }),
      createContext: (request) => request,
      log: pino({ enabled: false }),
    }),
  ).rejects.toThrow('gaps: access.ts misses [Query.b] and names unknown [Query.c]')
})

test('request ids are UUIDs', () => {
  expect(newRequestId()).toHaveLength(randomUUID().length)
  expect(newRequestId()).not.toBe(newRequestId())
})
