// Which addresses a merchant's endpoint may have: those that the internet routes. What must stay true: nothing that
// leads back to this machine, its network or its cloud's metadata passes, in whatever form it is written.
import { BlockList, isIPv4 } from 'node:net'
import ipaddr from 'ipaddr.js'

// What ipaddr.js takes for ordinary, and is not: documentation, benchmarks, former site-local addresses, addresses that
// embed an IPv4 address, and Azure's metadata service, which has a public one.
const refused = new BlockList()
for (const [net, bits, family] of [
  ['198.18.0.0', 15, 'ipv4'],
  ['168.63.129.16', 32, 'ipv4'],
  ['::', 96, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['2001::', 23, 'ipv6'],
  ['3fff::', 20, 'ipv6'],
  ['5f00::', 16, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
] as const)
  refused.addSubnet(net, bits, family)

export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  // `process` makes an IPv4-mapped IPv6 address the IPv4 address that it is.
  const parsed = ipaddr.process(address)
  if (parsed.range() !== 'unicast') return false
  const text = parsed.toString()
  return !refused.check(text, isIPv4(text) ? 'ipv4' : 'ipv6')
}
