// Held against the text that JSON.stringify makes of both values.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSameJson } from './is-same-json.ts'

const text = (value: unknown) => JSON.stringify(value)

test('values are the same exactly when their texts are', () => {
  const small = fc.jsonValue({ maxDepth: 3, noUnicodeString: true })
  fc.assert(
    fc.property(small, small, (one, other) => {
      const again: unknown = JSON.parse(text(one))
      expect(isSameJson(again, JSON.parse(text(one)))).toBe(true)
      expect(isSameJson(again, JSON.parse(text(other)))).toBe(text(one) === text(other))
    }),
    { numRuns: 1_000 },
  )
})

test.each([
  ['{"a":1,"b":2}', '{"b":2,"a":1}'],
  ['[1,2]', '[1,2,3]'],
  ['{"0":1}', '[1]'],
  ['{}', '{"__proto__":{}}'],
  ['{"__proto__":{}}', '{"constructor":{}}'],
  ['{"a":null}', '{}'],
  ['{"a":{"b":[{"c":1}]}}', '{"a":{"b":[{"c":2}]}}'],
])('%s is not %s', (one, other) => {
  expect(isSameJson(JSON.parse(one), JSON.parse(other))).toBe(false)
  expect(isSameJson(JSON.parse(other), JSON.parse(one))).toBe(false)
})

test('what is nested deeper than any stack counts as different', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000)
  expect(isSameJson(JSON.parse(deep), JSON.parse(deep))).toBe(false)
})
