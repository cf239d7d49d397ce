import { expect, test } from 'vitest'
import { fingerprintOf } from './once.ts'

test('inputs that say the same have the same fingerprint', () => {
  const fingerprint = fingerprintOf({ a: 1, b: [{ c: 'x', d: 2 }] })
  expect(fingerprintOf({ b: [{ d: 2, c: 'x', e: null }], a: 1, f: undefined })).toBe(fingerprint)
  expect(fingerprint).toMatch(/^[0-9a-f]{64}$/)
})

test.each([
  [{ a: 2, b: [] }],
  [{ a: 1, b: [1] }],
  [{ a: '1', b: [] }],
  [{ a: 1, b: [], c: false }],
  [{ a: 1, b: [null] }],
])('%j is another input than { a: 1, b: [] }', (input) => {
  expect(fingerprintOf(input)).not.toBe(fingerprintOf({ a: 1, b: [] }))
})

test('instants are told apart', () => {
  expect(fingerprintOf({ at: new Date(1) })).not.toBe(fingerprintOf({ at: new Date(2) }))
})
