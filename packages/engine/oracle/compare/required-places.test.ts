// Where errors stand of what the client did not select, as the truth has it.
import { expect, test } from 'vitest'
import type { Store } from '../data/store.ts'
import type { Thing } from '../data/things.ts'
import { type Field, newField } from '../graph/model.ts'
import type { Seen } from '../run/run-monolith.ts'
import { requiredPlaces } from './required-places.ts'

const entity = (identity: string): Thing => ({ __typename: 'E0', kind: 'E0', identity })
const type = { name: 'E0', wrap: '%' }
const fields: Record<string, Field> = {
  next: newField({ name: 'next', type }),
  all: newField({ name: 'all', type: { name: 'E0', wrap: '[%]' } }),
  made: newField({ name: 'made', type, requires: 'next { id }' }),
  called: newField({ name: 'called', type, args: [{ name: 'n', type: 'Int', defaultText: '3' }] }),
}

/** `E0:1.next` is `E0:2`, `E0:1.all` is `[E0:1, E0:2]`, `E0:1.called(n: 5)` is `E0:6`. */
const store: Store = {
  fieldOf: (kind, name) => (kind === 'E0' ? fields[name] : undefined),
  find: () => null,
  read({ identity }, name, { n = 1 }) {
    const index = Number(identity.slice(3))
    return name === 'all' ? [entity(identity), entity(`E0:${index + 1}`)] : entity(`E0:${index + Number(n)}`)
  },
}

const seen: Seen = new Map([
  ['["top"]', { place: 'Query.top', field: 'Query.top', thing: entity('E0:1') }],
  ['["top","leaf"]', { place: 'E0:1.leaf', field: 'E0.leaf', thing: undefined }],
])

const placesOf = (...path: (string | number)[]) =>
  requiredPlaces(store, seen, path)?.map(({ place }) => place)

test('a required field stands at its own object', () => {
  expect(placesOf('top', 'next')).toEqual(['E0:1.next'])
  expect(requiredPlaces(store, seen, ['top', 'next'])?.[0]?.thing?.identity).toBe('E0:2')
})

test('what is required below stands at the object that is there, not at the one above', () => {
  expect(placesOf('top', 'next', 'next')).toEqual(['E0:2.next'])
  expect(placesOf('top', 'all', 1, 'next')).toEqual(['E0:2.next'])
})

test('a field with arguments has a place for each call that may have been', () => {
  expect(placesOf('top', 'called', 'next')).toEqual(['E0:4.next', 'E0:6.next'])
})

test('there is no place where the truth has nothing', () => {
  expect(placesOf('top', 'unknown')).toEqual([])
  expect(placesOf('top', 'all', 2)).toEqual([])
  expect(placesOf('top', 'leaf', 0)).toEqual([])
  expect(placesOf('nowhere', 'next')).toEqual([])
})

test('what is made of required values is not known below', () => {
  expect(placesOf('top', 'made')).toEqual(['E0:1.made'])
  expect(placesOf('top', 'made', 'next')).toBeUndefined()
})
