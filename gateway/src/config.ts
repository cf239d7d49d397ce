// The gateway's environment and command line; the only reader of both.
import { parseArgs } from 'node:util'
import { ConfigError, commaList, flag, httpUrl, milliseconds, readEnv } from '@supermarket/service-kit/env.ts'
import { portVariables, serviceVariables } from '@supermarket/service-kit/service-config.ts'
import { z } from 'zod'
import { proxyVariables } from './edge/trusted-proxies.ts'
import type { ExecutorKind } from './executor.ts'
import { studioProblems, studioVariables } from './studio/studio-variables.ts'
import { trafficVariables } from './traffic/traffic-variables.ts'
import { trustedProblems, trustedVariables } from './trusted/trusted-variables.ts'

export const variables = z.object({
  ...serviceVariables,
  ...portVariables({ http: 4000, metrics: 9464 }),
  /** Absent where the gateway fronts a graph that asks for no signatures. */
  SIGNING_KEYS: z.string().optional(),
  USERS_URL: httpUrl.optional(),
  PRODUCTS_URL: httpUrl.optional(),
  ORDERS_URL: httpUrl.optional(),
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
})

const accounts = z.array(z.object({ label: z.string(), email: z.string(), password: z.string() }))

function parseAccounts(text: string): z.infer<typeof accounts> | undefined {
  try {
    return accounts.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

export type GatewayConfig = z.infer<typeof variables> & {
  /** Path of a composed supergraph to serve instead of the shop's own. */
  readonly supergraph: string | undefined
  readonly executor: ExecutorKind
}

/** `--supergraph FILE --port N --executor engine|stock`. Throws a ConfigError that names every problem. */
export function readConfig(env: NodeJS.ProcessEnv, args: readonly string[]): GatewayConfig {
  const { supergraph, port, executor = 'engine' } = readArguments(args)
  if (executor !== 'engine' && executor !== 'stock')
    throw new ConfigError(['--executor must be engine or stock'])
  const config = readEnv(variables, { ...env, ...(port === undefined ? {} : { PORT: port }) })
  const problems = [
    ...studioProblems(config),
    ...trustedProblems(config, supergraph === undefined),
    ...supergraphProblems({ ...config, supergraph, executor }),
  ]
  if (problems.length > 0) throw new ConfigError(problems)
  return { ...config, supergraph, executor }
}

function supergraphProblems({ SUPERGRAPH, supergraph, executor }: GatewayConfig): string[] {
  if (SUPERGRAPH !== 'uplink') return []
  return [
    ...(supergraph === undefined ? [] : ['SUPERGRAPH: uplink and --supergraph name two supergraphs']),
    ...(executor === 'engine' ? [] : ['SUPERGRAPH: uplink needs --executor engine']),
  ]
}

function readArguments(args: readonly string[]): {
  supergraph?: string | undefined
  port?: string | undefined
  executor?: string | undefined
} {
  try {
    return parseArgs({
      args: [...args],
      options: { supergraph: { type: 'string' }, port: { type: 'string' }, executor: { type: 'string' } },
    }).values
  } catch (error) {
    throw new ConfigError([error instanceof Error ? error.message : String(error)])
  }
}
