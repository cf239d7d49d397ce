// The variables that every service reads. Each service's own config.ts adds its own and is the only reader of them.
import { z } from 'zod'
import { port } from './env.ts'

export const serviceVariables = {
  NODE_ENV: z
    .enum(['development', 'test', 'production'], 'must be development, test or production')
    .default('development'),
  HOST: z.string().default('127.0.0.1'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
}

export const signingKeysVariable = {
  SIGNING_KEYS: z.string('is required: pairs such as gateway>users=<32 random characters or more>'),
}

/** `PORT` and `METRICS_PORT` with the service's own defaults; 0 asks the system for a free one. */
export function portVariables(defaults: { http: number; metrics: number }) {
  return { PORT: port.default(defaults.http), METRICS_PORT: port.default(defaults.metrics) }
}
