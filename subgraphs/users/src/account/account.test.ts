import { expect, test } from 'vitest'
import { emailKey, normalizeRoles } from './account.ts'

test('one set of roles is always the same list', () => {
  expect(normalizeRoles(['ADMIN', 'CUSTOMER'])).toEqual(['CUSTOMER', 'ADMIN'])
  expect(normalizeRoles(['STAFF', 'STAFF'])).toEqual(['STAFF'])
  expect(normalizeRoles([])).toEqual([])
})

test('addresses are compared without regard to case and to how characters are composed', () => {
  expect(emailKey('Ann@Shop.TEST')).toBe('ann@shop.test')
  expect(emailKey('jose\u0301@shop.test')).toBe(emailKey('JOS\u00c9@shop.test'))
})
