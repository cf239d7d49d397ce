import { expect, test } from 'vitest'
import type { ProductWhere } from '../generated/resolvers-types.ts'
import { parseWhere, scopeOf } from './condition.ts'

const category = 'cat_01JQX5K9Z3T7M2N4P6R8S0V1W3'
const euros = (minor: number) => ({ minor, currency: 'EUR' })

test.each<[string, ProductWhere | null, unknown]>([
  ['nothing', null, { kind: 'always' }],
  ['no conditions', {}, { kind: 'always' }],
  ['nulls', { categoryId: null, AND: null, price: null }, { kind: 'always' }],
  ['a category', { categoryId: category }, { kind: 'category', id: category }],
  ['an ill-formed category', { categoryId: "cat_'--" }, { kind: 'never' }],
  ['no availability', { availability: [] }, { kind: 'never' }],
  ['an empty AND', { AND: [] }, { kind: 'never' }],
  ['an empty OR', { OR: [] }, { kind: 'never' }],
  ['every status', { status: ['ARCHIVED', 'ACTIVE', 'DRAFT'] }, { kind: 'always' }],
  [
    'availabilities in any order, twice',
    { availability: ['OUT_OF_STOCK', 'IN_STOCK', 'IN_STOCK'] },
    { kind: 'availability', in: ['IN_STOCK', 'OUT_OF_STOCK'] },
  ],
  ['a range upside down', { price: { min: euros(2), max: euros(1) } }, { kind: 'never' }],
  ['an open range', { price: { min: euros(2) } }, { kind: 'price', currency: 'EUR', min: 2, max: null }],
  [
    'nested lists of one',
    { AND: [{ OR: [{ AND: [{ categoryId: category }] }] }] },
    { kind: 'category', id: category },
  ],
  ['OR with something that always holds', { OR: [{}, { categoryId: category }] }, { kind: 'always' }],
  [
    'OR with something that never holds',
    { OR: [{ status: [] }, { categoryId: category }] },
    { kind: 'category', id: category },
  ],
  [
    'AND inside conditions',
    { categoryId: category, AND: [{ status: ['DRAFT'] }, { status: ['DRAFT', 'ACTIVE'] }] },
    {
      kind: 'all',
      of: [
        { kind: 'category', id: category },
        { kind: 'status', in: ['DRAFT'] },
        { kind: 'status', in: ['DRAFT', 'ACTIVE'] },
      ],
    },
  ],
])('%s', (_name, where, condition) => {
  expect(parseWhere(where)).toEqual(condition)
})

test.each<[string, ProductWhere]>([
  ['a range without ends', { price: {} }],
  ['a range in two currencies', { price: { min: euros(1), max: { minor: 1, currency: 'USD' } } }],
  ['six levels', { AND: [{ AND: [{ AND: [{ AND: [{ AND: [{}] }] }] }] }] }],
  ['fifty-one conditions', { OR: Array.from({ length: 50 }, () => ({ categoryId: category })) }],
])('%s is bad input', (_name, where) => {
  expect(() => parseWhere(where)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }))
})

test('five levels and fifty conditions are taken', () => {
  expect(parseWhere({ AND: [{ AND: [{ AND: [{ AND: [{}] }] }] }] })).toEqual({ kind: 'always' })
  const where = { OR: Array.from({ length: 49 }, () => ({ categoryId: category })) }
  expect(parseWhere(where)).toMatchObject({ kind: 'any', of: { length: 49 } })
})

test('a scope keeps apart what indexes begin with', () => {
  const where = { categoryId: category, status: ['ACTIVE', 'DRAFT'], availability: ['IN_STOCK'] } as const
  expect(scopeOf(parseWhere(where), ['DRAFT', 'ACTIVE', 'ARCHIVED'])).toEqual({
    statuses: ['DRAFT', 'ACTIVE'],
    categoryId: category,
    rest: { kind: 'availability', in: ['IN_STOCK'] },
  })
})

test('a status filter never widens what a viewer may see', () => {
  expect(scopeOf(parseWhere({ status: ['DRAFT'] }), ['ACTIVE']).statuses).toEqual([])
  expect(
    scopeOf(parseWhere({ OR: [{ status: ['DRAFT'] }, { categoryId: category }] }), ['ACTIVE']).statuses,
  ).toEqual(['ACTIVE'])
  expect(scopeOf(parseWhere({ OR: [] }), ['ACTIVE']).statuses).toEqual([])
})

test('of two categories one is the source and the other a condition', () => {
  const other = 'cat_01JQX5K9Z3T7M2N4P6R8S0V1W4'
  expect(scopeOf(parseWhere({ AND: [{ categoryId: category }, { categoryId: other }] }), ['ACTIVE'])).toEqual(
    {
      statuses: ['ACTIVE'],
      categoryId: category,
      rest: { kind: 'category', id: other },
    },
  )
})
