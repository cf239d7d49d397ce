// Who may present what: the rules for access tokens at the edge.
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Answer, type TestGateway, testGateway } from './gateway.fixture.ts'

let gateway: TestGateway

beforeAll(async () => {
  gateway = await testGateway()
})

afterAll(() => gateway[Symbol.asyncDispose]())

beforeEach(() => {
  gateway.calls.length = 0
  gateway.logged.length = 0
})

const login =
  'mutation { userLogin(input: { email: "ann@supermarket.test", password: "x" }) { user { id } } }'
const refresh = 'mutation { sessionRefresh(input: { refreshToken: "x" }) { tokens { accessToken } } }'
const register =
  'mutation { userRegister(input: { email: "a@b.test", password: "x", name: "A" }) { userErrors { code } } }'
const logout = 'mutation { userLogout { userErrors { code } } }'

function askAs(authorization: string, query = '{ me { id } products { nodes { id } } }'): Promise<Answer> {
  return gateway.ask(query, { headers: { authorization } })
}

async function expectUnauthenticated(asked: Promise<Answer>): Promise<void> {
  const { status, headers, body } = await asked
  expect(status).toBe(401)
  expect(headers['www-authenticate']).toBe('Bearer error="invalid_token"')
  expect(body.data ?? null).toBeNull()
  expect(body.errors).toMatchObject([
    { message: 'The access token is not valid.', extensions: { code: 'UNAUTHENTICATED' } },
  ])
  expect(gateway.calls).toEqual([])
}

function unsigned(header: object, claims: object): string {
  return [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
}

const claims = {
  iss: 'supermarket',
  aud: 'supermarket',
  sub: 'usr_admin',
  sid: 's',
  jti: 'j',
  roles: ['ADMIN'],
  iat: 1,
  exp: 4e9,
}
const past = Math.floor(Date.now() / 1000) - 1

test('a good token is passed on and names the viewer', async () => {
  const authorization = `Bearer ${await gateway.token()}`
  expect((await askAs(authorization)).body.data?.me).toEqual({ id: 'usr_ann' })
  expect(gateway.calls.map(({ call }) => call.authorization)).toEqual(gateway.calls.map(() => authorization))
})

describe('a token that is not good ends the whole request with 401', () => {
  test.each<[string, () => string | Promise<string>]>([
    ['nonsense', () => 'nonsense'],
    ['nothing', () => ''],
    ['alg none', () => `${unsigned({ alg: 'none', typ: 'at+jwt' }, claims)}.`],
    [
      'alg none with a signature',
      () => `${unsigned({ alg: 'none', typ: 'at+jwt', kid: 'test' }, claims)}.e30`,
    ],
    [
      'HS256 with a public key as its secret',
      () => {
        const content = unsigned({ alg: 'HS256', typ: 'at+jwt', kid: 'test' }, claims)
        return `${content}.${createHmac('sha256', 'public key').update(content).digest('base64url')}`
      },
    ],
    [
      'a kid that is a path',
      () => `${unsigned({ alg: 'ES256', typ: 'at+jwt', kid: '../../dev/null' }, claims)}.e30`,
    ],
    ['expired', () => gateway.token({ exp: past })],
    ['another audience', () => gateway.token({ aud: 'admin' })],
    ['another issuer', () => gateway.token({ iss: 'evil' })],
    ['no expiry', () => gateway.token({ exp: undefined })],
  ])('%s', async (_what, token) => {
    await expectUnauthenticated(askAs(`Bearer ${await token()}`))
    await expectUnauthenticated(askAs(`Bearer ${await token()}`, logout))
  })

  test('of another scheme', async () => {
    await expectUnauthenticated(askAs('Basic YW5uOnNlY3JldA=='))
  })

  test('revoked, from the next request on', async () => {
    const authorization = `Bearer ${await gateway.token({ sid: 'ses_gone' })}`
    expect((await askAs(authorization)).status).toBe(200)
    gateway.calls.length = 0
    gateway.revoked.add('ses_gone')
    await expectUnauthenticated(askAs(authorization))
  })

  test('in the cookie', async () => {
    await expectUnauthenticated(
      gateway.ask('{ me { id } }', { headers: { cookie: 'a=b; __Host-supermarket-access=x.y.z' } }),
    )
  })
})

describe('an expired token', () => {
  test.each([
    login,
    register,
    refresh,
    `mutation { ...F } fragment F on Mutation { sessionRefresh(input: { refreshToken: "x" }) { tokens { accessToken } } }`,
  ])('is ignored where a document only asks for new credentials: %s', async (query) => {
    const answer = await askAs(`Bearer ${await gateway.token({ exp: past })}`, query)
    expect([answer.status, answer.body.errors]).toEqual([200, undefined])
    expect(gateway.calls).toMatchObject([{ viewer: { kind: 'anonymous' } }])
    expect(gateway.calls[0]?.call.authorization).toBeUndefined()
  })

  test.each([
    `mutation { sessionRefresh(input: { refreshToken: "x" }) { tokens { accessToken } } userLogout { userErrors { code } } }`,
    `mutation { userLogout { userErrors { code } } ...F } fragment F on Mutation { sessionRefresh(input: { refreshToken: "x" }) { tokens { accessToken } } }`,
    'mutation { __typename sessionRefresh(input: { refreshToken: "x" }) { tokens { accessToken } } }',
    '{ me { id } }',
  ])('is not ignored beside anything else: %s', async (query) => {
    await expectUnauthenticated(askAs(`Bearer ${await gateway.token({ exp: past })}`, query))
  })

  test('is ignored, and an invalid or revoked one is not', async () => {
    await expectUnauthenticated(askAs('Bearer x.y.z', refresh))
    gateway.revoked.add('ses_bad')
    await expectUnauthenticated(askAs(`Bearer ${await gateway.token({ sid: 'ses_bad' })}`, refresh))
  })
})

describe('a cookie', () => {
  test.each(['expired', 'revoked', 'nonsense'])(
    'that is %s locks nobody out: it is ignored where a document only asks for new credentials',
    async (what) => {
      gateway.revoked.add('ses_out')
      const tokens: Record<string, string> = {
        expired: await gateway.token({ exp: past }),
        revoked: await gateway.token({ sid: 'ses_out' }),
        nonsense: 'x.y.z',
      }
      const headers = { cookie: `__Host-supermarket-access=${tokens[what]}` }
      for (const query of [login, register, refresh]) {
        gateway.calls.length = 0
        const answer = await gateway.ask(query, { headers })
        expect([answer.status, answer.body.errors]).toEqual([200, undefined])
        expect(gateway.calls).toMatchObject([{ viewer: { kind: 'anonymous' } }])
        expect(gateway.calls[0]?.call.authorization).toBeUndefined()
      }
      gateway.calls.length = 0
      await expectUnauthenticated(gateway.ask(logout, { headers }))
    },
  )

  test('stays at the gateway where a document only asks for new credentials: it may be revoked where that is known', async () => {
    const token = await gateway.token()
    for (const query of [login, register, refresh]) {
      gateway.calls.length = 0
      const { status } = await gateway.ask(query, {
        headers: { cookie: `__Host-supermarket-access=${token}` },
      })
      expect(status).toBe(200)
      expect(gateway.calls).toMatchObject([{ viewer: { kind: 'anonymous' } }])
      expect(gateway.calls[0]?.call.authorization).toBeUndefined()
      expect(gateway.calls[0]?.call.client).toMatchObject({
        cookieMode: true,
        cookie: `__Host-supermarket-access=${token}`,
      })
      // A bearer token is whose client says so, and is passed on.
      gateway.calls.length = 0
      await askAs(`Bearer ${token}`, query)
      expect(gateway.calls.map(({ call }) => call.authorization)).toEqual([`Bearer ${token}`])
    }
    gateway.calls.length = 0
    const beside = `mutation { userLogout { userErrors { code } } ${login.slice('mutation { '.length)}`
    await gateway.ask(beside, { headers: { cookie: `__Host-supermarket-access=${token}` } })
    expect(gateway.calls.map(({ call }) => call.authorization)).toEqual([`Bearer ${token}`])
  })

  test('excuses no bearer token, and neither does asking for cookies', async () => {
    const headers = { authorization: 'Bearer x.y.z', 'x-session-mode': 'cookie' }
    await expectUnauthenticated(gateway.ask(login, { headers }))
  })

  test('stands for the token of the web', async () => {
    const token = await gateway.token()
    const { body } = await gateway.ask('{ me { id } }', {
      headers: { cookie: `x=1; __Host-supermarket-access=${token}; y=2` },
    })
    expect(body).toEqual({ data: { me: { id: 'usr_ann' } } })
    expect(gateway.calls[0]?.call.authorization).toBe(`Bearer ${token}`)
    expect(gateway.calls[0]?.call.client).toMatchObject({ cookieMode: true })
  })

  test('beside a bearer token is 400: nobody can say which one is meant', async () => {
    const token = await gateway.token()
    for (const [cookie, bearer] of [
      [token, token],
      ['x.y.z', token],
      [token, 'x.y.z'],
    ]) {
      const { status, body } = await gateway.ask('{ me { id } }', {
        headers: { authorization: `Bearer ${bearer}`, cookie: `__Host-supermarket-access=${cookie}` },
      })
      expect(status).toBe(400)
      expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }])
    }
    expect(gateway.calls).toEqual([])
  })

  test('of another name is nobody’s token', async () => {
    const token = await gateway.token()
    const { body } = await gateway.ask('{ me { id } }', {
      headers: { cookie: `supermarket-access=${token}; __Host-other=${token}` },
    })
    expect(body).toEqual({ data: { me: null } })
  })
})

test('while nobody can check a token the request is 503, and logged with its cause', async () => {
  await using away = await testGateway({
    keys: () => Promise.reject(new TypeError('fetch failed at 10.1.2.3')),
  })
  const { status, headers, body } = await away.ask('{ me { id } }', {
    headers: { authorization: `Bearer ${await away.token()}` },
  })
  expect([status, headers['retry-after']]).toEqual([503, '1'])
  expect(body.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }])
  expect(away.logged).toHaveLength(1)
  expect(JSON.stringify(away.logged)).toContain('fetch failed')
  expect((await away.ask('{ me { id } }')).status).toBe(200)
})

test('where the gateway checks nothing itself, the header is passed on as it came', async () => {
  await using foreign = await testGateway({ verifyToken: undefined as never })
  const authorization = `Bearer ${await foreign.token()}`
  expect((await foreign.ask('{ me { id } }', { headers: { authorization } })).body).toEqual({
    data: { me: { id: 'usr_ann' } },
  })
  expect(foreign.calls[0]?.call.authorization).toBe(authorization)
})
