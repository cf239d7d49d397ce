// The session's promises to an application, with the network, the clock and the store in the test's hands.
import { describe, expect, test } from 'vitest'
import { connect } from '../connection.ts'
import {
  aDevice,
  answer,
  type Device,
  type Reply,
  type Sent,
  tokens,
  unauthenticated,
} from '../device.fixture.ts'
import { fetchGraph } from '../fetch-graph.ts'
import { CartById } from '../generated/operations.ts'
import { memoryStore, webStore } from './session-store.ts'

const credentials = { email: 'ann@shop.test', password: 'secret of ann' }
const tenMinutes = 600_000

/** A server with one session: it takes the newest access token alone, and gives the next for the newest refresh token. */
function aServer() {
  let head = 0
  const state = {
    refreshes: 0,
    over: false,
    reply: ((sent) => {
      if (sent.operationName === 'Login') return loggedIn()
      if (sent.operationName === 'Logout') return answer({ data: { userLogout: { userErrors: [] } } })
      if (sent.operationName === 'Refresh') return refreshed(sent)
      const presented = sent.headers.get('authorization')
      if (presented !== null && presented !== `Bearer ${tokens(head).accessToken}`) return unauthenticated()
      return answer({ data: { cart: null } })
    }) satisfies Reply as Reply,
    /** The newest access token is not good any more. */
    expire: () => {
      head = -head - 1
    },
  }
  const loggedIn = () => {
    head = 1
    return answer({
      data: {
        userLogin: { user: { id: 'usr_ann', name: 'Ann', roles: [] }, tokens: tokens(1), userErrors: [] },
      },
    })
  }
  const refreshed = ({ variables }: Sent) => {
    state.refreshes++
    const newest = Math.abs(head < 0 ? head + 1 : head)
    if (state.over || variables.input?.refreshToken !== `refresh${newest}`) {
      const userErrors = [{ code: 'INVALID_CREDENTIALS', message: 'No.' }]
      return answer({ data: { sessionRefresh: { tokens: null, userErrors } } })
    }
    head = newest + 1
    return answer({ data: { sessionRefresh: { tokens: tokens(head), userErrors: [] } } })
  }
  return state
}

const ask = (device: Device) => fetchGraph(device).run(CartById, { id: 'crt_1' })
const namesOf = (device: Device) => device.sent.map(({ operationName }) => operationName)

describe('a session', () => {
  test('presents its token, and renews it half a minute before it expires by the server clock', async () => {
    const server = aServer()
    const device = aDevice(server.reply)
    await device.session.signIn(credentials)
    await ask(device)
    expect(device.sent.at(-1)?.headers.get('authorization')).toBe(`Bearer ${tokens(1).accessToken}`)
    device.pass(tenMinutes - 30_001)
    await ask(device)
    expect(server.refreshes).toBe(0)
    device.pass(1)
    await ask(device)
    expect(namesOf(device)).toEqual(['Login', 'CartById', 'CartById', 'Refresh', 'CartById'])
    expect(device.sent.at(-1)?.headers.get('authorization')).toBe(`Bearer ${tokens(2).accessToken}`)
  })

  test('sends credentials and refresh tokens without an access token, and nothing but what is asked for', async () => {
    const device = aDevice(aServer().reply)
    await device.session.signIn({ ...credentials, refreshToken: 'not yours' } as typeof credentials)
    expect(device.sent[0]?.variables).toEqual({ input: credentials })
    device.pass(tenMinutes)
    await ask(device)
    const refresh = device.sent.find(({ operationName }) => operationName === 'Refresh')
    expect(refresh?.headers.get('authorization')).toBe(null)
    expect(refresh?.variables).toEqual({ input: { refreshToken: 'refresh1' } })
  })

  test('is renewed once for fifty requests that are refused at once', async () => {
    const server = aServer()
    const device = aDevice(server.reply)
    await device.session.signIn(credentials)
    server.expire()
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(device)))
    expect(answers).toEqual(Array(50).fill({ cart: null }))
    expect(server.refreshes).toBe(1)
  })

  test('that another tab has renewed is taken over, and its used-up token is never presented', async () => {
    const server = aServer()
    const store = memoryStore()
    const [one, other] = [aDevice(server.reply, { store }), aDevice(server.reply, { store })]
    await one.session.signIn(credentials)
    await ask(other)
    server.expire()
    await ask(one)
    await ask(other)
    expect(server.refreshes).toBe(1)
    expect(other.sent.at(-1)?.headers.get('authorization')).toBe(`Bearer ${tokens(2).accessToken}`)
  })

  test('is renewed by one of ten tabs that share locks', async () => {
    const server = aServer()
    const store = memoryStore()
    const tabs = Array.from({ length: 10 }, () => aDevice(server.reply, { store, locks: navigator.locks }))
    await tabs[0]?.session.signIn(credentials)
    await Promise.all(tabs.map(ask))
    server.expire()
    await Promise.all(tabs.map(ask))
    expect(server.refreshes).toBe(1)
  })

  test('goes on when the refresh is lost: the same token once more, within ten seconds', async () => {
    const server = aServer()
    let lost = 1
    const device = aDevice((sent) =>
      sent.operationName === 'Refresh' && lost-- > 0 ? new TypeError('no network') : server.reply(sent),
    )
    await device.session.signIn(credentials)
    device.pass(tenMinutes)
    await ask(device)
    const refreshes = device.sent.filter(({ operationName }) => operationName === 'Refresh')
    expect(refreshes.map(({ variables }) => variables.input?.refreshToken)).toEqual(['refresh1', 'refresh1'])
    expect(device.waits).toEqual([125])
  })

  test('is not given up while nobody can say: the old token is tried, and the failure is told', async () => {
    const server = aServer()
    const device = aDevice((sent) =>
      sent.operationName === 'Refresh' ? new TypeError('no network') : server.reply(sent),
    )
    await device.session.signIn(credentials)
    device.pass(tenMinutes)
    expect(await ask(device)).toEqual({ cart: null })
    server.expire()
    await expect(ask(device)).rejects.toMatchObject({ failure: { kind: 'network' } })
    expect(await device.session.userId()).toBe('usr_ann')
  })

  test('is asked for once by fifty requests, also when nobody answers', async () => {
    const server = aServer()
    const device = aDevice((sent) =>
      sent.operationName === 'Refresh' ? new TypeError('no network') : server.reply(sent),
    )
    await device.session.signIn(credentials)
    device.pass(tenMinutes)
    await Promise.all(Array.from({ length: 50 }, () => ask(device)))
    expect(namesOf(device).filter((name) => name === 'Refresh')).toHaveLength(2)
  })

  test('that the server does not know any more is over: once, for all, and what follows is anonymous', async () => {
    const server = aServer()
    const device = aDevice(server.reply)
    const changes: string[] = []
    device.session.watch((change) => changes.push(change))
    await device.session.signIn(credentials)
    server.expire()
    server.over = true
    const answers = await Promise.allSettled([ask(device), ask(device), ask(device)])
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect([changes, server.refreshes]).toEqual([['signed in', 'expired'], 1])
    expect(await device.store.read()).toBe(undefined)
    await ask(device)
    expect(device.sent.at(-1)?.headers.get('authorization')).toBe(null)
  })

  test('that was signed out while the network was away is forgotten, and says that nobody was told', async () => {
    const server = aServer()
    const device = aDevice((sent) =>
      sent.operationName === 'Logout' ? new TypeError('away') : server.reply(sent),
    )
    await device.session.signIn(credentials)
    expect(await device.session.signOut()).toBe(false)
    expect(await device.store.read()).toBe(undefined)
    expect(await device.session.userId()).toBe(undefined)
  })

  test('is not brought back by a renewal that was under way when it was signed out', async () => {
    const server = aServer()
    const gate = Promise.withResolvers<void>()
    const device = aDevice(async (sent) => {
      if (sent.operationName === 'Refresh') await gate.promise
      return server.reply(sent)
    })
    await device.session.signIn(credentials)
    device.pass(tenMinutes)
    const asking = ask(device)
    const leaving = device.session.signOut()
    gate.resolve()
    await asking
    expect(await leaving).toBe(true)
    expect(await device.store.read()).toBe(undefined)
    const logout = device.sent.find(({ operationName }) => operationName === 'Logout')
    expect(logout?.headers.get('authorization')).toBe(`Bearer ${tokens(2).accessToken}`)
  })

  test.each([
    '',
    '{',
    'null',
    '[]',
    '{"kind":"bearer"}',
    '{"__proto__":{"kind":"cookie"}}',
    '{"kind":"bearer","userId":"usr_1","renewAt":"1","accessToken":"a","refreshToken":"b"}',
  ])('is none when the store holds %j', async (text) => {
    const store = memoryStore()
    await store.write(text)
    const device = aDevice(aServer().reply, { store })
    expect(await device.session.userId()).toBe(undefined)
    await ask(device)
    expect(device.sent[0]?.headers.get('authorization')).toBe(null)
  })

  test('in cookie mode holds no token, asks for cookies, and sends them everywhere', async () => {
    const none = {
      accessToken: null,
      accessTokenExpiresAt: null,
      refreshToken: null,
      refreshTokenExpiresAt: null,
    }
    const user = { id: 'usr_ann', name: 'Ann', roles: [] }
    const device = aDevice(
      ({ operationName }) =>
        answer({
          data: {
            cart: null,
            userLogin: { user, tokens: none, userErrors: [] },
            sessionRefresh: { tokens: none, userErrors: [] },
            [operationName]: null,
          },
        }),
      { cookieMode: true },
    )
    await device.session.signIn(credentials)
    device.pass(tenMinutes)
    await ask(device)
    expect(namesOf(device)).toEqual(['Login', 'Refresh', 'CartById'])
    expect(device.sent.map(({ init }) => init.credentials)).toEqual(['include', 'include', 'include'])
    expect(device.sent.map(({ headers }) => headers.get('x-session-mode'))).toEqual([
      'cookie',
      'cookie',
      null,
    ])
    expect(device.sent.every(({ headers }) => headers.get('authorization') === null)).toBe(true)
    expect(device.sent[1]?.variables).toEqual({ input: {} })
    expect(await device.store.read()).not.toContain('Token')
  })
})

test('what another tab stores is heard of: who signs out there is signed out here', async () => {
  const server = aServer()
  const shelf = new Map<string, string>()
  const storage = {
    getItem: (key: string) => shelf.get(key) ?? null,
    setItem: (key: string, text: string) => void shelf.set(key, text),
    removeItem: (key: string) => void shelf.delete(key),
  }
  const listeners = new Set<(event: { key: string | null }) => void>()
  const events = {
    addEventListener: (_: 'storage', listener: (event: { key: string | null }) => void) =>
      void listeners.add(listener),
    removeEventListener: () => {},
  }
  const one = aDevice(server.reply, { store: webStore(storage) })
  const other = aDevice(server.reply, { store: webStore(storage, events) })
  const heard = Promise.withResolvers<string>()
  await one.session.signIn(credentials)
  expect(await other.session.userId()).toBe('usr_ann')
  other.session.watch((change) => heard.resolve(change))
  await one.session.signOut()
  for (const listener of listeners) listener({ key: 'supermarket-session' })
  expect(await heard.promise).toBe('signed out')
  expect(await other.session.userId()).toBe(undefined)
})

/** A server of cookies: whose they are, and whether the access cookie is still good, are in the test's hands. */
function aCookieServer(state: { userId: string | undefined; fresh: boolean }): Reply {
  const none = {
    accessToken: null,
    accessTokenExpiresAt: null,
    refreshToken: null,
    refreshTokenExpiresAt: null,
  }
  return ({ operationName }) => {
    if (operationName === 'Refresh') {
      state.fresh = state.userId !== undefined
      const refused = [{ code: 'INVALID_CREDENTIALS', message: 'No.' }]
      const done = state.fresh ? { tokens: none, userErrors: [] } : { tokens: null, userErrors: refused }
      return answer({ data: { sessionRefresh: done } })
    }
    if (state.userId !== undefined && !state.fresh) return unauthenticated()
    if (operationName === 'Account') return answer({ data: { me: state.userId && { id: state.userId } } })
    if (operationName !== 'Logout') return answer({ data: { cart: null } })
    if (state.userId === undefined) return unauthenticated()
    state.userId = undefined
    return answer({ data: { userLogout: { userErrors: [] } } })
  }
}

describe('in cookie mode a page that was loaded again', () => {
  test('learns once whose cookies it has, and hears of no other user', async () => {
    const device = aDevice(aCookieServer({ userId: 'usr_ann', fresh: false }), { cookieMode: true })
    const changes: string[] = []
    device.session.watch((change) => changes.push(change))
    await Promise.all([ask(device), ask(device), device.session.userId()])
    expect(await device.session.userId()).toBe('usr_ann')
    expect(namesOf(device).filter((name) => name === 'Refresh')).toHaveLength(1)
    expect(changes).toEqual([])
  })

  test('asks once when there are none', async () => {
    const device = aDevice(aCookieServer({ userId: undefined, fresh: false }), { cookieMode: true })
    expect([await device.session.userId(), await device.session.userId()]).toEqual([undefined, undefined])
    expect(namesOf(device)).toEqual(['Refresh'])
  })

  test('signs out at the server: by its cookies, renewed where they have to be', async () => {
    const state = { userId: 'usr_ann' as string | undefined, fresh: false }
    const device = aDevice(aCookieServer(state), { cookieMode: true })
    expect(await device.session.signOut()).toBe(true)
    expect([state.userId, namesOf(device)]).toEqual([undefined, ['Logout', 'Refresh', 'Logout']])
    expect(await device.session.signOut()).toBe(true)
    expect(namesOf(device).slice(3)).toEqual(['Logout', 'Refresh'])
  })

  test.each(['Logout', 'Refresh'])('is signed in as before when no answer came to %s', async (lost) => {
    const state = { userId: 'usr_ann' as string | undefined, fresh: false }
    const server = aCookieServer(state)
    let away = true
    const device = aDevice(
      (sent) => (away && sent.operationName === lost ? new TypeError('away') : server(sent)),
      { cookieMode: true },
    )
    expect(await device.session.signOut()).toBe(false)
    expect(state.userId).toBe('usr_ann')
    away = false
    expect(await device.session.userId()).toBe('usr_ann')
    expect(await device.session.signOut()).toBe(true)
    expect([state.userId, await device.session.userId()]).toEqual([undefined, undefined])
  })
})

test('a session that refuses to end, or whose token only expired, is not said to be gone', async () => {
  const server = aServer()
  const answers: Reply[] = [
    unauthenticated,
    () => answer({ data: { userLogout: { userErrors: [{ code: 'INVALID' }] } } }),
  ]
  const device = aDevice((sent) =>
    sent.operationName === 'Logout' ? (answers.shift() ?? server.reply)(sent) : server.reply(sent),
  )
  await device.session.signIn(credentials)
  expect(await device.session.signOut()).toBe(false)
  expect(namesOf(device)).toEqual(['Login', 'Logout', 'Refresh', 'Logout'])
  expect(device.sent.at(-1)?.headers.get('authorization')).toBe(`Bearer ${tokens(2).accessToken}`)
})

describe('with the locks of the platform', () => {
  const signingIn = async (more: Parameters<typeof connect>[0]) => {
    const sent = Promise.withResolvers<string>()
    const connection = connect({
      ...more,
      fetch: async () => {
        sent.resolve('sent')
        return aServer().reply({ operationName: 'Login' } as Sent) as Response
      },
    })
    const held = Promise.withResolvers<void>()
    const holding = navigator.locks.request('supermarket-session', () => held.promise)
    const done = connection.session.signIn(credentials)
    // The lock is asked for before the timer's turn comes.
    const first = await Promise.race([
      sent.promise,
      new Promise((resolve) => setTimeout(resolve, 20, 'waits')),
    ])
    held.resolve()
    await holding
    expect((await done).id).toBe('usr_ann')
    return first
  }
  const url = 'http://graph.test/graphql'

  test('a page takes turns with the other tabs of its session, unless told', async () => {
    expect(await signingIn({ url, store: memoryStore() })).toBe('waits')
    expect(await signingIn({ url, cookieMode: true })).toBe('waits')
    expect(await signingIn({ url, store: memoryStore(), locks: false })).toBe('sent')
    expect(await signingIn({ url })).toBe('sent')
  })

  test('the session before is not renewed while another user signs in, and does not come back', async () => {
    const server = aServer()
    const store = memoryStore()
    const gate = Promise.withResolvers<void>()
    const asked = Promise.withResolvers<void>()
    const enter = answer({
      data: {
        userLogin: { user: { id: 'usr_bob', name: 'Bob', roles: [] }, tokens: tokens(7), userErrors: [] },
      },
    })
    const tab = aDevice(server.reply, { store })
    await tab.session.signIn(credentials)
    tab.pass(tenMinutes)
    const other = aDevice(
      async () => {
        asked.resolve()
        await gate.promise
        return enter
      },
      { store },
    )
    const entering = other.session.signIn(credentials)
    await asked.promise
    const renewing = tab.session.grant()
    gate.resolve()
    await Promise.all([entering, renewing])
    expect(server.refreshes).toBe(0)
    expect(await store.read()).toContain('usr_bob')
  })
})

test('the session goes to the graph and nowhere else', async () => {
  const device = aDevice(aServer().reply)
  await device.session.signIn(credentials)
  await device.fetch('https://elsewhere.test/graphql', { method: 'POST', body: '{"operationName":"Away"}' })
  const away = device.sent.at(-1)
  expect([namesOf(device), away?.headers.get('authorization')]).toEqual([['Login', 'Away'], null])
})

test('what one user asked for is not done for another who signed in meanwhile', async () => {
  const store = memoryStore()
  const enter = (id: string, n: number) =>
    answer({ data: { userLogin: { user: { id, name: id, roles: [] }, tokens: tokens(n), userErrors: [] } } })
  const bob = aDevice(() => enter('usr_bob', 2), { store })
  const ann = aDevice(
    async ({ operationName }) => {
      if (operationName === 'Login') return enter('usr_ann', 1)
      await bob.session.signIn(credentials)
      return unauthenticated()
    },
    { store },
  )
  await ann.session.signIn(credentials)
  await expect(ask(ann)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' })
  expect(namesOf(ann)).toEqual(['Login', 'CartById'])
  expect(await ann.session.userId()).toBe('usr_bob')
})
