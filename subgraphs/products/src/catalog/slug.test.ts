import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSlug, slugify, slugWithId } from './slug.ts'

test.each([
  ['Green Tea', 'green-tea'],
  ['Crème brûlée, 2×', 'creme-brulee-2'],
  ["Baker's  --  Choice!", 'bakers-choice'],
  ['Straße', 'strasse'],
  ['茶', ''],
  [`${'a'.repeat(99)} b`, 'a'.repeat(99)],
])('%j becomes %j', (name, slug) => {
  expect(slugify(name)).toBe(slug)
})

test('whatever the name, its slug is empty or a slug, and one with an id is always a slug', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const slug = slugify(name)
      expect(slug === '' || isSlug(slug)).toBe(true)
      expect(isSlug(slugWithId(slug, 'prd_01JQX5K9Z3T7M2N4P6R8S0V1W3', 'product'))).toBe(true)
    }),
  )
})

test.each(['', '-a', 'a-', 'a--b', 'A', 'ä', 'a b', 'a'.repeat(101)])('%j is no slug', (text) => {
  expect(isSlug(text)).toBe(false)
})

test('a slug with an id ends with the end of the id', () => {
  expect(slugWithId('tea', 'prd_01JQX5K9Z3T7M2N4P6R8S0V1W3', 'product')).toBe('tea-r8s0v1w3')
  expect(slugWithId('', 'prd_01JQX5K9Z3T7M2N4P6R8S0V1W3', 'product')).toBe('product-r8s0v1w3')
})
