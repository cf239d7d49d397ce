import { encodeCursor } from '@supermarket/service-kit/connection.ts'
import { expect, test } from 'vitest'
import { keysetOf, type Listed, orderOf, parseProductPage } from './order.ts'

const id = 'prd_01JQX5K9Z3T7M2N4P6R8S0V1W3'
const product: Listed = {
  ...{ id, slug: 'tea', name: 'Tea', sortName: 'tea', status: 'ACTIVE', version: 1, run: 0 },
  ...{ createdAt: '2026-01-01 00:00:00+00', updatedAt: '2026-01-01 00:00:00+00' },
  ...{ minPriceMinor: 1000, maxPriceMinor: 1200 },
}
const byName = orderOf({ field: 'NAME', direction: 'ASC' }, false)
const byPrice = orderOf({ field: 'PRICE', direction: 'DESC' }, false)
const newest = orderOf(null, false)

test('the newest come first unless asked otherwise, also for a search', () => {
  expect(newest).toMatchObject({ name: 'NEWEST', key: 'createdAt', direction: 'desc' })
  expect(orderOf(undefined, true)).toEqual(newest)
  expect(orderOf({ field: 'NEWEST', direction: 'DESC' }, false).direction).toBe('asc')
})

test('relevance without a search is newness', () => {
  expect(orderOf({ field: 'RELEVANCE', direction: 'ASC' }, false)).toEqual(newest)
  expect(orderOf({ field: 'RELEVANCE', direction: 'DESC' }, true).runs).toEqual([
    'elsewhere',
    'title',
    'exact',
  ])
})

test('products without a price come last in both directions', () => {
  expect(byPrice.runs).toEqual(['priced', 'unpriced'])
  expect(orderOf({ field: 'PRICE', direction: 'ASC' }, false).runs).toEqual(['priced', 'unpriced'])
})

test.each([
  ['NAME', byName, product, { run: 0, key: 'tea', id }],
  ['PRICE', byPrice, product, { run: 0, key: 1000, id }],
  ['no PRICE', byPrice, { ...product, minPriceMinor: null, run: 1 }, { run: 1, key: null, id }],
  ['NEWEST', newest, product, { run: 0, key: Date.UTC(2026, 0, 1), id }],
] as const)('a cursor by %s names its entry', (_name, order, row, position) => {
  const after = encodeCursor(keysetOf(order, row))
  expect(parseProductPage({ first: 5, after }, order)).toMatchObject({ first: 5, position })
})

test.each([
  ['of another order', keysetOf(byPrice, product)],
  ['of a run that is not there', ['NAME', 1, 'tea', id]],
  ['of a negative run', ['NAME', -1, 'tea', id]],
  ['of half a run', ['NAME', 0.5, 'tea', id]],
  ['with a key of another type', ['NAME', 0, 5, id]],
  ['without its key', ['NAME', 0, null, id]],
  ['with an ill-formed id', ['NAME', 0, 'tea', "'; drop table products"]],
  ['that is too short', ['NAME', 0, 'tea']],
])('a cursor %s is bad input', (_name, keyset) => {
  expect(() => parseProductPage({ after: encodeCursor(keyset) }, byName)).toThrow(
    expect.objectContaining({ code: 'BAD_USER_INPUT' }),
  )
})

test('a time that no clock shows is bad input', () => {
  for (const ms of [-1, 253_402_300_800_000, 8.64e15, 0.5, null]) {
    const after = encodeCursor(['NEWEST', 0, ms, id])
    expect(() => parseProductPage({ after }, newest)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT' }),
    )
  }
})

test.each(['', 'x', 'e30', '%', 'null'])('%j is no cursor', (after) => {
  expect(() => parseProductPage({ after }, byName)).toThrow(
    expect.objectContaining({ code: 'BAD_USER_INPUT' }),
  )
})
