// The signing keys as this process uses them: signs with the active one, publishes and verifies with all that count.
// What must stay true: no token is refused because this process has not read the newest schedule yet.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { StartupError } from '@supermarket/service-kit/run-service.ts'
import {
  createLocalJWKSet,
  errors,
  importPKCS8,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
  SignJWT,
} from 'jose'
import { activeKey, publishedKeys } from './key-schedule.ts'
import { maintainKeys, rotateKeys } from './rotate-keys.ts'
import { unseal } from './sealed-key.ts'
import { listKeys, type StoredKey } from './store.ts'

export type SigningKeys = {
  sign(claims: JWTPayload): Promise<string>
  readonly jwks: JWTVerifyGetKey
  jwksJson(): JSONWebKeySet
  /** Keeps the schedule and reads it; to be called every minute. */
  maintain(): Promise<void>
  /** See `rotateKeys`; this process follows at once, the others within a minute. */
  rotate(): Promise<number>
}

type PrivateKey = Awaited<ReturnType<typeof importPKCS8>>

// A token with a made-up `kid` must not become a statement each.
const rereadAfterMs = 1_000

export async function openSigningKeys(options: {
  connection: Pick<Connection, 'db'>
  secret: string
  now?: () => number
}): Promise<SigningKeys> {
  const { connection, now = Date.now } = options
  let keys: readonly StoredKey[] = []
  // Rebuilt when the schedule is read, not for each token: it keeps the imported public keys.
  let published = createLocalJWKSet({ keys: [] })
  let readAt = 0
  const privateKeys = new Map<string, PrivateKey>()
  const read = async () => {
    keys = await listKeys(connection.db)
    readAt = now()
    published = createLocalJWKSet({ keys: publishedKeys(keys, readAt).map((key) => key.publicJwk) })
    for (const key of keys) {
      if (!privateKeys.has(key.kid)) privateKeys.set(key.kid, await openPrivateKey(key, options.secret))
    }
  }
  const maintain = async () => {
    await maintainKeys(options)
    await read()
  }
  await maintain()
  return {
    jwksJson: () => published.jwks(),
    maintain,
    async sign(claims) {
      const kid = activeKey(keys, now())?.kid ?? ''
      const privateKey = privateKeys.get(kid)
      if (privateKey === undefined) throw new TypeError('no signing key is open')
      return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid }).sign(privateKey)
    },
    async jwks(header, token) {
      try {
        return await published(header, token)
      } catch (error) {
        const isUnknown = error instanceof errors.JWKSNoMatchingKey
        if (!isUnknown || now() - readAt < rereadAfterMs) throw error
      }
      await read()
      return published(header, token)
    },
    async rotate() {
      const activeFrom = await rotateKeys(options)
      await read()
      return activeFrom
    },
  }
}

async function openPrivateKey({ kid, sealedPrivateKey }: StoredKey, secret: string): Promise<PrivateKey> {
  const pem = unseal(sealedPrivateKey, kid, secret)
  if (pem === undefined)
    throw new StartupError(
      'The signing keys in the users database were sealed with another USERS_SECRET. Start with that secret again, or delete the rows of signing_keys: that signs nobody out for longer than it takes to refresh.',
    )
  return importPKCS8(pem.toString(), 'ES256')
}
