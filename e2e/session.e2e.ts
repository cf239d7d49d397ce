// Sessions across services, over both topologies: what ends one ends it at the gateway and in every subgraph within
// five seconds; what replays one is found out; cookies carry one for browsers.
import { httpTransport } from '@supermarket/service-kit/http-transport.ts'
import { parseSigningKeys } from '@supermarket/service-kit/signing-keys.ts'
import type { GraphAnswer, GraphClient } from '@supermarket/testkit/graph-client.ts'
import { openStack, type Stack, topologies } from '@supermarket/testkit/stack.ts'
import { type Account, anAccount, aShop, type Shop, unique } from '@supermarket/testkit/story.ts'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { UserError } from './buying.ts'
import { type Forgery, signed } from './signed-token.ts'
import { until } from './until.ts'

const effectiveWithinMs = 5_000

type Tokens = { readonly accessToken: string; readonly refreshToken: string }

describe.each(topologies)('in %s', (topology) => {
  let stack: Stack
  let shop: Shop
  beforeAll(async () => {
    stack = await openStack(topology)
    shop = await aShop(stack).withProduct().signedInAs('ADMIN').open()
  }, 120_000)
  afterAll(() => stack?.[Symbol.asyncDispose]())

  const logIn = async ({ email, password }: Pick<Account, 'email' | 'password'>) => {
    const { userLogin } = await shop.anonymous.get<{
      userLogin: { tokens: Tokens | null; userErrors: UserError[] }
    }>(
      `mutation In($input: UserLoginInput!) {
        userLogin(input: $input) { tokens { accessToken refreshToken } userErrors { code } } }`,
      { input: { email, password } },
    )
    return userLogin
  }

  const signIn = async (account: Account): Promise<{ graph: GraphClient; refreshToken: string }> => {
    const { tokens } = await logIn(account)
    return { graph: shop.anonymous.as(tokens?.accessToken), refreshToken: tokens?.refreshToken ?? '' }
  }

  const refresh = async (refreshToken: string) => {
    const { sessionRefresh } = await shop.anonymous.get<{
      sessionRefresh: { tokens: Tokens | null; userErrors: UserError[] }
    }>(
      `mutation Refresh($input: SessionRefreshInput!) {
        sessionRefresh(input: $input) { tokens { accessToken refreshToken } userErrors { code } } }`,
      { input: { refreshToken } },
    )
    return sessionRefresh
  }

  /** Waits until the gateway, and then every subgraph asked directly, refuses the token. */
  const expectRefused = async (graph: GraphClient) => {
    const since = Date.now()
    const answer = await until(
      () => graph.ask('{ me { id } }'),
      ({ status }) => status === 401,
      { withinMs: effectiveWithinMs },
    )
    expect(answer.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
    expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"')
    const left = effectiveWithinMs - (Date.now() - since)
    await Promise.all(
      [...stack.processes.values()]
        .filter(({ name }) => name !== 'gateway')
        .map((service) =>
          until(
            () => askSubgraph(stack, service, graph.accessToken ?? ''),
            ({ status }) => status === 401,
            { withinMs: left },
          ),
        ),
    )
  }

  test('a logout is effective everywhere within five seconds, and ends no other session', async () => {
    const account = await anAccount(stack)
    const { graph, refreshToken } = await signIn(account)
    const { userLogout } = await graph.get<{ userLogout: { userErrors: UserError[] } }>(
      'mutation { userLogout { user { id } userErrors { code } } }',
    )
    expect(userLogout).toEqual({ user: { id: account.id }, userErrors: [] })
    await expectRefused(graph)
    expect(await refresh(refreshToken)).toMatchObject({
      tokens: null,
      userErrors: [{ code: 'INVALID_CREDENTIALS' }],
    })
    expect(await account.graph.get('{ me { id sessions { totalCount } } }')).toEqual({
      me: { id: account.id, sessions: { totalCount: 1 } },
    })
  })

  test('a logout everywhere ends every session of the user, and nobody else’s', async () => {
    const account = await anAccount(stack)
    const phone = await signIn(account)
    const { userLogoutEverywhere } = await account.graph.get<{ userLogoutEverywhere: unknown }>(
      'mutation { userLogoutEverywhere { sessionsRevoked userErrors { code } } }',
    )
    expect(userLogoutEverywhere).toEqual({ sessionsRevoked: 2, userErrors: [] })
    await expectRefused(account.graph)
    await expectRefused(phone.graph)
    expect(await shop.viewer.graph.get('{ me { id } }')).toEqual({ me: { id: shop.viewer.id } })
    expect((await logIn(account)).userErrors).toEqual([])
  })

  test('a session that its user revokes from another one is refused everywhere', async () => {
    const account = await anAccount(stack)
    const phone = await signIn(account)
    const { me } = await phone.graph.get<{ me: { sessions: { nodes: { id: string; current: boolean }[] } } }>(
      '{ me { sessions { nodes { id current } } } }',
    )
    expect(me.sessions.nodes).toHaveLength(2)
    const sessionId = me.sessions.nodes.find(({ current }) => current)?.id
    await account.graph.get(
      'mutation Revoke($input: SessionRevokeInput!) { sessionRevoke(input: $input) { session { id } userErrors { code } } }',
      { input: { sessionId } },
    )
    await expectRefused(phone.graph)
    expect(await account.graph.get('{ me { sessions { nodes { current } } } }')).toEqual({
      me: { sessions: { nodes: [{ current: true }] } },
    })
  })

  test('a role that is taken away is gone within five seconds, and one that is given works after a refresh', async () => {
    const account = await anAccount(stack)
    const rolesOf = (roles: readonly string[]) =>
      shop.viewer.graph.get(
        'mutation Roles($input: UserRolesUpdateInput!) { userRolesUpdate(input: $input) { user { roles } userErrors { code } } }',
        { input: { userId: account.id, roles } },
      )
    const staffOnly = '{ orders(first: 1) { totalCount } }'
    expect((await account.graph.ask(staffOnly)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
    expect(await rolesOf(['CUSTOMER', 'STAFF'])).toMatchObject({ userRolesUpdate: { userErrors: [] } })
    const promoted = await refresh(account.refreshToken)
    const asStaff = shop.anonymous.as(promoted.tokens?.accessToken)
    expect(await asStaff.get(staffOnly)).toEqual({ orders: { totalCount: 0 } })
    await rolesOf(['CUSTOMER'])
    await expectRefused(asStaff)
    const demoted = await refresh(promoted.tokens?.refreshToken ?? '')
    const asCustomer = shop.anonymous.as(demoted.tokens?.accessToken)
    expect((await asCustomer.ask(staffOnly)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  })

  test('a refresh token that is replayed too late ends its session', async () => {
    const account = await anAccount(stack)
    const first = await refresh(account.refreshToken)
    expect(await refresh(account.refreshToken)).toMatchObject({
      tokens: { refreshToken: first.tokens?.refreshToken },
    })
    const second = await refresh(first.tokens?.refreshToken ?? '')
    expect(second.userErrors).toEqual([])
    // The one before the previous: somebody else holds it.
    expect(await refresh(account.refreshToken)).toMatchObject({
      tokens: null,
      userErrors: [{ code: 'INVALID_CREDENTIALS' }],
    })
    expect(await refresh(second.tokens?.refreshToken ?? '')).toMatchObject({
      tokens: null,
      userErrors: [{ code: 'INVALID_CREDENTIALS' }],
    })
    await expectRefused(shop.anonymous.as(second.tokens?.accessToken))
  })

  test('past the ten seconds of grace the previous token is an old one', async () => {
    const account = await anAccount(stack)
    const first = await refresh(account.refreshToken)
    const sql = postgres(stack.databases.users, { max: 1, onnotice: () => {} })
    try {
      await sql`update sessions set last_used_at = last_used_at - interval '11 seconds' where user_id = ${account.id}`
    } finally {
      await sql.end()
    }
    expect((await refresh(account.refreshToken)).tokens).toBe(null)
    expect((await refresh(first.tokens?.refreshToken ?? '')).tokens).toBe(null)
  })

  test.each([
    ['nonsense', () => 'nonsense'],
    ['a token without a signature', (token: string) => `${token.split('.').slice(0, 2).join('.')}.`],
    ['one with another payload', (token: string) => forged(token, { roles: ['CUSTOMER', 'ADMIN'] })],
    ['one that never expires', (token: string) => forged(token, { exp: 4_102_444_800 })],
    ['one of no algorithm', (token: string) => unsigned(token)],
  ])('%s is refused as a whole', async (_, forge) => {
    const graph = shop.anonymous.as(forge(shop.viewer.graph.accessToken ?? ''))
    const { status, data, errors } = await graph.ask('{ products { nodes { id } } }')
    expect({ status, data: data ?? null }).toEqual({ status: 401, data: null })
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
    // Not even for signing in: it is not one that has merely expired.
    expect((await graph.ask(logInDocument, { input: shop.viewer })).status).toBe(401)
  })

  test('a token that has expired is refused, but by whoever asks for a new one', async () => {
    const expired = await signed(stack, shop.viewer, { exp: Math.floor(Date.now() / 1000) - 60 })
    const graph = shop.anonymous.as(expired)
    expect((await shop.anonymous.as(await signed(stack, shop.viewer)).ask('{ me { id } }')).data).toEqual({
      me: { id: shop.viewer.id },
    })
    expect(await graph.ask('{ products { nodes { id } } }')).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    })
    const { email, password } = shop.viewer
    const input = { email, password }
    expect((await graph.ask(logInDocument, { input })).data).toEqual({
      userLogin: { user: { id: shop.viewer.id }, userErrors: [] },
    })
    const mixed = `mutation In($input: UserLoginInput!) {
      userLogin(input: $input) { userErrors { code } } userUpdate(input: { name: "X" }) { userErrors { code } } }`
    expect((await graph.ask(mixed, { input })).status).toBe(401)
  })

  test.each<[string, Forgery]>([
    ['for another audience', { aud: 'elsewhere' }],
    ['by another issuer', { iss: 'elsewhere' }],
    ['that never expires', { exp: undefined }],
    ['without a session', { sid: undefined }],
    ['of another type', { typ: 'JWT' }],
  ])('a token of our own key %s is refused', async (_, forgery) => {
    const graph = shop.anonymous.as(await signed(stack, shop.viewer, forgery))
    expect(await graph.ask('{ products { nodes { id } } }')).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    })
  })

  test('in cookie mode a browser never sees a token, and everything else is as with one', async () => {
    const account = await anAccount(stack)
    const browser = shop.anonymous
    const entered = await browser.ask(
      `mutation In($input: UserLoginInput!) {
        userLogin(input: $input) { user { id } tokens { accessToken refreshToken } userErrors { code } } }`,
      { input: { email: account.email, password: account.password } },
      { headers: { 'x-session-mode': 'cookie' } },
    )
    expect(entered.data).toEqual({
      userLogin: {
        user: { id: account.id },
        tokens: { accessToken: null, refreshToken: null },
        userErrors: [],
      },
    })
    const given = cookiesOf(entered)
    expect(given.map(({ name }) => name)).toEqual(['__Host-supermarket-access', '__Host-supermarket-refresh'])
    for (const { attributes } of given)
      expect(attributes).toEqual(expect.arrayContaining(['Path=/', 'Secure', 'HttpOnly', 'SameSite=Lax']))
    const cookie = jar(given)
    expect((await browser.ask('{ me { id } }', {}, { headers: { cookie } })).data).toEqual({
      me: { id: account.id },
    })

    const refreshed = await browser.ask(
      'mutation { sessionRefresh(input: {}) { tokens { refreshToken } userErrors { code } } }',
      {},
      { headers: { cookie } },
    )
    expect(refreshed.data).toEqual({ sessionRefresh: { tokens: { refreshToken: null }, userErrors: [] } })
    const renewed = jar(cookiesOf(refreshed))
    expect(renewed).not.toBe(cookie)
    const foreign = await browser.ask(
      '{ me { id } }',
      {},
      { headers: { cookie, origin: 'https://evil.test' } },
    )
    expect(foreign).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_REQUEST' } }] })
    const both = await account.graph.ask('{ me { id } }', {}, { headers: { cookie: renewed } })
    expect(both).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BAD_REQUEST' } }] })

    const left = await browser.ask(
      'mutation { userLogout { userErrors { code } } }',
      {},
      { headers: { cookie: renewed } },
    )
    expect(left.data).toEqual({ userLogout: { userErrors: [] } })
    expect(cookiesOf(left).map(({ value }) => value)).toEqual(['', ''])
    await until(
      () => browser.ask('{ me { id } }', {}, { headers: { cookie: renewed } }),
      ({ status }) => status === 401,
      { withinMs: effectiveWithinMs },
    )
  })

  test('a cookie whose session has just been ended elsewhere keeps its browser from nothing', async () => {
    const account = await anAccount(stack)
    const credentials = { input: { email: account.email, password: account.password } }
    const enter = (cookie?: string) =>
      shop.anonymous.ask(logInDocument, credentials, {
        headers: { 'x-session-mode': 'cookie', ...(cookie === undefined ? {} : { cookie }) },
      })
    const register = (cookie: string) =>
      shop.anonymous.ask(
        'mutation Up($input: UserRegisterInput!) { userRegister(input: $input) { userErrors { code } } }',
        { input: { email: `${unique()}@shop.test`, password: `pass-${unique()}`, name: 'New' } },
        { headers: { cookie } },
      )
    const renew = (cookie: string) =>
      shop.anonymous.ask(
        'mutation { sessionRefresh(input: {}) { tokens { refreshToken } userErrors { code } } }',
        {},
        { headers: { cookie } },
      )
    // Each at once after the sign-out, before the gateway has heard of it.
    const dead = async () => {
      const cookie = jar(cookiesOf(await enter()))
      const { userLogoutEverywhere } = await (await signIn(account)).graph.get<{
        userLogoutEverywhere: { userErrors: UserError[] }
      }>('mutation { userLogoutEverywhere { userErrors { code } } }')
      expect(userLogoutEverywhere.userErrors).toEqual([])
      return cookie
    }

    const refused = await renew(await dead())
    expect(refused).toMatchObject({
      status: 200,
      errors: [],
      data: { sessionRefresh: { tokens: null, userErrors: [{ code: 'INVALID_CREDENTIALS' }] } },
    })
    expect(cookiesOf(refused).map(({ name, value }) => [name, value])).toEqual([
      ['__Host-supermarket-access', ''],
      ['__Host-supermarket-refresh', ''],
    ])

    const entered = await enter(await dead())
    expect(entered).toMatchObject({
      status: 200,
      errors: [],
      data: { userLogin: { user: { id: account.id }, userErrors: [] } },
    })
    const cookie = jar(cookiesOf(entered))
    expect((await shop.anonymous.ask('{ me { id } }', {}, { headers: { cookie } })).data).toEqual({
      me: { id: account.id },
    })

    expect(await register(await dead())).toMatchObject({
      status: 200,
      errors: [],
      data: { userRegister: { userErrors: [] } },
    })
  })

  test('nobody gets in by a header', async () => {
    const { data } = await shop.anonymous.ask(
      '{ me { id } }',
      {},
      { headers: { 'x-user-id': shop.viewer.id } },
    )
    expect(data).toEqual({ me: null })
  })
})

const logInDocument = `mutation In($input: UserLoginInput!) {
  userLogin(input: $input) { user { id } userErrors { code } } }`

type Service = { readonly name: string; readonly url: string }

/** As the gateway would ask, with its key: what the subgraph itself says to the token. */
async function askSubgraph(
  stack: Stack,
  { name, url }: Service,
  accessToken: string,
): Promise<{ status: number }> {
  await using transport = httpTransport({
    caller: 'gateway',
    audience: name,
    url: `${url}/graphql`,
    key: parseSigningKeys(stack.secrets.signingKeys).signingKey('gateway', name),
  })
  const { status } = await transport({
    query: '{ me { id } }',
    requestId: unique(),
    deadlineAt: Date.now() + 2_000,
    authorization: `Bearer ${accessToken}`,
  })
  return { status }
}

function forged(token: string, claims: object): string {
  const [head = '', body = '', signature = ''] = token.split('.')
  const payload = { ...JSON.parse(Buffer.from(body, 'base64url').toString()), ...claims }
  return [head, Buffer.from(JSON.stringify(payload)).toString('base64url'), signature].join('.')
}

function unsigned(token: string): string {
  const head = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url')
  return [head, token.split('.')[1] ?? '', ''].join('.')
}

type Cookie = { readonly name: string; readonly value: string; readonly attributes: readonly string[] }

function cookiesOf({ headers }: GraphAnswer<unknown>): Cookie[] {
  return [headers['set-cookie'] ?? []].flat().map((text) => {
    const [pair = '', ...attributes] = text.split('; ')
    const [name = '', value = ''] = pair.split('=', 2)
    return { name, value, attributes }
  })
}

function jar(cookies: readonly Cookie[]): string {
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}
