// Merging what a fetch brought, also when its keys are meant to do harm.
import { expect, test } from 'vitest'
import { merge } from './merge.ts'

const parse = (text: string) => JSON.parse(text)

test('objects are merged, lists of one length item by item, and all else is replaced', () => {
  const target = parse('{"a":{"x":1,"list":[{"p":1},{"p":2}]},"b":[1],"c":1}')
  merge(target, parse('{"a":{"y":2,"list":[{"q":3},null]},"b":[1,2],"c":null,"d":[]}'))
  expect(target).toEqual({
    a: { x: 1, y: 2, list: [{ p: 1, q: 3 }, null] },
    b: [1, 2],
    c: null,
    d: [],
  })
})

test('a key named as a prototype or its members is a key like any other', () => {
  const target = parse('{"kept":1}')
  merge(
    target,
    parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"toString":"x"}'),
  )
  expect(Object.keys(target)).toEqual(['kept', '__proto__', 'constructor', 'toString'])
  expect(Object.getPrototypeOf(target)).toBe(Object.prototype)
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

test('nested keys of such names are merged into own properties only', () => {
  const target = parse('{"a":{}}')
  merge(target, parse('{"a":{"__proto__":{"x":1}}}'))
  merge(target, parse('{"a":{"__proto__":{"y":2}}}'))
  expect(JSON.stringify(target)).toBe('{"a":{"__proto__":{"x":1,"y":2}}}')
  expect(({} as Record<string, unknown>).y).toBeUndefined()
})

test('the name of an interface does not take the place of an object’s type, and an object’s type takes its place', () => {
  const isInterface = (typename: unknown) => typename === 'Media'
  const target = parse('{"list":[[{"__typename":"Book"},{"__typename":"Media"}]],"other":"Book"}')
  merge(
    target,
    parse('{"list":[[{"__typename":"Media","x":1},{"__typename":"Film","x":2}]],"other":"Media"}'),
    isInterface,
  )
  expect(target).toEqual({
    list: [
      [
        { __typename: 'Book', x: 1 },
        { __typename: 'Film', x: 2 },
      ],
    ],
    other: 'Media',
  })
})
