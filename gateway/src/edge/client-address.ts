// Network addresses of clients: of those that open a WebSocket, which Fastify never sees, and what of an address tells one
// client from another.
import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'

/** As Fastify reads the address of a request: the first that was forwarded, where a proxy is believed. */
export function upgradeAddress(
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  trustProxy: boolean,
): string | undefined {
  const forwarded = trustProxy ? headers['x-forwarded-for']?.toString().split(',', 1)[0]?.trim() : undefined
  return forwarded || socket.remoteAddress
}

/** An IPv6 client has a network of its own, 64 bits of them: its addresses are as many as it likes. */
export function clientOfAddress(address: string): string {
  if (!isIPv6(address)) return address
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1]
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
