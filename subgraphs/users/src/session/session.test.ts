import { expect, test } from 'vitest'
import { deviceOf } from './session.ts'

test('a device is what the client called itself, cut at 200 characters and storable', () => {
  expect(deviceOf(undefined)).toBeNull()
  expect(deviceOf('  ')).toBeNull()
  expect(deviceOf(' Browser/1.0 ')).toBe('Browser/1.0')
  expect(deviceOf('a\0b\uD800')).toBe('ab\uFFFD')
  expect(deviceOf('😀'.repeat(300))).toBe('😀'.repeat(200))
})
