// The secrets of the default topology, made once and kept in `.supermarket/keys`, readable by its owner only.
// A production deployment gives its own by environment.
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartupError } from '@supermarket/service-kit/run-service.ts'
import { z } from 'zod'

const secret = z.string().min(32)
const shape = z.object({ signingKeys: z.string(), usersSecret: secret, ordersSecret: secret })

export type Secrets = z.infer<typeof shape>

/** Who sends signed requests to whom. */
const pairs = [
  'gateway>users',
  'gateway>products',
  'gateway>orders',
  'orders>products',
  'orders>users',
  'products>users',
  'products>orders',
  'users>orders',
  'users>products',
] as const

/** Opens the file of `folder`, or makes it. Throws a StartupError when it cannot be read or is damaged. */
export function openSecrets(folder: string): Secrets {
  const file = join(folder, 'keys')
  if (!existsSync(file))
    writeFileSync(file, `${JSON.stringify(newSecrets(), undefined, 2)}\n`, { mode: 0o600, flag: 'wx' })
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new StartupError(
      `The secrets in ${file} cannot be read; restore the file, or run npm run reset to start afresh.`,
      {
        cause,
      },
    )
  }
}

export function newSecrets(): Secrets {
  return {
    signingKeys: pairs.map((pair) => `${pair}=${newKey()}`).join(' '),
    usersSecret: newKey(),
    ordersSecret: newKey(),
  }
}

/** The pairs of `signingKeys` in which one service takes part: all that it is told. */
export function keysOf(service: string, signingKeys: string): string {
  return signingKeys
    .split(' ')
    .filter((entry) => entry.slice(0, entry.indexOf('=')).split('>').includes(service))
    .join(' ')
}

function newKey(): string {
  return randomBytes(32).toString('base64url')
}
