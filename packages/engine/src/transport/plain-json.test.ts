// Strings that come out of plain JSON must need nothing when they are written again.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPlainJson } from './plain-json.ts'

test('text is plain exactly when its strings are ASCII without escapes', () => {
  const anyString = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.string({
      unit: fc.constantFrom('a', '"', '\\', '/', '\n', '\u0000', '\u007f', '\u0080', 'é', '\ud800'),
    }),
  )
  fc.assert(
    fc.property(anyString, (text) => {
      const json = JSON.stringify({ [text]: [text] })
      const unescaped = json.length === text.length * 2 + 9
      expect(isPlainJson(Buffer.from(json))).toBe(unescaped && /^\p{ASCII}*$/u.test(text))
    }),
    { numRuns: 2_000 },
  )
})

test('a character that was escaped without need is no reason to call text plain', () => {
  expect(isPlainJson(Buffer.from('{"a":"\\u0061"}'))).toBe(false)
})
