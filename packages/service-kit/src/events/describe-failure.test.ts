import { DrizzleQueryError } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { describeFailure } from './describe-failure.ts'

test('the SQL and the parameters of a failed query are not told', () => {
  const error = new DrizzleQueryError(
    'insert into users values ($1)',
    ['ann@example.test'],
    new Error('duplicate key'),
  )
  expect(describeFailure(error)).toBe('duplicate key')
})

test('what PostgreSQL cannot store is taken out, and the length is bounded', () => {
  expect(describeFailure(new Error('a\0b\ud800c'))).toBe('ab\ufffdc')
  expect(describeFailure(new Error('x'.repeat(10_000)))).toBe('x'.repeat(500))
})

test('an error without a message is told by its name, anything else as text', () => {
  expect(describeFailure(new TypeError())).toBe('TypeError')
  expect(describeFailure('no')).toBe('no')
})
