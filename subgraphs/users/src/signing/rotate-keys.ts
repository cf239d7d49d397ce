// Keeps the schedule of signing keys: one that signs, one published to come, the old ones until their tokens are dead.
import { randomUUID } from 'node:crypto'
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { type Transaction, withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { exportJWK, exportPKCS8, generateKeyPair } from 'jose'
import { nextKey, publicationLeadMs, publishedKeys, rotationPeriodMs } from './key-schedule.ts'
import { seal } from './sealed-key.ts'
import { deleteKeys, insertKey, listKeys, lockSchedule, moveKey } from './store.ts'

type Tools = { readonly connection: Pick<Connection, 'db'>; readonly secret: string }

/** Makes the first keys, adds the next one when the last has begun to sign, deletes what nobody needs. Idempotent. */
export async function maintainKeys({ connection, secret }: Tools): Promise<void> {
  await withTransaction(connection, async (tx) => {
    const now = await lockSchedule(tx)
    const keys = await listKeys(tx)
    if (keys.length === 0) await addKey(tx, { secret, now, activeFrom: now })
    if (nextKey(keys, now) === undefined)
      await addKey(tx, { secret, now, activeFrom: now + rotationPeriodMs })
    const needed = new Set(publishedKeys(keys, now))
    await deleteKeys(
      tx,
      keys.filter((key) => !needed.has(key)).map((key) => key.kid),
    )
  })
}

/**
 * Lets the next key sign ahead of its time: at once, or as soon as every verifier must have heard of it. Answers the
 * instant (epoch milliseconds). Tokens of the key before it stay good until they expire.
 */
export async function rotateKeys({ connection, secret }: Tools): Promise<number> {
  return withTransaction(connection, async (tx) => {
    const now = await lockSchedule(tx)
    const next = nextKey(await listKeys(tx), now)
    if (next === undefined)
      throw new TypeError('there is no next key: maintainKeys runs before anything else')
    const activeFrom = Math.max(now, next.createdAt + publicationLeadMs)
    if (activeFrom >= next.activeFrom) return next.activeFrom
    await moveKey(tx, next.kid, activeFrom)
    await addKey(tx, { secret, now, activeFrom: activeFrom + rotationPeriodMs })
    return activeFrom
  })
}

async function addKey(
  tx: Transaction,
  { secret, now, activeFrom }: { secret: string; now: number; activeFrom: number },
): Promise<void> {
  const kid = randomUUID()
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  const { kty, crv, x, y } = await exportJWK(publicKey)
  if (kty === undefined || crv === undefined || x === undefined || y === undefined)
    throw new TypeError('an ES256 key is a point on a curve')
  const sealedPrivateKey = seal(Buffer.from(await exportPKCS8(privateKey)), kid, secret)
  const publicJwk = { kty, crv, x, y, kid, alg: 'ES256', use: 'sig' }
  await insertKey(tx, { kid, createdAt: now, activeFrom, publicJwk, sealedPrivateKey })
}
