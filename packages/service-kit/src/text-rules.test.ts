import { buildSchema, parse, validate } from 'graphql'
import { expect, test } from 'vitest'
import { isStorable, isStorableValue, StorableText } from './text-rules.ts'

const schema = buildSchema(
  'type Query { search(text: String, where: Where): String } input Where { name: [String] }',
)

test.each(['', 'Käse', '🧀', 'a\nb\tc', '\u{10FFFF}', '\uFFFD'])('%j can be stored', (text) => {
  expect(isStorable(text)).toBe(true)
})

test.each(['\0', 'a\0b', '\ud800', 'a\udc00', '\udc00\ud800'])('%j cannot be stored', (text) => {
  expect(isStorable(text)).toBe(false)
})

test.each([
  ['a bare string', '\0'],
  ['a value', { a: ['x', { b: '\ud800' }] }],
  ['a key', { 'a\0': 1 }],
])('text inside %s is looked at', (_where, value) => {
  expect(isStorableValue(value)).toBe(false)
})

test.each([[undefined], [null], [7], [{ a: [1, true, null, 'x'] }]])('%j holds nothing bad', (value) => {
  expect(isStorableValue(value)).toBe(true)
})

test('depth does not matter', () => {
  const deep: unknown = JSON.parse(`${'['.repeat(100_000)}"\\u0000"${']'.repeat(100_000)}`)
  expect(isStorableValue(deep)).toBe(false)
})

test.each([
  '{ search(text: "a\\u0000b") }',
  '{ search(text: "\\u{0}") }',
  '{ search(where: { name: ["ok", "\\u0000"] }) }',
  'query ($text: String = "\\u0000") { search(text: $text) }',
])('the document %s is refused', (source) => {
  const errors = validate(schema, parse(source), [StorableText])
  expect(errors.map((error) => error.extensions.code)).toEqual(['BAD_USER_INPUT'])
})

test('a document of good text passes', () => {
  expect(validate(schema, parse('{ search(text: "Käse 🧀") }'), [StorableText])).toEqual([])
})
