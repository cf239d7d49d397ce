// The environment of the products service; the only reader of it.
import { httpUrl, postgresUrl, readEnv } from '@supermarket/service-kit/env.ts'
import { eventsVariable } from '@supermarket/service-kit/events/events-url.ts'
import {
  portVariables,
  serviceVariables,
  signingKeysVariable,
} from '@supermarket/service-kit/service-config.ts'
import { z } from 'zod'

export const variables = z.object({
  ...serviceVariables,
  ...portVariables({ http: 4002, metrics: 9466 }),
  ...signingKeysVariable,
  ...eventsVariable,
  PRODUCTS_DATABASE_URL: postgresUrl,
  USERS_URL: httpUrl.default('http://127.0.0.1:4001'),
  ORDERS_URL: httpUrl.default('http://127.0.0.1:4003'),
  LOW_STOCK_THRESHOLD: z.coerce
    .number('must be a number of pieces')
    .int('must be a whole number of pieces')
    .min(0, 'must be zero or more')
    .max(1_000_000, 'must be at most 1000000')
    .default(5),
})

export type ProductsConfig = z.infer<typeof variables>

/** Throws a ConfigError that names every problem. */
export function readConfig(env: NodeJS.ProcessEnv): ProductsConfig {
  return readEnv(variables, env)
}
