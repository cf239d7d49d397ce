import { expect, test } from 'vitest'
import { seal, unseal } from './sealed-key.ts'

const plain = Buffer.from('-----BEGIN PRIVATE KEY-----')

test('what is sealed opens with the same secret, for the same key, and is not readable before', () => {
  const sealed = seal(plain, 'kid', 'secret')
  expect(sealed.includes('PRIVATE')).toBe(false)
  expect(unseal(sealed, 'kid', 'secret')).toEqual(plain)
  expect(seal(plain, 'kid', 'secret')).not.toEqual(sealed)
})

test('another secret, another key id or a changed bit open nothing', () => {
  const sealed = seal(plain, 'kid', 'secret')
  expect(unseal(sealed, 'kid', 'other')).toBeUndefined()
  expect(unseal(sealed, 'other', 'secret')).toBeUndefined()
  for (const at of [0, 12, sealed.length - 1]) {
    const changed = Buffer.from(sealed)
    changed.writeUInt8(sealed.readUInt8(at) ^ 1, at)
    expect(unseal(changed, 'kid', 'secret')).toBeUndefined()
  }
  expect(unseal(Buffer.alloc(4), 'kid', 'secret')).toBeUndefined()
})
