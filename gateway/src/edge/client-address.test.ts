import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { clientAddresses, clientOfAddress } from './client-address.ts'
import { type TrustedProxies, trustOf } from './trusted-proxies.ts'

function arrival(peer: string | undefined, forwarded?: string): IncomingMessage {
  const socket = new Socket()
  Object.defineProperty(socket, 'remoteAddress', { value: peer })
  const request = new IncomingMessage(socket)
  if (forwarded !== undefined) request.headers['x-forwarded-for'] = forwarded
  return request
}

function addressesOf(proxies: TrustedProxies) {
  const warnings: unknown[] = []
  const warn = (fields: unknown) => void warnings.push(fields)
  return { warnings, addressOf: clientAddresses(trustOf(proxies), { warn }) }
}

const ours = ['10.0.0.0/8', 'loopback', 'fd00::/8']

test.each<[string, TrustedProxies, string | undefined, string | undefined, string | undefined]>([
  ['nobody is believed unless told', false, '10.0.0.1', '203.0.113.9', '10.0.0.1'],
  ['a client without a proxy', ours, '203.0.113.9', undefined, '203.0.113.9'],
  ['one proxy', 1, '10.0.0.1', '203.0.113.9', '203.0.113.9'],
  [
    'one proxy, and a leftmost that the client wrote',
    1,
    '10.0.0.1',
    '198.51.100.1, 203.0.113.9',
    '203.0.113.9',
  ],
  ['two proxies', 2, '10.0.0.1', '198.51.100.1, 203.0.113.9, 10.0.0.2', '203.0.113.9'],
  ['fewer addresses than proxies', 3, '10.0.0.1', '203.0.113.9', '203.0.113.9'],
  [
    'networks, and a leftmost that the client wrote',
    ours,
    '10.0.0.1',
    '198.51.100.1, 203.0.113.9, 10.9.9.9',
    '203.0.113.9',
  ],
  ['a client that writes an address of ours', ours, '10.0.0.1', '10.0.0.7, 203.0.113.9', '203.0.113.9'],
  ['a peer that is not in the networks', ours, '192.0.2.1', '203.0.113.9', '192.0.2.1'],
  ['a proxy by a mapped address', ours, '::ffff:10.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['a client by a mapped address', ours, '10.0.0.1', '::ffff:203.0.113.9', '203.0.113.9'],
  ['an IPv6 proxy', ours, 'fd00::1', '2001:db8::1, fd00::2', '2001:db8::1'],
  ['a port beside the address', 1, '10.0.0.1', '203.0.113.9:4711', '203.0.113.9'],
  ['a port beside an IPv6 address', 1, '10.0.0.1', '[2001:db8::1]:4711', '2001:db8::1'],
  ['a word that is no address', 1, '10.0.0.1', '198.51.100.1, unknown', '10.0.0.1'],
  ['an empty header', 1, '10.0.0.1', ' , ', '10.0.0.1'],
  ['a connection that is gone', 1, undefined, '203.0.113.9', undefined],
])('the address of a client: %s', (_name, proxies, peer, forwarded, address) => {
  expect(addressesOf(proxies).addressOf(arrival(peer, forwarded))).toBe(address)
})

test('a forwarded address from who is not believed is warned of once', () => {
  const { addressOf, warnings } = addressesOf(ours)
  addressOf(arrival('10.0.0.1', '203.0.113.9'))
  addressOf(arrival('192.0.2.1'))
  expect(warnings).toEqual([])
  addressOf(arrival('::ffff:192.0.2.1', '203.0.113.9'))
  addressOf(arrival('192.0.2.2', '203.0.113.9'))
  expect(warnings).toEqual([{ peer: '192.0.2.1' }])
})

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:1:2::ffff', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['no address', 'no address'],
])('%s is of the client %s', (address, client) => {
  expect(clientOfAddress(address)).toBe(client)
})
