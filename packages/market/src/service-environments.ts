// What each process of the Services topology is told, and nothing more: its own database, its own pairs of keys.
import { type GatewayVariables, gatewayEnvironment } from '@supermarket/gateway/gateway-variables.ts'
import { paymentVariables } from '@supermarket/orders/payment-variables.ts'
import { hasSandbox, type MarketConfig } from './config.ts'
import type { Databases } from './databases.ts'
import { keysOf, type Secrets } from './secrets.ts'
import { explorerAccounts } from './seed/demo-accounts.ts'

export type ServiceEnvironments = Readonly<
  Record<'users' | 'products' | 'orders' | 'gateway', Readonly<Record<string, string>>>
>

/** The gateway's own variables, and those of payments, are left to their defaults where they are absent. */
type ServicesConfig = Omit<MarketConfig, 'STATE_FOLDER' | PassedOn> & Partial<Pick<MarketConfig, PassedOn>>

type PassedOn = keyof GatewayVariables | keyof typeof paymentVariables

/** The gateway's port is configurable; its neighbours follow it. */
export function servicePorts(gateway: number) {
  return { users: gateway + 1, products: gateway + 2, orders: gateway + 3, gateway }
}

export function serviceEnvironments(options: {
  config: ServicesConfig
  databases: Databases['urls']
  secrets: Secrets
  /** Shows the demo accounts in the explorer. */
  demo: boolean
  /** Where the gateway records what clients use; nowhere without it. */
  trafficFolder?: string | undefined
  /** Where orders writes its mails in development. */
  mailFolder?: string | undefined
}): ServiceEnvironments {
  const { config, databases, secrets, demo } = options
  const ports = servicePorts(config.PORT)
  const urlOf = (service: keyof typeof ports) => `http://127.0.0.1:${ports[service]}`
  const common = (service: keyof typeof ports, metricsOffset: number) => ({
    NODE_ENV: config.NODE_ENV,
    LOG_LEVEL: config.LOG_LEVEL,
    HOST: service === 'gateway' ? config.HOST : '127.0.0.1',
    PORT: String(ports[service]),
    METRICS_PORT: String(config.METRICS_PORT === 0 ? 0 : config.METRICS_PORT + metricsOffset),
    SIGNING_KEYS: keysOf(service, secrets.signingKeys),
    USERS_URL: urlOf('users'),
    PRODUCTS_URL: urlOf('products'),
    ORDERS_URL: urlOf('orders'),
  })
  const events = config.EVENTS_URL ? { EVENTS_URL: config.EVENTS_URL.text } : {}
  return {
    users: {
      ...common('users', 1),
      ...events,
      USERS_DATABASE_URL: databases.users,
      USERS_SECRET: config.USERS_SECRET ?? secrets.usersSecret,
    },
    products: { ...common('products', 2), ...events, PRODUCTS_DATABASE_URL: databases.products },
    orders: {
      ...common('orders', 3),
      ...events,
      ORDERS_DATABASE_URL: databases.orders,
      ORDERS_SECRET: config.ORDERS_SECRET ?? secrets.ordersSecret,
      PAYMENT_SANDBOX: String(hasSandbox(config)),
      ...passedOn(config, paymentVariables),
      PRICES_INCLUDE_TAX: String(config.PRICES_INCLUDE_TAX ?? true),
      ...(config.WEBHOOK_PRIVATE_ADDRESSES === undefined
        ? {}
        : { WEBHOOK_PRIVATE_ADDRESSES: String(config.WEBHOOK_PRIVATE_ADDRESSES) }),
      ...mailEnvironment(config),
      ...(options.mailFolder === undefined ? {} : { MAIL_FOLDER: options.mailFolder }),
    },
    gateway: {
      ...common('gateway', 0),
      // These alone: no other service has Studio's key.
      ...gatewayEnvironment({
        ...config,
        TRAFFIC_DIR: options.trafficFolder,
        EXPLORER_ACCOUNTS: explorerAccounts(config, demo),
      }),
    },
  }
}

function mailEnvironment(config: ServicesConfig): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (['SMTP_URL', 'MAIL_FROM', 'SHOP_URL'] as const).flatMap((name) => {
      const value = config[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

/** One service's alone: no other has Stripe's key. */
function passedOn(config: object, variables: object): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.keys(variables).flatMap((name) => {
      const value: unknown = Reflect.get(config, name)
      return value === undefined ? [] : [[name, String(value)]]
    }),
  )
}
