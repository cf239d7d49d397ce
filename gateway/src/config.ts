// The gateway's environment and command line; the only reader of both.
import { parseArgs } from 'node:util'
import { ConfigError, httpUrl, readEnv } from '@supermarket/service-kit/env.ts'
import { portVariables, serviceVariables } from '@supermarket/service-kit/service-config.ts'
import { z } from 'zod'
import type { ExecutorKind } from './executor.ts'
import { gatewayVariables } from './gateway-variables.ts'
import { studioProblems } from './studio/studio-variables.ts'
import { trustedProblems } from './trusted/trusted-variables.ts'

export const variables = z.object({
  ...serviceVariables,
  ...portVariables({ http: 4000, metrics: 9464 }),
  /** Absent where the gateway fronts a graph that asks for no signatures. */
  SIGNING_KEYS: z.string().optional(),
  USERS_URL: httpUrl.optional(),
  PRODUCTS_URL: httpUrl.optional(),
  ORDERS_URL: httpUrl.optional(),
  ...gatewayVariables,
})

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
