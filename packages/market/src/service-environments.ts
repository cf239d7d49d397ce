// What each process of the Services topology is told, and nothing more: its own database, its own pairs of keys.
import { type StudioVariables, studioVariables } from '@supermarket/gateway/studio/studio-variables.ts'
import { type TrustedVariables, trustedVariables } from '@supermarket/gateway/trusted/trusted-variables.ts'
import { hasSandbox, type MarketConfig } from './config.ts'
import type { Databases } from './databases.ts'
import { keysOf, type Secrets } from './secrets.ts'
import { demoSignIns } from './seed/demo-accounts.ts'

export type ServiceEnvironments = Readonly<
  Record<'users' | 'products' | 'orders' | 'gateway', Readonly<Record<string, string>>>
>

/** Passed on to the gateway as they are. */
const gatewayVariables = { ...studioVariables, ...trustedVariables }

type GatewayVariables = StudioVariables & TrustedVariables

type ServicesConfig = Omit<MarketConfig, 'STATE_FOLDER' | 'TRAFFIC_DIR' | keyof GatewayVariables> &
  Partial<GatewayVariables>

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
  return {
    users: {
      ...common('users', 1),
      USERS_DATABASE_URL: databases.users,
      USERS_SECRET: config.USERS_SECRET ?? secrets.usersSecret,
    },
    products: { ...common('products', 2), PRODUCTS_DATABASE_URL: databases.products },
    orders: {
      ...common('orders', 3),
      ORDERS_DATABASE_URL: databases.orders,
      ORDERS_SECRET: config.ORDERS_SECRET ?? secrets.ordersSecret,
      PAYMENT_SANDBOX: String(hasSandbox(config)),
    },
    gateway: {
      ...common('gateway', 0),
      CORS_ORIGINS: config.CORS_ORIGINS.join(','),
      TRUST_PROXY: String(config.TRUST_PROXY),
      ...gatewayEnvironment(config),
      ...(options.trafficFolder === undefined ? {} : { TRAFFIC_DIR: options.trafficFolder }),
      ...(demo ? { EXPLORER_ACCOUNTS: JSON.stringify(demoSignIns) } : {}),
      ...(config.EXPLORER === undefined ? {} : { EXPLORER: String(config.EXPLORER) }),
    },
  }
}

/** The gateway's alone: no other service has Studio's key. */
function gatewayEnvironment(config: Partial<GatewayVariables>): Readonly<Record<string, string>> {
  const names = Object.keys(gatewayVariables) as (keyof GatewayVariables)[]
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = config[name]
      return value === undefined ? [] : [[name, String(value)]]
    }),
  )
}
