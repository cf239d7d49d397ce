// A device for tests: its clock, its chance and its network are in the test's hands.
import { type Connection, type ConnectionOptions, connect } from './connection.ts'
import { memoryStore, type SessionStore } from './session/session-store.ts'

export type Sent = {
  readonly operationName: string
  readonly variables: { readonly input?: Readonly<Record<string, unknown>> }
  readonly headers: Headers
  readonly init: RequestInit
}

/** What the network does with a request: an answer, an error to throw, or silence until it is aborted. */
export type Reply = (sent: Sent) => Response | Error | 'silence' | Promise<Response | Error | 'silence'>

export type Device = Connection & {
  readonly sent: readonly Sent[]
  readonly waits: readonly number[]
  readonly store: SessionStore
  /** Moves the clock. */
  pass(ms: number): void
}

export function aDevice(reply: Reply, options: Partial<ConnectionOptions> = {}): Device {
  const sent: Sent[] = []
  const waits: number[] = []
  const store = options.store ?? memoryStore()
  let now = 1_000_000
  const connection = connect({
    url: 'http://graph.test/graphql',
    fetch: async (_, init = {}) => {
      const { operationName, variables } = JSON.parse(String(init.body))
      const request: Sent = { operationName, variables, headers: new Headers(init.headers), init }
      sent.push(request)
      const answer = await reply(request)
      if (answer === 'silence') return untilAborted(init.signal)
      if (answer instanceof Error) throw answer
      return answer
    },
    wait: async (ms) => void waits.push(ms),
    now: () => now,
    random: () => 1,
    ...options,
    store,
  })
  return {
    ...connection,
    sent,
    waits,
    store,
    pass: (ms) => {
      now += ms
    },
  }
}

export function answer(body: unknown, init: ResponseInit = {}): Response {
  return Response.json(body, init)
}

export const unauthenticated = () =>
  answer({ errors: [{ message: 'No.', extensions: { code: 'UNAUTHENTICATED' } }] }, { status: 401 })

/** Tokens of a session: the n-th pair, good for ten minutes by the server's clock. */
export function tokens(n: number) {
  const claims = Buffer.from(JSON.stringify({ iat: 5_000_000, exp: 5_000_600 })).toString('base64url')
  return {
    __typename: 'AuthTokens',
    accessToken: `head.${claims}.access${n}`,
    accessTokenExpiresAt: '2000-01-01T00:00:00Z',
    refreshToken: `refresh${n}`,
    refreshTokenExpiresAt: '2100-01-01T00:00:00Z',
  }
}

function untilAborted(signal: AbortSignal | null | undefined): Promise<Response> {
  return new Promise((_, reject) => {
    const abort = () => reject(new DOMException('Aborted.', 'AbortError'))
    if (signal?.aborted) abort()
    else signal?.addEventListener('abort', abort)
  })
}
