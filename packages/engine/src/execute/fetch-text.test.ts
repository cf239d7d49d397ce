import { expect, test } from 'vitest'
import { fetchedKeys, fetchedObjects } from './fetch-text.ts'

const operation = `query Q($on: Boolean!) {
  me @include(if: $on) { id }
  ... @skip(if: $on) { other: me { friends { id } } }
  ...F
}
fragment F on Query { top @include(if: false) { id } all { id } }`

test('a fetch that fails leaves empty what was asked for under its conditions', () => {
  expect(fetchedKeys(operation, new Map([['on', true]]))).toEqual(['me', 'all'])
  expect(fetchedKeys(operation, new Map([['on', false]]))).toEqual(['other', 'all'])
})

test('a fetch may bring every object of its text, whatever the conditions', () => {
  expect(fetchedObjects(operation, false)).toEqual(['me', 'other', 'other.friends', 'top', 'all'])
})

test('objects of an entity fetch count from the entities', () => {
  const entities =
    'query($representations:[_Any!]!){_entities(representations:$representations){...on User{me{id}}}}'
  expect(fetchedObjects(entities, true)).toEqual(['me'])
})
