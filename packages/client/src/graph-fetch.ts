// A `fetch` that keeps the graph's contract for whoever calls it: Apollo Client's link, urql's exchange or our own
// helper. It presents the session's token, renews it once on 401, says who the client is, and repeats the same request
// after a 503, or after a lost answer when asking twice is the same as asking once.
import { ClientError } from './client-error.ts'
import { type Patience, readRetryAfter, waitMs } from './patience.ts'
import { type RequestTraits, readTraits } from './request-traits.ts'
import { type Fetch, type SendLimits, send } from './send.ts'

/** What a request presents. */
export type Grant = {
  /** Whose session it is. Undefined in cookie mode while nobody has said whose cookies there are, if any. */
  readonly userId: string | undefined
  /** Absent in cookie mode, where the browser presents it. */
  readonly accessToken: string | undefined
  /** Another one for each renewal. */
  readonly stamp: string
}

export type Authority = {
  /** Undefined when nobody is signed in. */
  grant(): Promise<Grant | undefined>
  /** After a 401 with `used`: what to present instead, undefined when the session is over. */
  renew(used: Grant): Promise<Grant | undefined>
}

export type GraphFetchOptions = SendLimits &
  Patience & {
    /** The graph's: only there does the session go along. */
    readonly url: string
    readonly fetch: Fetch
    readonly headers: Readonly<Record<string, string>>
    /** Cookies travel along. */
    readonly cookieMode: boolean
    readonly maxRepeats: number
    readonly authority?: Authority | undefined
  }

export type GraphFetch = (
  input: string | URL | Request,
  init?: RequestInit,
  traits?: RequestTraits,
) => Promise<Response>

export function createGraphFetch(options: GraphFetchOptions): GraphFetch {
  return async (input, init = {}, traits = readTraits(init.body)) => {
    if (addressOf(input) !== addressOf(options.url)) return options.fetch(input, init)
    for (let repeats = 0; ; repeats++) {
      const last = repeats >= options.maxRepeats || traits.stream
      const outcome = await attempt(() => present(input, init, options))
      if ('error' in outcome) {
        if (last || !traits.repeatable || !isLost(outcome.error)) throw outcome.error
      } else if (last || !asksToRepeat(outcome.response, traits)) return outcome.response
      const retryAfterMs = 'response' in outcome ? readRetryAfter(outcome.response.headers) : undefined
      await options.wait(waitMs(repeats, retryAfterMs, options.random), init.signal)
    }
  }
}

/** Without what a GET adds. */
function addressOf(input: string | URL | Request): string {
  const { origin, pathname } = new URL(input instanceof Request ? input.url : input, baseOf(globalThis))
  return origin + pathname
}

/** Pages have addresses that others are seen from, servers and apps have none. */
function baseOf(scope: unknown): string {
  const { location } = scope as { readonly location?: { readonly href: string } }
  return location?.href ?? 'http://localhost'
}

type Outcome = { readonly response: Response } | { readonly error: unknown }

function attempt(run: () => Promise<Response>): Promise<Outcome> {
  return run().then(
    (response) => ({ response }),
    (error: unknown) => ({ error }),
  )
}

export function isLost(error: unknown): boolean {
  return error instanceof ClientError && ['network', 'timeout'].includes(error.failure.kind)
}

/** A 503 that names a time says that nothing was done; what a proxy says of a missing answer is a lost one. */
function asksToRepeat({ status, headers }: Response, { repeatable }: RequestTraits): boolean {
  if (status === 503 && readRetryAfter(headers) !== undefined) return true
  return repeatable && [502, 503, 504].includes(status)
}

async function present(
  input: string | URL | Request,
  init: RequestInit,
  options: GraphFetchOptions,
): Promise<Response> {
  const { authority, fetch } = options
  const grant = await authority?.grant()
  const response = await send(fetch, input, signed(init, grant, options), options)
  if (response.status !== 401 || grant === undefined || authority === undefined) return response
  const renewed = await authority.renew(grant)
  // What one user has asked for is not done for another who has signed in meanwhile. Who knew of none asked as whoever
  // the cookies say, and as anybody when they are no good.
  if (grant.userId !== undefined && renewed?.userId !== grant.userId) return response
  return send(fetch, input, signed(init, renewed, options), options)
}

function signed(
  init: RequestInit,
  grant: Grant | undefined,
  { headers: own, cookieMode }: GraphFetchOptions,
): RequestInit {
  const headers = new Headers(init.headers)
  for (const [name, value] of Object.entries(own)) headers.set(name, value)
  if (grant?.accessToken !== undefined) headers.set('authorization', `Bearer ${grant.accessToken}`)
  return { ...init, headers, ...(cookieMode ? { credentials: 'include' } : {}) }
}
