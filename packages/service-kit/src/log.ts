// Structured logs on standard output. Credentials are removed by path here, so that no call site has to remember,
// and errors are written by an allow-list: what a driver hangs on them (SQL, parameters, rows) stays out.
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'

/** Writes to standard output unless told otherwise. */
export function createLog(options: {
  service: string
  level: LogLevel
  destination?: DestinationStream
}): Logger {
  const settings: LoggerOptions = {
    name: options.service,
    level: options.level,
    redact: {
      paths: [
        'authorization',
        'cookie',
        'password',
        'token',
        '*.authorization',
        '*.cookie',
        '*.password',
        '*.token',
      ],
      censor: '[redacted]',
    },
    serializers: { error: describeError, err: describeError },
  }
  return options.destination ? pino(settings, options.destination) : pino(settings)
}

export type ErrorDescription = {
  readonly type: string
  readonly message: string
  readonly code?: string
  readonly constraint?: string
  readonly stack?: string
  readonly cause?: ErrorDescription
}

const deepestCause = 8

/** What a log may hold of an error and of its causes. */
export function describeError(error: unknown): ErrorDescription {
  return describe(error, 0)
}

function describe(error: unknown, depth: number): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) }
  const reason = depth < deepestCause ? (locatedReason(error) ?? error.cause) : undefined
  if (repeatsItsReason(error)) {
    return reason === undefined
      ? { type: error.constructor.name, message: 'a query failed' }
      : describe(reason, depth + 1)
  }
  return {
    type: error.constructor.name,
    message: error.message,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...('constraint_name' in error && typeof error.constraint_name === 'string'
      ? { constraint: error.constraint_name }
      : {}),
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(reason === undefined ? {} : { cause: describe(reason, depth + 1) }),
  }
}

/** graphql-js keeps what a resolver threw behind the error that names the place. */
function locatedReason(error: Error): Error | undefined {
  return 'originalError' in error && error.originalError instanceof Error ? error.originalError : undefined
}

/**
 * Errors that say nothing of their own. The message of a DrizzleQueryError, and so its stack, holds SQL and parameters;
 * graphql-js repeats whatever was thrown, that message included.
 */
function repeatsItsReason(error: Error): boolean {
  return (
    error.name === 'DrizzleQueryError' ||
    error.constructor.name === 'DrizzleQueryError' ||
    locatedReason(error) !== undefined
  )
}
