import { expect, test } from 'vitest'
import { readConfig } from '../config.ts'

test.each([
  ['false', false],
  ['0', false],
  ['1', 1],
  [' 12 ', 12],
  ['10.0.0.0/8, Loopback', ['10.0.0.0/8', 'loopback']],
  ['::1,fd00::/8,192.0.2.1', ['::1', 'fd00::/8', '192.0.2.1']],
])('TRUST_PROXY %s is read, and what is read gives the same again', (text, proxies) => {
  const { TRUST_PROXY } = readConfig({ TRUST_PROXY: text }, [])
  expect(TRUST_PROXY).toEqual(proxies)
  expect(readConfig({ TRUST_PROXY: String(TRUST_PROXY) }, []).TRUST_PROXY).toEqual(proxies)
})

const form = 'a number of proxies (1 to 99), networks such as 10.0.0.0/8, loopback or uniquelocal, or false'

test.each([
  '-1',
  '1.5',
  '100',
  '1,10.0.0.0/8',
  '10.0.0.0/33',
  '0.0.0.0/0',
  '10.0.0.0/x',
  'proxy.example',
  '10.0.0.1,',
])('TRUST_PROXY %s is refused in a sentence', (text) => {
  expect(() => readConfig({ TRUST_PROXY: text }, [])).toThrow(
    `The configuration has 1 problem:\n  TRUST_PROXY: must be ${form}`,
  )
})

test('TRUST_PROXY true is refused with what to say instead', () => {
  expect(() => readConfig({ TRUST_PROXY: 'true' }, [])).toThrow(
    `TRUST_PROXY: true would believe whatever a client writes: say ${form}; one proxy is 1`,
  )
})
