// The page's own scripts, without a browser: who is signed in with which token, and what earlier answers fill in.
import { expect, test } from 'vitest'

type Account = { label: string; email: string; password: string }
type Session = {
  signIn(account: Account): Promise<void>
  signOut(): Promise<void>
  send(input: string, init?: RequestInit): Promise<Response>
  current(): { account: Account; name: string; roles: string[]; token: string } | undefined
}
type Outside = { fetch: typeof fetch; now: () => number; graphqlPath: string }
type Answers = {
  remember(answer: unknown): void
  fill(sample: unknown, newKey: () => string): { value: unknown; missing: string[] }
}

/** They are plain scripts for browsers, typed by a tsconfig of their own. */
const page = (name: string) => import(new URL(`page/${name}`, import.meta.url).href)
const { createSession }: { createSession: (outside: Outside) => Session } = await page('session.js')
const { createAnswers }: { createAnswers: () => Answers } = await page('answers.js')

const ann = { label: 'Ann', email: 'ann@supermarket.test', password: 'supermarket' }
const bob = { label: 'Bob', email: 'bob@supermarket.test', password: 'supermarket' }

/** A graph that gives numbered tokens of ten minutes and refuses those that were revoked. */
function aGraph() {
  const calls: { operation: string; authorization: string | null; input: unknown }[] = []
  const revoked = new Set<string>()
  const graph = {
    calls,
    revoked,
    now: 0,
    /** Replaces the answer to sign-ins. */
    login: undefined as (() => Promise<Response>) | undefined,
    fetch: async (_input: unknown, init: RequestInit = {}): Promise<Response> => {
      const { query, variables } = JSON.parse(String(init.body))
      const operation = /\w+ (\w+)/.exec(query)?.[1] ?? ''
      const authorization = new Headers(init.headers).get('authorization')
      calls.push({ operation, authorization, input: variables?.input })
      if (operation === 'ExplorerSignIn')
        return graph.login?.() ?? Response.json({ data: { userLogin: login(variables.input.email) } })
      if (authorization && revoked.has(authorization)) return Response.json({ errors: [] }, { status: 401 })
      return Response.json({ data: { operation } })
    },
  }
  let tokens = 0
  const login = (email: string) => ({
    user: { id: 'usr_1', name: email.split('@')[0], roles: ['CUSTOMER'] },
    tokens: {
      accessToken: `token-${++tokens}`,
      accessTokenExpiresAt: new Date(graph.now + 600_000).toISOString(),
    },
    userErrors: [],
  })
  return graph
}

function signedOut(graph: ReturnType<typeof aGraph>): Session {
  return createSession({ fetch: graph.fetch, now: () => graph.now, graphqlPath: '/graphql' })
}

const ask = {
  method: 'POST',
  headers: { accept: 'application/json' },
  body: '{"query":"query Me { me { id } }"}',
}
const tokensSent = (graph: ReturnType<typeof aGraph>) =>
  graph.calls.map(({ operation, authorization }) => [operation, authorization])

test('requests are anonymous until somebody signs in, then carry the token', async () => {
  const graph = aGraph()
  const session = signedOut(graph)
  await session.send('/graphql', ask)
  await session.signIn(ann)
  await session.send('/graphql', ask)
  expect(session.current()).toMatchObject({ account: ann, name: 'ann', roles: ['customer'] })
  expect(graph.calls[1]?.input).toEqual({ email: ann.email, password: ann.password })
  expect(tokensSent(graph)).toEqual([
    ['Me', null],
    ['ExplorerSignIn', null],
    ['Me', 'Bearer token-1'],
  ])
})

test('a request with an authorization of its own is sent as it is', async () => {
  const graph = aGraph()
  const session = signedOut(graph)
  await session.signIn(ann)
  await session.send('/graphql', { ...ask, headers: { Authorization: 'Bearer mine' } })
  expect(tokensSent(graph).at(-1)).toEqual(['Me', 'Bearer mine'])
})

test('a token about to expire is replaced before it is used, once for all requests that wait', async () => {
  const graph = aGraph()
  const session = signedOut(graph)
  await session.signIn(ann)
  graph.now = 590_000
  await Promise.all([session.send('/graphql', ask), session.send('/graphql', ask)])
  expect(tokensSent(graph)).toEqual([
    ['ExplorerSignIn', null],
    ['ExplorerSignIn', null],
    ['Me', 'Bearer token-2'],
    ['Me', 'Bearer token-2'],
  ])
})

test('a refused token is replaced and the request made again', async () => {
  const graph = aGraph()
  const session = signedOut(graph)
  await session.signIn(ann)
  graph.revoked.add('Bearer token-1')
  const answer = await session.send('/graphql', ask)
  expect(await answer.json()).toEqual({ data: { operation: 'Me' } })
  expect(session.current()?.token).toBe('token-2')
})

test('a second refusal is answered as it is, without another try', async () => {
  const graph = aGraph()
  const session = signedOut(graph)
  await session.signIn(ann)
  graph.revoked.add('Bearer token-1').add('Bearer token-2')
  expect((await session.send('/graphql', ask)).status).toBe(401)
  expect(graph.calls).toHaveLength(4)
})

test.each([
  {
    when: 'refuses',
    login: async () =>
      Response.json({ data: { userLogin: { userErrors: [{ message: 'Wrong password.' }] } } }),
    words: 'Wrong password.',
  },
  {
    when: 'throttles',
    login: async () => Response.json({ errors: [{ message: 'Too many attempts.' }] }, { status: 429 }),
    words: 'Too many attempts.',
  },
  {
    when: 'answers no JSON',
    login: async () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
    words: 'The graph answered with HTTP status 502.',
  },
  {
    when: 'is gone',
    login: () => Promise.reject(new TypeError('fetch failed')),
    words: 'The graph cannot be reached. Is the shop still running?',
  },
])('a graph that $when is told in words, and changes nobody', async ({ login, words }) => {
  const graph = aGraph()
  const session = signedOut(graph)
  await session.signIn(ann)
  graph.login = login
  await expect(session.signIn(bob)).rejects.toThrow(words)
  expect(session.current()?.account).toBe(ann)
})

test('a session that cannot be renewed says so, and is tried again by the next request', async () => {
  const graph = aGraph()
  const session = signedOut(graph)
  await session.signIn(ann)
  graph.now = 600_000
  graph.login = () => Promise.reject(new TypeError('fetch failed'))
  await expect(session.send('/graphql', ask)).rejects.toThrow(
    'The session of Ann has ended and could not be renewed. The graph cannot be reached. Is the shop still running?',
  )
  graph.login = undefined
  expect((await session.send('/graphql', ask)).status).toBe(200)
})

test('the last click counts, whichever answer comes first', async () => {
  const graph = aGraph()
  const session = signedOut(graph)
  const slow = Promise.withResolvers<Response>()
  graph.login = () => slow.promise
  const first = session.signIn(ann)
  graph.login = undefined
  await session.signIn(bob)
  const tokens = { accessToken: 'late', accessTokenExpiresAt: new Date(600_000) }
  slow.resolve(Response.json({ data: { userLogin: { user: { id: 'usr_2' }, tokens } } }))
  await first
  expect(session.current()?.account).toBe(bob)
})

test('signing out ends the session at the graph, and here even when the graph is gone', async () => {
  const graph = aGraph()
  const session = signedOut(graph)
  await session.signIn(ann)
  await session.signOut()
  expect(tokensSent(graph).at(-1)).toEqual(['ExplorerSignOut', 'Bearer token-1'])
  expect(session.current()).toBeUndefined()
  await session.send('/graphql', ask)
  expect(tokensSent(graph).at(-1)).toEqual(['Me', null])
})

test('an example goes on with what was answered last, the first of a list', () => {
  const answers = createAnswers()
  answers.remember({ products: { nodes: [{ id: 'prd_1', variants: [{ id: 'var_1' }, { id: 'var_2' }] }] } })
  answers.remember({ cartCreate: { cart: { id: 'crt_1', total: { minor: 100, currency: 'EUR' } } } })
  answers.remember({ cart: { id: 'crt_1', lines: [] } })
  const sample = {
    input: {
      cartId: '@crt.id',
      total: '@crt.total.minor',
      lines: [{ variantId: '@var.id', quantity: 2 }],
      key: '@new-key',
    },
  }
  expect(answers.fill(sample, () => 'key-1')).toEqual({
    value: {
      input: { cartId: 'crt_1', total: 100, lines: [{ variantId: 'var_1', quantity: 2 }], key: 'key-1' },
    },
    missing: [],
  })
})

test('another cart does not inherit the total of the one before', () => {
  const answers = createAnswers()
  answers.remember({ cart: { id: 'crt_1', total: { minor: 100 } } })
  answers.remember({ cart: { id: 'crt_2' } })
  expect(answers.fill({ minor: '@crt.total.minor' }, () => '')).toEqual({
    value: { minor: '…' },
    missing: ['crt'],
  })
})

test('what was never answered is left for the reader, and what is optional left out', () => {
  const sample = { id: '@ord.id', accessToken: '@ord.accessToken?', name: 'Ann' }
  expect(createAnswers().fill(sample, () => '')).toEqual({
    value: { id: 'ord_…', name: 'Ann' },
    missing: ['ord'],
  })
})

test("a guest's order is read back with its token", () => {
  const answers = createAnswers()
  answers.remember({ checkoutComplete: { order: { id: 'ord_1' }, orderAccessToken: 'guest' } })
  answers.remember({ order: { id: 'ord_1', status: 'CONFIRMED' } })
  const sample = { id: '@ord.id', accessToken: '@ord.accessToken?' }
  expect(answers.fill(sample, () => '').value).toEqual({ id: 'ord_1', accessToken: 'guest' })
})
