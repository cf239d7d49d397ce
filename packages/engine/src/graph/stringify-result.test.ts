import { expect, test } from 'vitest'
import { jsonData, jsonTextOf } from './json-data.ts'
import { stringifyResult } from './stringify-result.ts'

/** What Apollo Server writes when it is given no `stringifyResult`. */
function apollo(result: object): string {
  return `${JSON.stringify(result)}\n`
}

const text = JSON.stringify(
  JSON.parse('{"a":1,"__proto__":{"b":"\\u2028 é \\ud800"},"list":[1.5,null,1e21]}'),
)
const errors = [{ message: 'no "luck"', path: ['a', 0], extensions: { code: 'X' } }]

test.each([
  ['data alone', { errors: undefined, data: jsonData(text), extensions: undefined }],
  ['errors first', { errors, data: jsonData(text), extensions: { valueCompletion: [] } }],
  ['members as they stand', { extensions: { a: 1 }, data: jsonData(text) }],
  ['a member that is no JSON value', { data: jsonData(text), note: () => 1 }],
  ['data that is null', { errors, data: null }],
  ['errors without data', { errors, data: undefined }],
  ['plain data', { errors: undefined, data: { __schema: { a: [1, 2] } }, extensions: { b: 2 } }],
])('%s is written byte for byte as Apollo Server writes it', (_, result) => {
  expect(stringifyResult(result as object)).toBe(apollo(result))
})

test('the text is written as it is, without being parsed or printed', () => {
  expect(stringifyResult({ data: jsonData('{ "a" : 1.0 }') as never })).toBe('{"data":{ "a" : 1.0 }}\n')
})

test('an answer that was written whole goes out as it is, unless there is more than data', () => {
  const data = jsonData('{"a":1}', '{"data":{"a":1} }\n') as never
  expect(stringifyResult({ data, errors: undefined } as never)).toBe('{"data":{"a":1} }\n')
  expect(stringifyResult({ data, extensions: {} })).toBe('{"data":{"a":1},"extensions":{}}\n')
})

test('whoever looks inside, or copies, gets the data', () => {
  const data = jsonData(text)

  expect(JSON.parse(JSON.stringify({ data }))).toEqual({ data: JSON.parse(text) })
  expect(jsonTextOf({ ...data })).toBe(text)
})

test('data of a client’s making is never taken for text', () => {
  for (const data of [null, undefined, 'text', {}, { toJSON: 'x' }, Object.create(jsonData(text))]) {
    expect(jsonTextOf(data)).toBeUndefined()
  }
})
