// The environment of the orders service; the only reader of it.
import { ConfigError, count, flag, httpUrl, postgresUrl, readEnv } from '@supermarket/service-kit/env.ts'
import { eventsVariable } from '@supermarket/service-kit/events/events-url.ts'
import { type MailSettings, mailSettings, mailVariables } from '@supermarket/service-kit/mail-settings.ts'
import {
  portVariables,
  serviceVariables,
  signingKeysVariable,
} from '@supermarket/service-kit/service-config.ts'
import { z } from 'zod'
import type { CaptureAt } from './order/order.ts'
import { captureAtOf, paymentProblems, paymentVariables, stripeOf } from './payment-variables.ts'
import type { StripeSettings } from './stripe/stripe.ts'

export const variables = z.object({
  ...serviceVariables,
  ...portVariables({ http: 4003, metrics: 9467 }),
  ...signingKeysVariable,
  ...eventsVariable,
  ORDERS_DATABASE_URL: postgresUrl,
  ORDERS_SECRET: z
    .string('is required: 32 random characters or more')
    .min(32, 'must have 32 random characters or more'),
  USERS_URL: httpUrl.default('http://127.0.0.1:4001'),
  PRODUCTS_URL: httpUrl.default('http://127.0.0.1:4002'),
  /** Off in production unless switched on: whoever pays by the sandbox pays nothing. */
  PAYMENT_SANDBOX: flag.optional(),
  /** Whether prices have the tax in them; false for net prices. */
  PRICES_INCLUDE_TAX: flag.default(true),
  /** Off in production unless switched on: merchants' webhooks may then lead into our own network, and need no TLS. */
  WEBHOOK_PRIVATE_ADDRESSES: flag.optional(),
  ...paymentVariables,
  /** Subscriptions that one process keeps open, and those of one user or one guest's address among them. */
  MAX_SUBSCRIPTIONS: count.default(10_000),
  MAX_SUBSCRIPTIONS_PER_VIEWER: count.default(100),
  ...mailVariables,
  /** Folder of mails in development, where no server sends them. */
  MAIL_FOLDER: z.string().default('.supermarket/mail'),
  /** Where buyers' browsers reach this service, for the sandbox's pages; this machine unless given. */
  ORDERS_PUBLIC_URL: httpUrl.optional(),
})

export type OrdersConfig = z.infer<typeof variables> & {
  readonly sandbox: boolean
  readonly allowsPrivateWebhooks: boolean
  readonly publicUrl: string
  readonly captureAt: CaptureAt
  readonly stripe: StripeSettings | undefined
  readonly mail: MailSettings
}

/** Throws a ConfigError that names every problem. */
export function readConfig(env: NodeJS.ProcessEnv): OrdersConfig {
  const config = readEnv(variables, env)
  const problems = paymentProblems(config)
  if (problems.length > 0) throw new ConfigError(problems)
  const { NODE_ENV, PAYMENT_SANDBOX, WEBHOOK_PRIVATE_ADDRESSES, ORDERS_PUBLIC_URL, PORT } = config
  return {
    ...config,
    mail: mailSettings(config, config.MAIL_FOLDER),
    sandbox: PAYMENT_SANDBOX ?? NODE_ENV !== 'production',
    captureAt: captureAtOf(config),
    stripe: stripeOf(config),
    allowsPrivateWebhooks: WEBHOOK_PRIVATE_ADDRESSES ?? NODE_ENV !== 'production',
    publicUrl: (ORDERS_PUBLIC_URL ?? `http://127.0.0.1:${PORT}`).replace(/\/$/, ''),
  }
}
