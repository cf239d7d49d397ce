// The host that a request was sent to, as its browser sees it: the one place that decides it, for HTTP and for the
// upgrade of a WebSocket, which Fastify does not see.
import type { IncomingMessage } from 'node:http'
import type { IsTrustedProxy } from './trusted-proxies.ts'

/** Host and port; empty where the request names none. */
export type HostOf = (request: IncomingMessage) => string

/** A trusted proxy's `X-Forwarded-Host` wins; of several the last one, which the proxy next to us wrote. As Fastify does. */
export function requestHosts(isTrusted: IsTrustedProxy): HostOf {
  return ({ headers, socket }) => {
    const peer = socket.remoteAddress
    const forwarded = [headers['x-forwarded-host'] ?? ''].flat().join(',').split(',').at(-1)?.trim()
    if (forwarded && peer !== undefined && isTrusted(peer, 0)) return forwarded
    return headers.host ?? ''
  }
}
