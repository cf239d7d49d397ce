import { DrizzleQueryError } from 'drizzle-orm/errors'
import { GraphQLError } from 'graphql'
import { expect, test } from 'vitest'
import { describeError } from './log.ts'

const statement = 'insert into "users" ("email") values ($1)'

function driverError() {
  return Object.assign(new Error('duplicate key value violates unique constraint "users_email_key"'), {
    code: '23505',
    constraint_name: 'users_email_key',
    detail: 'Key (email)=(ann@supermarket.test) already exists.',
    query: statement,
    parameters: ['ann@supermarket.test'],
  })
}

test('of a failed query the driver tells why, and SQL, parameters and rows stay out', () => {
  const query = new DrizzleQueryError(statement, ['ann@supermarket.test'], driverError())
  const located = new GraphQLError(query.message, { originalError: query })
  for (const error of [query, located, new Error('checkout failed', { cause: query })]) {
    const text = JSON.stringify(describeError(error))
    expect(text).toContain('"code":"23505"')
    expect(text).toContain('"constraint":"users_email_key"')
    for (const secret of ['insert into', 'ann@', 'Failed query']) expect(text).not.toContain(secret)
  }
})

test('a failed query without a reason says that, and nothing more', () => {
  expect(describeError(new DrizzleQueryError(statement, ['ann@supermarket.test']))).toEqual({
    type: 'DrizzleQueryError',
    message: 'a query failed',
  })
})

test('an error tells its type, message, code, stack and causes', () => {
  const cause = Object.assign(new TypeError('refused'), { code: 'ECONNREFUSED' })
  const described = describeError(new Error('no answer', { cause }))
  expect(described).toMatchObject({
    type: 'Error',
    message: 'no answer',
    cause: { type: 'TypeError', message: 'refused', code: 'ECONNREFUSED' },
  })
  expect(described.stack).toContain('log.test.ts')
})

test('causes that go round in a circle end', () => {
  const error = new Error('round')
  error.cause = error
  expect(JSON.stringify(describeError(error)).match(/"message":"round"/g)).toHaveLength(9)
})

test('what is no error is told as text', () => {
  expect(describeError('boom')).toEqual({ type: 'string', message: 'boom' })
})
