// Who is signed in, and with which access token. The token is given to GraphiQL's requests, renewed before it
// expires, and replaced when the graph refuses it: the passwords of demo accounts are known, so signing in again is
// always possible.
// @ts-check

/**
 * @typedef {{ label: string, email: string, password: string }} Account
 * @typedef {{ account: Account, name: string, roles: string[], token: string, expiresAt: number }} SignedIn
 * @typedef {{ fetch: typeof fetch, now: () => number, graphqlPath: string }} Outside
 */

const loginDocument = `mutation ExplorerSignIn($input: UserLoginInput!) {
  userLogin(input: $input) {
    user { id name roles }
    tokens { accessToken accessTokenExpiresAt }
    userErrors { message }
  }
}`

/** A token this close to its end may expire on its way. */
const renewBeforeMs = 15_000

/** @param {Outside} outside */
export function createSession({ fetch, now, graphqlPath }) {
  /** @type {SignedIn | undefined} */
  let current
  /** Counts the reader's decisions, so that a slow answer to an earlier one does not undo a later one. */
  let decisions = 0
  /** @type {WeakMap<SignedIn, Promise<SignedIn>>} */
  const renewals = new WeakMap()

  /**
   * Rejects with an error whose message is for the reader; whoever was signed in before stays so.
   * @param {Account} account
   */
  async function signIn(account) {
    const decision = ++decisions
    const signedIn = await logIn(account)
    if (decision === decisions) current = signedIn
  }

  /** Ends the session at the graph too. Here it ends in any case. */
  async function signOut() {
    decisions += 1
    const ended = current
    current = undefined
    if (ended) await post('mutation ExplorerSignOut { userLogout { userErrors { code } } }', {}, ended.token)
  }

  /**
   * Fetches for GraphiQL, as the signed-in account. A request with an authorization of its own is left alone.
   * @param {RequestInfo | URL} input
   * @param {RequestInit} [init]
   */
  async function send(input, init = {}) {
    const asked = current
    if (!asked || new Headers(init.headers).has('authorization')) return fetch(input, init)
    const fresh = asked.expiresAt - now() < renewBeforeMs ? await renew(asked) : asked
    const answer = await fetch(input, withToken(init, fresh))
    // 401 is given before anything was run: the request can be made again as it was.
    if (answer.status !== 401 || current !== fresh) return answer
    return fetch(input, withToken(init, await renew(fresh)))
  }

  /** One sign-in, however many requests wait for it. @param {SignedIn} ended */
  function renew(ended) {
    const renewal = renewals.get(ended) ?? signInAgain(ended)
    renewals.set(ended, renewal)
    return renewal
  }

  /** @param {SignedIn} ended */
  async function signInAgain(ended) {
    try {
      const fresh = await logIn(ended.account)
      if (current === ended) current = fresh
      return fresh
    } catch (cause) {
      renewals.delete(ended)
      const reason = cause instanceof Error ? cause.message : String(cause)
      throw new Error(`The session of ${ended.account.label} has ended and could not be renewed. ${reason}`, {
        cause,
      })
    }
  }

  /** @param {Account} account @returns {Promise<SignedIn>} */
  async function logIn(account) {
    const { email, password } = account
    const { data, errors } = await post(loginDocument, { input: { email, password } })
    const login = data?.userLogin
    if (login?.user && login.tokens?.accessToken) {
      return {
        account,
        name: login.user.name ?? account.label,
        roles: (login.user.roles ?? []).map((/** @type {string} */ role) => role.toLowerCase()),
        token: login.tokens.accessToken,
        expiresAt: Date.parse(login.tokens.accessTokenExpiresAt),
      }
    }
    throw new Error(login?.userErrors?.[0]?.message ?? errors?.[0]?.message ?? 'The graph gave no token.')
  }

  /**
   * @param {string} query
   * @param {object} variables
   * @param {string} [token]
   * @returns {Promise<any>}
   */
  async function post(query, variables, token) {
    const answer = await fetch(graphqlPath, {
      method: 'POST',
      credentials: 'omit',
      headers: {
        'content-type': 'application/json',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: JSON.stringify({ query, variables }),
    }).catch(() => {
      throw new Error('The graph cannot be reached. Is the shop still running?')
    })
    return answer.json().catch(() => {
      throw new Error(`The graph answered with HTTP status ${answer.status}.`)
    })
  }

  return { signIn, signOut, send, current: () => current }
}

/** @param {RequestInit} init @param {SignedIn} signedIn @returns {RequestInit} */
function withToken(init, { token }) {
  const headers = new Headers(init.headers)
  headers.set('authorization', `Bearer ${token}`)
  return { ...init, headers }
}
