import { expect, test } from 'vitest'
import { addressGroup } from './address.ts'

test('an IPv4 address counts as itself, however it is written', () => {
  expect(addressGroup('192.0.2.7')).toBe('192.0.2.7')
  expect(addressGroup('::ffff:192.0.2.7')).toBe('192.0.2.7')
  expect(addressGroup('0:0:0:0:0:FFFF:192.0.2.7')).toBe('192.0.2.7')
})

test('IPv6 addresses count by their /64, which one client can fill', () => {
  expect(addressGroup('2001:db8:0:1::1')).toBe('2001:db8:0:1')
  expect(addressGroup('2001:0DB8:0000:0001:aaaa:bbbb:cccc:dddd')).toBe('2001:db8:0:1')
  expect(addressGroup('2001:db8::1')).toBe('2001:db8:0:0')
  expect(addressGroup('::1')).toBe('0:0:0:0')
  expect(addressGroup('::')).toBe('0:0:0:0')
  expect(addressGroup('fe80::1%eth0')).toBe('fe80:0:0:0')
  expect(addressGroup('64:ff9b::192.0.2.7')).toBe('64:ff9b:0:0')
})

test('what is no address has no group', () => {
  for (const text of ['', 'localhost', '192.0.2', '192.0.2.7:80', 'unix:/socket'])
    expect(addressGroup(text), text).toBeUndefined()
})
