import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeCursor, isInstantKey, type Keyset, parsePage, toConnection } from './connection.ts'
import { GraphError } from './graph-error.ts'

function codeOf(act: () => unknown): string | undefined {
  try {
    act()
  } catch (error) {
    if (error instanceof GraphError) return error.code
    throw error
  }
  return undefined
}

describe('the size of a page', () => {
  test('is 20 unless the client says otherwise', () => {
    expect(parsePage({}, 1)).toEqual({ first: 20, after: undefined })
    expect(parsePage({ first: null, after: null }, 1)).toEqual({ first: 20, after: undefined })
  })

  test.each([1, 100])('may be %d', (first) => {
    expect(parsePage({ first }, 1).first).toBe(first)
  })

  test.each([0, -1, 101, 2 ** 31, 1.5, Number.NaN])('may not be %d', (first) => {
    expect(codeOf(() => parsePage({ first }, 1))).toBe('BAD_USER_INPUT')
  })
})

describe('a cursor', () => {
  const storable = fc
    .string({ unit: 'grapheme' })
    .filter((text) => text.isWellFormed() && !text.includes('\0'))
  const finite = fc.double({ noDefaultInfinity: true, noNaN: true }).filter((value) => !Object.is(value, -0))
  const keyset: fc.Arbitrary<Keyset> = fc.array(
    fc.oneof(storable, finite, fc.maxSafeInteger(), fc.boolean(), fc.constant(null)),
    { minLength: 1, maxLength: 4 },
  )

  test('comes back as the keys that it was made of', () => {
    fc.assert(
      fc.property(keyset, (keys) => {
        expect(parsePage({ after: encodeCursor(keys) }, keys.length).after).toEqual(keys)
      }),
    )
  })

  test('of a list with other keys is refused', () => {
    fc.assert(
      fc.property(keyset, fc.integer({ min: 0, max: 6 }), (keys, count) => {
        fc.pre(count !== keys.length)
        expect(codeOf(() => parsePage({ after: encodeCursor(keys) }, count))).toBe('BAD_USER_INPUT')
      }),
    )
  })

  test('that a client made up is refused, or is a row that could have been', () => {
    fc.assert(
      fc.property(fc.string(), (after) => {
        const code = codeOf(() => parsePage({ after }, 2))
        expect([undefined, 'BAD_USER_INPUT']).toContain(code)
      }),
    )
  })

  test.each([
    ['nothing', ''],
    ['no JSON', Buffer.from('hello').toString('base64url')],
    ['an object', Buffer.from('{"length":1,"0":"a"}').toString('base64url')],
    ['an object as a key', Buffer.from('[{"$ne":null}]').toString('base64url')],
    ['a list as a key', Buffer.from('[["a"]]').toString('base64url')],
    ['a number beyond all numbers', Buffer.from('[1e999]').toString('base64url')],
    ['a NUL', encodeCursor(['a\0b'])],
    ['a lone surrogate', Buffer.from('["\\ud800"]').toString('base64url')],
    ['deep nesting', Buffer.from('['.repeat(50_000) + ']'.repeat(50_000)).toString('base64url')],
  ])('of %s is refused', (_what, after) => {
    expect(codeOf(() => parsePage({ after }, 1))).toBe('BAD_USER_INPUT')
  })
})

describe('a connection', () => {
  const rows = Array.from({ length: 250 }, (_, index) => ({ id: index }))
  const keysetOf = ({ id }: { id: number }) => [id]

  test('says that there is more only when one more row was found', () => {
    const page = parsePage({ first: 2 }, 1)
    expect(toConnection(rows.slice(0, 3), page, keysetOf).pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: encodeCursor([0]),
      endCursor: encodeCursor([1]),
    })
    expect(toConnection(rows.slice(0, 2), page, keysetOf).pageInfo.hasNextPage).toBe(false)
  })

  test('of no rows has no cursors', () => {
    expect(toConnection([], parsePage({ after: encodeCursor([9]) }, 1), keysetOf)).toEqual({
      edges: [],
      nodes: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
    })
  })

  test('paged through in any size gives every row once, in order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 250 }), (first, count) => {
        const found: number[] = []
        let after: string | null = null
        for (let more = true; more; ) {
          const page = parsePage({ first, after }, 1)
          const from = page.after === undefined ? 0 : Number(page.after[0]) + 1
          const { nodes, pageInfo } = toConnection(
            rows.slice(0, count).slice(from, from + first + 1),
            page,
            keysetOf,
          )
          found.push(...nodes.map(({ id }) => id))
          more = pageInfo.hasNextPage
          after = pageInfo.endCursor
        }
        expect(found).toEqual(rows.slice(0, count).map(({ id }) => id))
      }),
    )
  })
})

test('a key that is an instant lies within what a database can hold', () => {
  for (const key of [0, 1_795_361_107_981.5, 253_402_300_799_999]) expect(isInstantKey(key)).toBe(true)
  for (const key of [-1, 253_402_300_800_000, 8.64e15, Number.NaN, '1', null, undefined])
    expect(isInstantKey(key)).toBe(false)
})
