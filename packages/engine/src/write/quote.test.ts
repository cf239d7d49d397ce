// Strings as JSON, held against JSON.stringify.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quote } from './quote.ts'

test('any string is quoted as JSON.stringify quotes it', () => {
  const anyString = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({
      unit: fc.constantFrom('a', '"', '\\', '\n', '\u0000', '\u007f', '\u2028', '\ud800', '\udc00', '😀'),
    }),
  )
  fc.assert(
    fc.property(anyString, (text) => quote(text) === JSON.stringify(text)),
    { numRuns: 2_000 },
  )
  expect(quote('a"b')).toBe('"a\\"b"')
})
