import { describe, expect, test } from 'vitest'
import {
  looksSigned,
  nonceMemory,
  type SignedRequest,
  signatureHeaders,
  signatureVerifier,
  signRequest,
} from './call-signature.ts'

const key = 'k'.repeat(32)
const olderKey = 'o'.repeat(32)
const now = 1_700_000_000_000
const request: SignedRequest = {
  method: 'POST',
  path: '/graphql?trace=1',
  body: '{"query":"{ me { id } }"}',
  authorization: 'Bearer a.b.c',
}

function signed(changes: Partial<Parameters<typeof signRequest>[0]> = {}) {
  return signRequest({ caller: 'gateway', audience: 'users', key, request, now, ...changes })
}

function verifier(changes: Partial<Parameters<typeof signatureVerifier>[0]> = {}) {
  return signatureVerifier({
    audience: 'users',
    keysOf: (caller) => (caller === 'gateway' ? [key, olderKey] : undefined),
    remember: nonceMemory(() => now),
    now: () => now,
    ...changes,
  })
}

describe('a signed request', () => {
  test('proves its caller', () => {
    expect(verifier()(signed(), request)).toBe('gateway')
  })

  test('is proven by bytes as by text', () => {
    expect(verifier()(signed(), { ...request, body: Buffer.from(String(request.body)) })).toBe('gateway')
  })

  test('is proven by any of two active keys, so that one can be replaced', () => {
    expect(verifier()(signed({ key: olderKey }), request)).toBe('gateway')
  })

  test('is refused once its key has been taken away', () => {
    expect(verifier({ keysOf: () => [key] })(signed({ key: olderKey }), request)).toBeUndefined()
  })

  test.each<[string, Partial<SignedRequest>]>([
    ['the method', { method: 'GET' }],
    ['the path', { path: '/graphql' }],
    ['one byte of the body', { body: '{"query":"{ me { iD } }"}' }],
    ['an emptied body', { body: '' }],
    ['the authorization header', { authorization: 'Bearer a.b.d' }],
    ['a removed authorization header', { authorization: undefined }],
  ])('is refused when %s was changed on the way', (_what, change) => {
    expect(verifier()(signed(), { ...request, ...change })).toBeUndefined()
  })

  test.each(Object.values(signatureHeaders))(
    'is refused without, with a changed, and with two %s',
    (name) => {
      const headers = signed()
      const { [name]: value = '', ...others } = headers
      const last = value.endsWith('1') ? '2' : '1'
      expect(verifier()(others, request)).toBeUndefined()
      expect(verifier()({ ...headers, [name]: value.slice(0, -1) + last }, request)).toBeUndefined()
      expect(verifier()({ ...headers, [name]: [value, value] }, request)).toBeUndefined()
      expect(verifier()({ ...headers, [name]: '' }, request)).toBeUndefined()
      expect(verifier()(headers, request)).toBe('gateway')
    },
  )

  test('is refused by another service than the one that it was meant for', () => {
    expect(verifier({ audience: 'orders' })(signed(), request)).toBeUndefined()
  })

  test('is refused when a caller signs in the name of another', () => {
    const keysOf = (caller: string) =>
      caller === 'gateway' ? [key] : caller === 'orders' ? [olderKey] : undefined
    expect(verifier({ keysOf })(signed({ caller: 'gateway', key: olderKey }), request)).toBeUndefined()
    expect(verifier({ keysOf })(signed({ caller: 'orders', key: olderKey }), request)).toBe('orders')
  })

  test('is refused from a caller that has no key, even with an empty one', () => {
    expect(verifier({ keysOf: () => undefined })(signed({ key: '' }), request)).toBeUndefined()
    expect(verifier({ keysOf: () => [] })(signed({ key: '' }), request)).toBeUndefined()
  })
})

describe('the time stamp of a signed request', () => {
  test.each([-30_000, 0, 30_000])('may be %d ms away', (skew) => {
    expect(verifier()(signed({ now: now + skew }), request)).toBe('gateway')
  })

  test.each([-30_001, 30_001])('may not be %d ms away', (skew) => {
    expect(verifier()(signed({ now: now + skew }), request)).toBeUndefined()
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 0.5])('may not be %d', (time) => {
    expect(verifier()(signed({ now: time }), request)).toBeUndefined()
  })
})

describe('a replayed request', () => {
  test('is refused by the service that has seen it', () => {
    const verify = verifier()
    const headers = signed()
    expect(verify(headers, request)).toBe('gateway')
    expect(verify(headers, request)).toBeUndefined()
  })

  test('does not use up its nonce while it is not proven', () => {
    const verify = verifier()
    const headers = signed()
    expect(verify(headers, { ...request, body: 'forged' })).toBeUndefined()
    expect(verify(headers, request)).toBe('gateway')
  })

  test('is refused for as long as its time stamp is accepted, from the far future to the far past', () => {
    let clock = now
    const verify = verifier({ now: () => clock, remember: nonceMemory(() => clock) })
    const headers = signed({ now: now + 30_000 })
    expect(verify(headers, request)).toBe('gateway')
    for (clock = now; clock <= now + 61_000; clock += 1_000) expect(verify(headers, request)).toBeUndefined()
  })

  test('needs no memory for ever: nonces are forgotten after two generations', () => {
    let clock = now
    const remember = nonceMemory(() => clock)
    expect(remember('a', 0)).toBe(true)
    clock += 60_000
    expect(remember('a', 0)).toBe(false)
    clock += 60_000
    expect(remember('b', 0)).toBe(true)
    expect(remember('a', 0)).toBe(true)
  })
})

test('two requests never share a nonce', () => {
  const nonces = Array.from({ length: 100 }, () => signed()[signatureHeaders.nonce])
  expect(new Set(nonces).size).toBe(100)
})

test('what claims to be signed is told from what does not, before a body is read', () => {
  const headers = signed()
  expect(looksSigned(headers)).toBe(true)
  expect(looksSigned({ ...headers, [signatureHeaders.nonce]: undefined })).toBe(false)
  expect(looksSigned({})).toBe(false)
})
