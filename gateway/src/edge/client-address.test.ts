import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { clientOfAddress, upgradeAddress } from './client-address.ts'

function upgrade(forwarded?: string): Pick<IncomingMessage, 'headers' | 'socket'> {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  return { headers, socket: { remoteAddress: '10.0.0.1' } as IncomingMessage['socket'] }
}

test('who opens a WebSocket has the address of the connection, unless a proxy is believed', () => {
  expect(upgradeAddress(upgrade('203.0.113.9'), false)).toBe('10.0.0.1')
  expect(upgradeAddress(upgrade('203.0.113.9, 10.0.0.7'), true)).toBe('203.0.113.9')
  expect(upgradeAddress(upgrade(' , 10.0.0.7'), true)).toBe('10.0.0.1')
  expect(upgradeAddress(upgrade(), true)).toBe('10.0.0.1')
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
