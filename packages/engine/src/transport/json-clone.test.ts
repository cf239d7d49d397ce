import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonClone } from './json-clone.ts'
import { objectsIn, sharedObjects } from './shared-objects.fixture.ts'

test('a copy says the same and shares nothing', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const copy = jsonClone(value)
      expect(JSON.stringify(copy)).toBe(JSON.stringify(value))
      expect(sharedObjects(copy, value)).toEqual([])
      expect(objectsIn(copy).size).toBe(objectsIn(value).size)
    }),
  )
})

test('hostile keys are copied as data, at every depth', () => {
  const text = '{"__proto__":{"a":{"__proto__":[1,{"constructor":null}]}},"toString":{"b":[]}}'
  const value: unknown = JSON.parse(text)
  const copy = jsonClone(value)
  expect(JSON.stringify(copy)).toBe(text)
  expect(Object.getPrototypeOf(copy)).toBe(Object.prototype)
  expect(Object.hasOwn(Object.prototype, 'a')).toBe(false)
})

test('an object without prototype is copied, too', () => {
  const value = Object.assign(Object.create(null), { a: [Object.create(null)], ['__proto__']: 1 })
  expect(JSON.stringify(jsonClone(value))).toBe('{"a":[{}],"__proto__":1}')
})
