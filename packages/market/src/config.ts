// The environment of the default topologies; the only reader of it in this room.
import { resolve } from 'node:path'
import { gatewayVariables } from '@supermarket/gateway/gateway-variables.ts'
import { studioProblems } from '@supermarket/gateway/studio/studio-variables.ts'
import { trafficFolder } from '@supermarket/gateway/traffic/traffic-variables.ts'
import { paymentProblems, paymentVariables } from '@supermarket/orders/payment-variables.ts'
import { ConfigError, flag, port, postgresUrl, readEnv } from '@supermarket/service-kit/env.ts'
import { eventsVariable } from '@supermarket/service-kit/events/events-url.ts'
import { type MailSettings, mailSettings, mailVariables } from '@supermarket/service-kit/mail-settings.ts'
import { serviceVariables } from '@supermarket/service-kit/service-config.ts'
import { z } from 'zod'
import { stateFolder } from './state-folder.ts'

export const variables = z.object({
  ...serviceVariables,
  LOG_LEVEL: serviceVariables.LOG_LEVEL.default('warn'),
  /** Where the default topology keeps its database and secrets; `.supermarket` of the project unless told otherwise. */
  STATE_FOLDER: z.string().default(stateFolder),
  PORT: port.default(4000),
  METRICS_PORT: port.default(9464),
  USERS_DATABASE_URL: postgresUrl.optional(),
  PRODUCTS_DATABASE_URL: postgresUrl.optional(),
  ORDERS_DATABASE_URL: postgresUrl.optional(),
  /** Secrets of a production deployment; elsewhere they are made and kept in `.supermarket/keys`. */
  USERS_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  ORDERS_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  /** Off in production unless switched on: whoever pays by the sandbox pays nothing. */
  PAYMENT_SANDBOX: flag.optional(),
  ...mailVariables,
  /** Whether prices have the tax in them: they do unless told otherwise. */
  PRICES_INCLUDE_TAX: flag.optional(),
  /** Off in production unless switched on: merchants' webhooks may then lead into our own network. */
  WEBHOOK_PRIVATE_ADDRESSES: flag.optional(),
  ...gatewayVariables,
  ...paymentVariables,
  ...eventsVariable,
})

export type MarketConfig = z.infer<typeof variables>

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost'])

/** Throws a ConfigError that names every problem. */
export function readConfig(env: NodeJS.ProcessEnv): MarketConfig {
  const config = readEnv(variables, env)
  const problems = [...studioProblems(config), ...paymentProblems(config)]
  if (problems.length > 0) throw new ConfigError(problems)
  if (config.NODE_ENV !== 'production') return config
  const missing = (['USERS_SECRET', 'ORDERS_SECRET'] as const).filter((name) => config[name] === undefined)
  if (missing.length > 0) throw new ConfigError(missing.map((name) => `${name}: is required in production`))
  return config
}

/** Of services that are started one by one; the default topologies connect and set up theirs themselves. */
const ofSingleServices = [
  'SIGNING_KEYS',
  'USERS_URL',
  'PRODUCTS_URL',
  'ORDERS_URL',
  'LOW_STOCK_THRESHOLD',
  'ORDERS_PUBLIC_URL',
  'MAIL_FOLDER',
  'MAX_SUBSCRIPTIONS',
  'MAX_SUBSCRIPTIONS_PER_VIEWER',
] as const

/** What is set and has no effect here, for whoever starts us to be told. */
export function ignoredVariables(env: NodeJS.ProcessEnv): readonly string[] {
  return ofSingleServices.filter((name) => (env[name] ?? '').trim() !== '')
}

/** Throws a ConfigError where the supergraph is to come from elsewhere: one process is made for its own. */
export function requireOwnSupergraph({ SUPERGRAPH }: Pick<MarketConfig, 'SUPERGRAPH'>): void {
  if (SUPERGRAPH === 'uplink')
    throw new ConfigError(['SUPERGRAPH: uplink is for services of their own: npm run start:services'])
}

export function hasSandbox({
  PAYMENT_SANDBOX,
  NODE_ENV,
}: Pick<MarketConfig, 'PAYMENT_SANDBOX' | 'NODE_ENV'>): boolean {
  return PAYMENT_SANDBOX ?? NODE_ENV !== 'production'
}

/** Recorded unless told otherwise: the schema check asks for it. */
export function trafficFolderOf(
  config: Pick<MarketConfig, 'TRAFFIC_DIR' | 'STATE_FOLDER'>,
): string | undefined {
  return trafficFolder(config.TRAFFIC_DIR, resolve(config.STATE_FOLDER, 'traffic'))
}

/** Files in `.supermarket/mail` in development, unless a server sends them. Throws a ConfigError. */
export function mailOf(config: MarketConfig): MailSettings {
  return mailSettings(config, resolve(config.STATE_FOLDER, 'mail'))
}

/** Demo accounts have a known password: they exist only where nobody else can reach them. */
export function isDemo({ NODE_ENV, HOST }: Pick<MarketConfig, 'NODE_ENV' | 'HOST'>): boolean {
  return NODE_ENV !== 'production' && loopback.has(HOST)
}
