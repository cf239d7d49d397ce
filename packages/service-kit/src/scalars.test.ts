import { GraphQLError, type GraphQLScalarType, parseValue } from 'graphql'
import { describe, expect, test } from 'vitest'
import { scalars } from './scalars.ts'

/** What becomes of a value as a variable, and as a literal of the document. */
function inputs(scalar: GraphQLScalarType, value: unknown): unknown[] {
  return [scalar.parseValue(value), scalar.parseLiteral(parseValue(JSON.stringify(value)), {})]
}

const good: [keyof typeof scalars, unknown, unknown][] = [
  ['CurrencyCode', 'EUR', 'EUR'],
  ['CountryCode', 'DE', 'DE'],
  ['EmailAddress', 'ann@supermarket.test', 'ann@supermarket.test'],
  ['SafeInt', Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  ['SafeInt', -5, -5],
  ['DateTime', '2026-01-02T03:04:05.678Z', new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 678))],
  ['DateTime', '2026-01-02T03:04:05+02:00', new Date(Date.UTC(2026, 0, 2, 1, 4, 5))],
  ['DateTime', '0001-01-01T00:00:00Z', new Date('0001-01-01T00:00:00Z')],
  ['DateTime', '9999-12-31T23:59:59.999Z', new Date('9999-12-31T23:59:59.999Z')],
  [
    'URL',
    'https://post.supermarket.test/track?id=1#x',
    new URL('https://post.supermarket.test/track?id=1#x'),
  ],
  ['URL', 'http://localhost:4000/', new URL('http://localhost:4000/')],
]

test.each(good)('%s takes %j', (name, value, parsed) => {
  expect(inputs(scalars[name], value)).toEqual([parsed, parsed])
})

const bad: [keyof typeof scalars, unknown][] = [
  ['CurrencyCode', 'eur'],
  ['CurrencyCode', 'DEM'],
  ['CurrencyCode', 978],
  ['CountryCode', 'UK'],
  ['CountryCode', 'de'],
  ['CountryCode', ['DE']],
  ['EmailAddress', 'ann'],
  ['EmailAddress', 'ann@'],
  ['EmailAddress', 7],
  ['EmailAddress', `${'a'.repeat(255)}@supermarket.test`],
  ['SafeInt', 2 ** 53],
  ['SafeInt', 0.5],
  ['SafeInt', '12'],
  ['DateTime', 'yesterday'],
  ['DateTime', '2026-02-30T00:00:00Z'],
  ['DateTime', '2026-01-02'],
  ['DateTime', '0000-01-01T00:00:00Z'],
  ['DateTime', '0001-01-01T00:00:00+14:00'],
  ['DateTime', '9999-12-31T23:59:59-01:00'],
  ['DateTime', 0],
  ['URL', 'not a url'],
  ['URL', 'javascript:alert(1)'],
  ['URL', 'data:text/html,<script>alert(1)</script>'],
  ['URL', 'ftp://supermarket.test/x'],
  ['URL', '/relative'],
  ['URL', `https://supermarket.test/${'x'.repeat(2_048)}`],
  ['URL', 7],
]

test.each(bad)('%s refuses %j', (name, value) => {
  expect(() => scalars[name].parseValue(value)).toThrow()
  expect(() => scalars[name].parseLiteral(parseValue(JSON.stringify(value)), {})).toThrow()
})

test('a refusal of our own says what is wanted', () => {
  expect(() => scalars.CurrencyCode.parseValue('x')).toThrow(GraphQLError)
  expect(() => scalars.CurrencyCode.parseValue('x')).toThrow(
    'CurrencyCode must be an ISO 4217 currency code such as EUR.',
  )
})

test('hostile text costs no time', () => {
  const started = performance.now()
  for (const text of [`${'a.'.repeat(40_000)}@`, `a@${'a-'.repeat(40_000)}`, `${'('.repeat(50_000)}`]) {
    expect(() => scalars.EmailAddress.parseValue(text)).toThrow()
    expect(() => scalars.DateTime.parseValue(text)).toThrow()
  }
  expect(performance.now() - started).toBeLessThan(2_000)
})

describe('what is served is JSON values', () => {
  test.each<[keyof typeof scalars, unknown, unknown]>([
    ['DateTime', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['DateTime', '2026-01-02 03:04:05.678+00', '2026-01-02T03:04:05.678Z'],
    ['SafeInt', 12, 12],
    ['URL', new URL('https://pay.test/x'), 'https://pay.test/x'],
    ['EmailAddress', 'ann@supermarket.test', 'ann@supermarket.test'],
    ['CurrencyCode', 'EUR', 'EUR'],
  ])('%s of %s', (name, value, served) => {
    const scalar: GraphQLScalarType = scalars[name]
    expect(scalar.serialize(value)).toBe(served)
  })
})
