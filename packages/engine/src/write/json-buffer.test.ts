// The buffer against JSON.stringify and plain strings: short and long strings, any characters, across its growth.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  closeBuffer,
  openBuffer,
  repeat,
  writeAscii,
  writeBytes,
  writeString,
  writeText,
} from './json-buffer.ts'

const anyString = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom(
      'a',
      '"',
      '\\',
      '\n',
      '\u0000',
      '\u007f',
      '\u0080',
      'é',
      '\u2028',
      '\ud800',
      '\udc00',
      '😀',
    ),
  }),
)

test('strings are written as JSON.stringify writes them, whatever was written before', () => {
  fc.assert(
    fc.property(fc.array(anyString), (strings) => {
      const out = openBuffer()
      for (const text of strings) writeString(out, text)
      expect(closeBuffer(out)).toBe(strings.map((text) => JSON.stringify(text)).join(''))
    }),
    { numRuns: 2_000 },
  )
})

test('constants, digits, JSON text and repetitions stand in their order', () => {
  const out = openBuffer()
  writeBytes(out, Buffer.from('{"n":'))
  writeAscii(out, '-17')
  writeText(out, ',"é":"😀"')
  repeat(out, 5, out.length)
  expect(closeBuffer(out)).toBe('{"n":-17,"é":"😀"-17,"é":"😀"')
})

test('it grows over what it holds, by any way of writing', () => {
  const long = 'x'.repeat(100_000)
  const out = openBuffer()
  writeString(out, long)
  repeat(out, 0, out.length)
  writeText(out, long)
  for (let written = 0; written < 200_000; written += 5) writeAscii(out, '12345')
  expect(closeBuffer(out)).toBe(`"${long}""${long}"${long}${'12345'.repeat(40_000)}`)
})

test('what was taken back leaves nothing behind, and the next answer begins empty', () => {
  const out = openBuffer()
  writeString(out, 'ä')
  out.length = 0
  writeString(out, 'a')
  expect(closeBuffer(out)).toBe('"a"')
  expect(closeBuffer(openBuffer())).toBe('')
})
