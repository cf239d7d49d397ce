// What a fetch to a service of the shop carries beside its operation, as its HTTP shell reads it (service-kit's
// subgraph-http.ts): the user's token, details of the client, the time that is left, and a signature over all of it.
import type { HttpHooks } from '@supermarket/engine/transport/http-wire.ts'
import type { SubgraphRequest } from '@supermarket/engine/transport/subgraph-transport.ts'
import { signRequest, unsignedChallenge } from '@supermarket/service-kit/call-signature.ts'
import type { GatewayContext } from './context.ts'

/** How long a subgraph may take to accept a subscription, which has no deadline of its own. */
export const acceptMs = 5_000

export type ShopHooksOptions = {
  readonly name: string
  readonly url: string
  /** Absent towards a graph that asks for no signature. */
  readonly key?: string | undefined
}

export function shopHooks({ name, url, key }: ShopHooksOptions): HttpHooks {
  const { pathname, search } = new URL(url)
  const path = pathname + search
  return {
    extensions: (request) => ({ client: contextOf(request).client }),
    headers({ request, body }) {
      const { requestId, authorization } = contextOf(request)
      const signed = { method: 'POST', path, body, authorization }
      return {
        'x-request-id': requestId,
        'x-deadline-ms': String(leftMs(request)),
        ...(authorization === undefined ? {} : { authorization }),
        ...(key === undefined
          ? {}
          : signRequest({ caller: 'gateway', audience: name, key, request: signed })),
      }
    },
    onHeaders(request, { headers }) {
      // That is our fault, and not the user's token's, as 401 would have it.
      if (headers['www-authenticate'] === unsignedChallenge)
        throw new TypeError(`${name} refused our signature`)
      const setCookie = headers['set-cookie']
      if (setCookie !== undefined && request.kind === 'mutation')
        contextOf(request).passCookies([setCookie].flat())
    },
  }
}

export function contextOf({ context }: Pick<SubgraphRequest, 'context'>): GatewayContext {
  return context as GatewayContext
}

/** A budget rather than a time of day, so that clocks need not agree. */
function leftMs({ deadlineAt, kind }: SubgraphRequest): number {
  const left = Math.max(1, Math.floor(deadlineAt - Date.now()))
  return kind === 'subscription' ? Math.min(acceptMs, left) : left
}
