// The environment and the command line of the users service; the only reader of both.
import { parseArgs } from 'node:util'
import { ConfigError, httpUrl, postgresUrl, readEnv } from '@supermarket/service-kit/env.ts'
import { eventsVariable } from '@supermarket/service-kit/events/events-url.ts'
import {
  portVariables,
  serviceVariables,
  signingKeysVariable,
} from '@supermarket/service-kit/service-config.ts'
import { z } from 'zod'

export const variables = z.object({
  ...serviceVariables,
  ...portVariables({ http: 4001, metrics: 9465 }),
  ...signingKeysVariable,
  ...eventsVariable,
  USERS_DATABASE_URL: z.string('is required: postgres://role:password@host:port/database').pipe(postgresUrl),
  USERS_SECRET: z
    .string('is required: 32 random characters or more')
    .min(32, 'must have 32 random characters or more'),
  ORDERS_URL: httpUrl.default('http://127.0.0.1:4003'),
})

export type UsersConfig = z.infer<typeof variables>

/** Throws a ConfigError that names every problem. */
export function readConfig(env: NodeJS.ProcessEnv): UsersConfig {
  return readEnv(variables, env)
}

export type Command =
  | { readonly name: 'serve' }
  | { readonly name: 'remove-seeded-accounts' }
  | { readonly name: 'make-admin'; readonly email: string }
  | { readonly name: 'rotate-signing-keys' }

/** What one administers by needs the database and nothing else. */
export function readAdministrationConfig(
  env: NodeJS.ProcessEnv,
): Pick<UsersConfig, 'USERS_DATABASE_URL' | 'USERS_SECRET'> {
  return readEnv(variables.pick({ USERS_DATABASE_URL: true, USERS_SECRET: true }), env)
}

const usage =
  'usage: npm run users -- [--remove-seeded-accounts | --make-admin EMAIL | --rotate-signing-keys], or nothing to serve'

export function readCommand(args: readonly string[]): Command {
  const given = parse(args)
  const [name, ...others] = Object.keys(given)
  if (name === undefined) return { name: 'serve' }
  if (others.length > 0) throw new ConfigError([usage])
  const email = given['make-admin']
  if (email !== undefined) return { name: 'make-admin', email }
  return given['remove-seeded-accounts']
    ? { name: 'remove-seeded-accounts' }
    : { name: 'rotate-signing-keys' }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        'remove-seeded-accounts': { type: 'boolean' },
        'make-admin': { type: 'string' },
        'rotate-signing-keys': { type: 'boolean' },
      },
    }).values
  } catch (cause) {
    throw new ConfigError([`${cause instanceof Error ? cause.message : cause}; ${usage}`])
  }
}
