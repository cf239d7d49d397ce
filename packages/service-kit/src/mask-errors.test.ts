import { DrizzleQueryError } from 'drizzle-orm/errors'
import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { describe, expect, test } from 'vitest'
import { errorCodes } from './error-codes.ts'
import {
  badUserInput,
  forbidden,
  GraphError,
  overloaded,
  rateLimited,
  unauthenticated,
} from './graph-error.ts'
import { maskError, withRequestId } from './mask-errors.ts'

const constant = 'Something went wrong on our side.'
const path = ['order', 'total']

/** As graphql-js locates it and Apollo Server formats it. */
function thrownAt(error: unknown, at: readonly (string | number)[] = path) {
  const located = new GraphQLError(error instanceof Error ? error.message : 'x', {
    path: at,
    ...(error instanceof Error ? { originalError: error } : {}),
  })
  return maskError(enriched(located), located)
}

function enriched(error: GraphQLError): GraphQLFormattedError {
  const { http: _http, ...extensions } = error.extensions
  return {
    ...error.toJSON(),
    extensions: { ...extensions, code: extensions.code ?? 'INTERNAL_SERVER_ERROR' },
  }
}

const statement = 'select "password_hash" from "users" where "email" = $1'

function queryError(cause?: Error) {
  return new DrizzleQueryError(statement, ['ann@supermarket.test'], cause)
}

describe('what a client may read', () => {
  test.each([unauthenticated(), forbidden(), badUserInput('first must be between 1 and 100.')])(
    'is the message of a GraphError ($code)',
    (error) => {
      const { formatted, fault } = thrownAt(error)
      expect(formatted).toEqual({ message: error.message, path, extensions: { code: error.code } })
      expect(fault).toBeUndefined()
    },
  )

  test('is nothing that a GraphError carries besides', () => {
    const error = new GraphQLError('no', {
      path,
      extensions: { code: 'FORBIDDEN', sql: statement, stacktrace: ['at x'] },
    })
    expect(maskError(enriched(error), error).formatted.extensions).toEqual({ code: 'FORBIDDEN' })
  })

  test('is when to try again', () => {
    expect(thrownAt(rateLimited(12.2)).formatted.extensions).toEqual({ code: 'RATE_LIMITED', retryAfter: 13 })
    expect(thrownAt(overloaded()).formatted.extensions).toEqual({ code: 'OVERLOADED', retryAfter: 1 })
  })

  test('is bounded, and text', () => {
    const { message } = thrownAt(badUserInput(`${'x'.repeat(399)}🧀${'x'.repeat(100_000)}`)).formatted
    expect(message).toHaveLength(401)
    expect(message.isWellFormed()).toBe(true)
  })

  test('the cause of a GraphError is logged and not told', () => {
    const cause = new Error('connect ECONNREFUSED 10.0.0.5:4002')
    const { formatted, fault } = thrownAt(
      new GraphError('UPSTREAM_UNAVAILABLE', 'The products service is not available.', { cause }),
    )
    expect(JSON.stringify(formatted)).not.toContain('10.0.0.5')
    expect(fault).toBe(cause)
  })
})

describe('what is masked', () => {
  test.each<[string, unknown]>([
    ['an Error', new Error('secret of the house')],
    ['a TypeError', new TypeError("Cannot read properties of undefined (reading 'secret')")],
    ['an Error with a code that looks allowed', Object.assign(new Error('secret'), { code: 'FORBIDDEN' })],
    [
      'an Error with extensions that look allowed',
      Object.assign(new Error('secret'), { extensions: { code: 'FORBIDDEN' } }),
    ],
    ['what is no Error', 'secret'],
    ['a DrizzleQueryError', queryError()],
    [
      'a DrizzleQueryError with a cause',
      queryError(Object.assign(new Error('duplicate key (secret)'), { code: '23505' })),
    ],
    [
      'a GraphQLError of graphql-js',
      new GraphQLError('Cannot return null for non-nullable field Secret.field.'),
    ],
    ['a GraphQLError of an undeclared code', new GraphQLError('secret', { extensions: { code: 'SECRET' } })],
    ['a GraphError inside of a plain Error', new Error('secret', { cause: forbidden() })],
  ])('%s is one constant sentence, and logged', (_what, error) => {
    const { formatted, fault } = thrownAt(error)
    expect(formatted).toEqual({ message: constant, path, extensions: { code: 'INTERNAL_SERVER_ERROR' } })
    expect(fault).toBeDefined()
  })

  test('SQL, parameters and the driver are in nothing that is sent', () => {
    const text = JSON.stringify(thrownAt(queryError(new Error('relation "users" does not exist'))).formatted)
    for (const secret of ['select', 'password_hash', 'ann@', 'relation', 'Failed query'])
      expect(text).not.toContain(secret)
  })

  test.each([
    'GRAPHQL_PARSE_FAILED',
    'GRAPHQL_VALIDATION_FAILED',
    'BAD_REQUEST',
    'OPERATION_RESOLUTION_FAILURE',
    'INTERNAL_SERVER_ERROR',
  ])('%s at a field: a subgraph refused what we asked, which the client did not', (code) => {
    const error = new GraphQLError('Cannot query field "cost" on type "Product".', {
      path,
      extensions: { code },
    })
    expect(maskError(enriched(error), error).formatted).toEqual({
      message: constant,
      path,
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    })
  })

  test('an answer of a foreign subgraph is masked like a resolver of ours', () => {
    const original = {
      message: 'pq: boom',
      extensions: { code: 'DB_ERROR', exception: { stacktrace: ['x'] } },
    }
    const error = new GraphQLError(original.message, {
      path,
      originalError: original as never,
      extensions: { ...original.extensions, serviceName: 'billing' },
    })
    expect(maskError(enriched(error), error).formatted).toEqual({
      message: constant,
      path,
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    })
  })
})

describe('a request that never ran', () => {
  test.each(errorCodes.filter((code) => code !== 'INTERNAL_SERVER_ERROR'))(
    'is refused with %s in its own words',
    (code) => {
      const error = new GraphQLError('because', { extensions: { code, http: { status: 400 } } })
      expect(maskError(enriched(error), error).formatted).toEqual({
        message: 'because',
        extensions: { code },
      })
    },
  )

  test('is refused in words although a scalar threw them', () => {
    const scalar = new TypeError('Value is not a valid URL')
    const error = new GraphQLError('Expected type "URL". Value is not a valid URL', {
      originalError: scalar,
      extensions: { code: 'BAD_USER_INPUT' },
    })
    expect(maskError(enriched(error), error).formatted.message).toBe(
      'Expected type "URL". Value is not a valid URL',
    )
  })

  test('is refused with BAD_REQUEST where Apollo Server gives 400 and no code', () => {
    const error = new GraphQLError('provided sha does not match query', {
      extensions: { http: { status: 400 } },
    })
    expect(maskError(enriched(error), error)).toEqual({
      formatted: { message: 'provided sha does not match query', extensions: { code: 'BAD_REQUEST' } },
      fault: undefined,
    })
  })

  test('and broke on the way is a fault', () => {
    const error = new GraphQLError('Unexpected', { originalError: new Error('secret') })
    expect(maskError(enriched(error), error).formatted.message).toBe(constant)
  })
})

describe('overload', () => {
  test.each([
    '57014',
    '55P03',
    '53300',
    '57P01',
    '57P03',
    'CONNECTION_CLOSED',
    'CONNECT_TIMEOUT',
    'ECONNREFUSED',
  ])('a database that says %s is asked again later', (code) => {
    const cause = Object.assign(new Error('canceling statement due to secret'), { code })
    const { formatted, fault } = thrownAt(queryError(cause))
    expect(formatted).toEqual({
      message: 'The service is overloaded. Try again shortly.',
      path,
      extensions: { code: 'OVERLOADED' },
    })
    expect(fault).toBeInstanceOf(DrizzleQueryError)
  })

  test('a full queue before the pool is overload too', () => {
    const error = Object.assign(new Error('64 waiting'), { name: 'PoolOverloadedError' })
    expect(thrownAt(error).formatted.extensions).toEqual({ code: 'OVERLOADED' })
  })

  test.each(['23505', '42P01', '40001'])('a database that says %s is not', (code) => {
    const cause = Object.assign(new Error('x'), { code })
    expect(thrownAt(queryError(cause)).formatted.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' })
  })
})

test('the request id joins the code and keeps what stands there', () => {
  expect(withRequestId({ message: 'm', path, extensions: { code: 'FORBIDDEN' } }, 'req-1')).toEqual({
    message: 'm',
    path,
    extensions: { code: 'FORBIDDEN', requestId: 'req-1' },
  })
})
