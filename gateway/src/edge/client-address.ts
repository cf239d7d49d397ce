// Network addresses of clients: the one place that decides whose a request is, whichever protocol brings it, and what of
// an address tells one client from another.
import type { IncomingMessage } from 'node:http'
import { isIP, isIPv6 } from 'node:net'
import proxyAddr from '@fastify/proxy-addr'
import type { Logger } from 'pino'
import type { IsTrustedProxy } from './trusted-proxies.ts'

/** Undefined where the connection is gone. */
export type AddressOf = (request: IncomingMessage) => string | undefined

/** Who speaks to the outermost proxy of ours. What is before that one is the client's own word, and is not believed. */
export function clientAddresses(isTrusted: IsTrustedProxy, log: Pick<Logger, 'warn'>): AddressOf {
  let warned = false
  return (request) => {
    const peer = request.socket.remoteAddress
    if (peer === undefined) return undefined
    if (!warned && request.headers['x-forwarded-for'] !== undefined && !isTrusted(peer, 0)) {
      warned = true
      log.warn(
        { peer: plain(peer) },
        'X-Forwarded-For came from an address that TRUST_PROXY does not name, and is ignored: ' +
          'if that is a proxy of yours, all of its clients count as one',
      )
    }
    // A proxy may write `unknown`: then the nearest address that is one stands for the client.
    return plain(
      proxyAddr
        .all(request, isTrusted)
        .map(withoutPort)
        .findLast((address) => isIP(address) > 0) ?? peer,
    )
  }
}

/** Some proxies write the port too. */
function withoutPort(text: string): string {
  return /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
}

/** Where we listen on IPv6 too, an IPv4 address comes in its clothes. */
function plain(address: string): string {
  return mappedIn(address) ?? address
}

function mappedIn(address: string): string | undefined {
  return /^::ffff:([\d.]+)$/i.exec(address)?.[1]
}

/** An IPv6 client has a network of its own, 64 bits of them: its addresses are as many as it likes. */
export function clientOfAddress(address: string): string {
  if (!isIPv6(address)) return address
  const mapped = mappedIn(address)
  if (mapped !== undefined) return mapped
  const [before = '', after = ''] = address.split('%', 1)[0]?.split('::') ?? []
  const [left, right] = [groupsOf(before), groupsOf(after)]
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  const network = [...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
  return `${network.join(':')}::/64`
}

function groupsOf(text: string): string[] {
  return text === '' ? [] : text.split(':')
}
