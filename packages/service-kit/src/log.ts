// Structured logs on standard output. Credentials are removed by path here, so that no call site has to remember.
import { type Logger, pino } from 'pino'

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'

export function createLog(options: { service: string; level: LogLevel }): Logger {
  return pino({
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
    // DrizzleQueryError's message holds SQL and parameters: log the driver's error behind it instead.
    serializers: { error: (error: unknown) => pino.stdSerializers.err(withoutQuery(error)) },
  })
}

function withoutQuery(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  return error.name === 'DrizzleQueryError' || error.constructor.name === 'DrizzleQueryError'
    ? withoutQuery(error.cause ?? new Error('query failed'))
    : error
}
