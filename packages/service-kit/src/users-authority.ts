// How a service in its own process reaches the authority on tokens: the JWKS and the revocation feed of users.
import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose'
import { Pool } from 'undici'
import { z } from 'zod'
import { signRequest } from './call-signature.ts'
import type { FetchRevocations } from './revocations.ts'
import type { KeyRing } from './signing-keys.ts'
import type { ServiceName } from './viewer.ts'

export const jwksPath = '/.well-known/jwks.json'
export const revocationsPath = '/internal/revocations'

export type UsersAuthority = AsyncDisposable & {
  readonly jwks: JWTVerifyGetKey
  readonly fetchRevocations: FetchRevocations
}

const page = z.object({
  entries: z.array(z.object({ subject: z.string(), issuedBefore: z.number(), expiresAt: z.number() })),
  cursor: z.number(),
  more: z.boolean(),
})

export function usersAuthority(options: {
  caller: ServiceName
  usersUrl: string
  keys: KeyRing
}): UsersAuthority {
  const { caller, usersUrl, keys } = options
  const pool = new Pool(usersUrl, { connections: 2 })
  const key = keys.signingKey(caller, 'users')
  return {
    jwks: lastKnownKeys(
      createRemoteJWKSet(new URL(jwksPath, usersUrl), { timeoutDuration: 3_000, cooldownDuration: 1_000 }),
    ),
    fetchRevocations: async (after) => {
      const path = `${revocationsPath}?after=${after}`
      const request = { method: 'GET', path, body: '' }
      const headers = signRequest({ caller, audience: 'users', key, request })
      const response = await pool.request({
        method: 'GET',
        path,
        headers,
        signal: AbortSignal.timeout(3_000),
      })
      return page.parse(await response.body.json())
    },
    [Symbol.asyncDispose]: () => pool.close(),
  }
}

/** While users is away the keys it last served stay in force: carts and orders stand without it. */
function lastKnownKeys(remote: ReturnType<typeof createRemoteJWKSet>): JWTVerifyGetKey {
  return async (header, token) => {
    try {
      return await remote(header, token)
    } catch (error) {
      const known = remote.jwks()
      if (known === undefined || error instanceof errors.JWKSNoMatchingKey) throw error
      return createLocalJWKSet(known)(header, token)
    }
  }
}
