import { expect, test } from 'vitest'
import { GraphError } from './graph-error.ts'
import { type StreamPlaces, streamPlaces } from './stream-places.ts'

function taken(places: StreamPlaces, viewer?: string): Disposable {
  const place = places.take(viewer)
  if (place instanceof GraphError) throw place
  return place
}

function codeOf(places: StreamPlaces, viewer?: string): string {
  const place = places.take(viewer)
  return place instanceof GraphError ? place.code : 'taken'
}

test('a viewer past the limit is refused until a place is given back, and others are not', () => {
  const places = streamPlaces({ perProcess: 10, perViewer: 2 })
  const first = taken(places, 'usr_ann')
  taken(places, 'usr_ann')
  expect(codeOf(places, 'usr_ann')).toBe('RATE_LIMITED')
  expect(codeOf(places, 'usr_bob')).toBe('taken')
  first[Symbol.dispose]()
  expect(codeOf(places, 'usr_ann')).toBe('taken')
  expect(places.taken).toBe(3)
})

test('past the limit of the process everybody is refused', () => {
  const places = streamPlaces({ perProcess: 2, perViewer: 2 })
  const first = taken(places)
  taken(places, 'usr_ann')
  expect(codeOf(places, 'usr_bob')).toBe('OVERLOADED')
  first[Symbol.dispose]()
  expect(codeOf(places, 'usr_bob')).toBe('taken')
})

test('a place is given back once, however often that is said', () => {
  const places = streamPlaces({ perProcess: 10, perViewer: 1 })
  const place = taken(places, 'usr_ann')
  place[Symbol.dispose]()
  place[Symbol.dispose]()
  expect(places.taken).toBe(0)
  taken(places, 'usr_ann')
  expect(codeOf(places, 'usr_ann')).toBe('RATE_LIMITED')
})

test('without a viewer only the limit of the process counts', () => {
  const places = streamPlaces({ perProcess: 3, perViewer: 1 })
  expect([codeOf(places), codeOf(places), codeOf(places), codeOf(places)]).toEqual([
    'taken',
    'taken',
    'taken',
    'OVERLOADED',
  ])
})
