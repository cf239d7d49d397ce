// The variables that are the gateway's alone, in every topology: a config that runs a gateway holds all of them and
// hands all of them on, so that none is ignored where it was set.
import { commaList, flag, milliseconds } from '@supermarket/service-kit/env.ts'
import { z } from 'zod'
import { proxyVariables } from './edge/trusted-proxies.ts'
import type { GatewayOptions } from './server.ts'
import { studioVariables } from './studio/studio-variables.ts'
import { trafficVariables } from './traffic/traffic-variables.ts'
import { trustedVariables } from './trusted/trusted-variables.ts'

const accounts = z.array(z.object({ label: z.string(), email: z.string(), password: z.string() }))

export const gatewayVariables = {
  CORS_ORIGINS: commaList,
  REQUESTS_PER_MINUTE: z.coerce.number('must be a number').int().min(0).default(0),
  /** Subscriptions of one client address, and of one account; 0 is no limit. */
  STREAMS_PER_CLIENT: z.coerce.number('must be a number').int('must be whole').min(0).default(100),
  /** Estimated cost past which an operation is refused; by default 50,000 for the shop's graph, none for another. */
  MAX_OPERATION_COST: z.coerce.number('must be a number').int('must be whole').positive().optional(),
  REQUEST_TIMEOUT_MS: milliseconds.default(10_000),
  /** How long the gateway goes on serving after it said that it is not ready: what a load balancer needs to notice. */
  DRAIN_DELAY_MS: z.coerce
    .number('must be whole milliseconds')
    .int('must be whole milliseconds')
    .min(0)
    .default(0),
  ...proxyVariables,
  EXPLORER: flag.optional(),
  /** JSON: accounts that the explorer signs in by a click; for demo shops only. */
  EXPLORER_ACCOUNTS: z
    .string()
    .default('[]')
    .transform((text, context) => {
      const parsed = parseAccounts(text)
      if (parsed !== undefined) return parsed
      context.addIssue('must be a JSON list of { label, email, password }')
      return z.NEVER
    }),
  ...studioVariables,
  ...trafficVariables,
  ...trustedVariables,
}

function parseAccounts(text: string): z.infer<typeof accounts> | undefined {
  try {
    return accounts.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

const shape = z.object(gatewayVariables)

export type GatewayVariables = z.infer<typeof shape>

/** What of them `openGateway` takes as it is. */
export function servingOf(config: GatewayVariables) {
  return {
    corsOrigins: config.CORS_ORIGINS,
    requestsPerMinute: config.REQUESTS_PER_MINUTE,
    streamsPerClient: config.STREAMS_PER_CLIENT,
    requestTimeoutMs: config.REQUEST_TIMEOUT_MS,
    drainDelayMs: config.DRAIN_DELAY_MS,
    trustProxy: config.TRUST_PROXY,
  } satisfies Partial<GatewayOptions>
}

/** As a process of its own reads them again; what is absent is left to its defaults. */
export function gatewayEnvironment(config: Partial<GatewayVariables>): Readonly<Record<string, string>> {
  const names = Object.keys(gatewayVariables) as (keyof GatewayVariables)[]
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = config[name]
      if (value === undefined) return []
      return [[name, name === 'EXPLORER_ACCOUNTS' ? JSON.stringify(value) : String(value)]]
    }),
  )
}
