// What counts as one client address: an IPv4 address, or the /64 of an IPv6 one, which a single client can fill.
import { isIPv4, isIPv6 } from 'node:net'

/** Undefined for what is no address. */
export function addressGroup(address: string): string | undefined {
  if (isIPv4(address)) return address
  if (!isIPv6(address)) return undefined
  const text = address.replace(/%.*$/, '').toLowerCase()
  const mapped = /^(?:0*:)*:?ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(text)?.[1]
  if (mapped !== undefined) return mapped
  return expand(text).slice(0, 4).join(':')
}

/** The eight groups of an IPv6 address without leading zeros; an embedded IPv4 tail does not reach the first four. */
function expand(text: string): string[] {
  const [head = '', tail] = text.split('::')
  const left = groups(head)
  const right = tail === undefined ? [] : groups(tail)
  const zeros = Math.max(0, 8 - left.length - right.length)
  return [...left, ...Array<string>(tail === undefined ? 0 : zeros).fill('0'), ...right]
}

function groups(text: string): string[] {
  return text
    .split(':')
    .filter(Boolean)
    .flatMap((group) => (group.includes('.') ? ['v4', 'v4'] : [group.replace(/^0+(?=.)/, '')]))
}
