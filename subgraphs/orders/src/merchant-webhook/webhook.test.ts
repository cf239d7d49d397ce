import { expect, test } from 'vitest'
import { nextTryMs } from './next-try.ts'
import { isPublicAddress } from './public-address.ts'
import { secretVault } from './secret-vault.ts'
import { newWebhookSecret, signatureHeaders } from './signature.ts'
import { resolveTarget, urlProblem } from './target.ts'

test.each([
  ['127.0.0.1'],
  ['127.8.8.8'],
  ['0.0.0.0'],
  ['10.0.0.1'],
  ['172.16.0.1'],
  ['192.168.1.1'],
  ['169.254.169.254'],
  ['100.64.0.1'],
  ['100.100.100.200'],
  ['168.63.129.16'],
  ['192.0.0.192'],
  ['192.0.2.1'],
  ['198.18.0.1'],
  ['198.51.100.1'],
  ['203.0.113.1'],
  ['224.0.0.1'],
  ['240.0.0.1'],
  ['255.255.255.255'],
  ['::'],
  ['::1'],
  ['::127.0.0.1'],
  ['::ffff:127.0.0.1'],
  ['::ffff:7f00:1'],
  ['::ffff:10.0.0.1'],
  ['64:ff9b::7f00:1'],
  ['64:ff9b:1::a00:1'],
  ['2002:7f00:1::'],
  ['2001::1'],
  ['2001:db8::1'],
  ['fe80::1'],
  ['fe80::1%eth0'],
  ['fec0::1'],
  ['fc00::1'],
  ['fd00:ec2::254'],
  ['ff02::1'],
  ['not an address'],
])('%s is no address of the public internet', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each([
  ['1.1.1.1'],
  ['8.8.8.8'],
  ['::ffff:8.8.8.8'],
  ['2606:4700:4700::1111'],
  ['2a00:1450:4001:80b::200e'],
])('%s is one', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

test.each([
  ['http://shop.example/', 'The URL must begin with https://.'],
  ['https://user@shop.example/', 'The URL must not hold credentials.'],
  ['https://:word@shop.example/', 'The URL must not hold credentials.'],
  ['https://shop.example/#part', 'The URL must not have a fragment.'],
  ['https://shop.example:22/', 'The port must be 443 or 8443.'],
  ['https://2130706433/', 'The address is not one of the public internet.'],
  ['https://0x7f.1/', 'The address is not one of the public internet.'],
  ['https://[::ffff:169.254.169.254]/', 'The address is not one of the public internet.'],
  ['https://shop.example/hooks', undefined],
  ['https://shop.example:8443/hooks?a=b', undefined],
])('as an endpoint, %s: %s', (url, problem) => {
  expect(urlProblem(new URL(url), { allowsPrivate: false })).toBe(problem)
})

test('a name is refused when one of its addresses is, and resolved once', async () => {
  const asked: string[] = []
  const policy = (...addresses: string[]) => ({
    allowsPrivate: false,
    resolve: async (name: string) => {
      asked.push(name)
      return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    },
  })
  const url = 'https://shop.example/'
  const refusal = 'shop.example has an address that is not of the public internet.'
  await expect(resolveTarget(url, policy('1.1.1.1', '10.0.0.1'))).rejects.toThrow(refusal)
  await expect(resolveTarget(url, policy('::ffff:127.0.0.1'))).rejects.toThrow(refusal)
  await expect(resolveTarget(url, policy())).rejects.toThrow('shop.example has no address.')
  const target = await resolveTarget(url, policy('1.1.1.1', '2606:4700:4700::1111'))
  expect(target.addresses.map(({ address }) => address)).toEqual(['1.1.1.1', '2606:4700:4700::1111'])
  expect(asked).toEqual(['shop.example', 'shop.example', 'shop.example', 'shop.example'])
})

test('the back-off doubles to two hours, and its last try is a day after the first', () => {
  const windowMs = 24 * 60 * 60_000
  const after = (failures: number, elapsedMs: number, random = 1) =>
    nextTryMs({ failures, elapsedMs, windowMs, random })
  expect([1, 2, 3, 4].map((failures) => after(failures, 0))).toEqual([5_000, 10_000, 20_000, 40_000])
  expect(after(1, 0, 0)).toBe(2_500)
  expect(after(12, 0)).toBe(7_200_000)
  expect(after(5_000, 0)).toBe(7_200_000)
  expect(after(12, windowMs - 1_000)).toBe(1_000)
  expect(after(12, windowMs)).toBe('never')
})

test('signatures are those of the specification', () => {
  // The example of the Standard Webhooks reference libraries.
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const message = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    at: new Date(1614265330_000),
    body: '{"test": 2432232314}',
  }
  expect(signatureHeaders(message, [secret])).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
  const both = signatureHeaders(message, [newWebhookSecret(), secret])['webhook-signature'].split(' ')
  expect(both).toEqual([
    expect.stringMatching(/^v1,[\w+/]{43}=$/),
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  ])
})

test('a sealed secret opens for its endpoint and its service alone', () => {
  const vault = secretVault('x'.repeat(32))
  const sealed = vault.seal('whsec_secret', 'whe_1')
  expect(sealed).not.toContain('secret')
  expect(vault.seal('whsec_secret', 'whe_1')).not.toBe(sealed)
  expect(secretVault('x'.repeat(32)).open(sealed, 'whe_1')).toBe('whsec_secret')
  expect(() => vault.open(sealed, 'whe_2')).toThrow()
  expect(() => secretVault('y'.repeat(32)).open(sealed, 'whe_1')).toThrow()
  expect(() => vault.open(`${sealed.slice(0, -2)}xx`, 'whe_1')).toThrow()
})
