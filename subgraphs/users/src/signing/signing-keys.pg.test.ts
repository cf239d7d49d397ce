import { type Connection, connect } from '@supermarket/drizzle/connect.ts'
import { accessTokenVerifier } from '@supermarket/service-kit/access-token.ts'
import { type TestDatabase, testDatabase } from '@supermarket/testkit/test-database.ts'
import { createLocalJWKSet, decodeProtectedHeader } from 'jose'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { rotateKeys } from './rotate-keys.ts'
import { openSigningKeys, type SigningKeys } from './signing-keys.ts'

let database: TestDatabase
let connection: Connection
beforeEach(async () => {
  database = await testDatabase('users')
  connection = connect({ url: database.url, applicationName: 'test' })
})
afterEach(async () => {
  await connection[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

const secret = 'a secret'
const open = () => openSigningKeys({ connection, secret })
const kids = (keys: SigningKeys) => keys.jwksJson().keys.map(({ kid }) => kid)
const kidOf = (token: string) => decodeProtectedHeader(token).kid
const pass = (time: string) => connection.sql`
  update signing_keys set created_at = created_at - ${time}::interval, active_from = active_from - ${time}::interval`
const aToken = (keys: SigningKeys) => {
  const seconds = Math.floor(Date.now() / 1000)
  const whose = {
    iss: 'supermarket',
    aud: 'supermarket',
    sub: 'usr_x',
    sid: 'ses_x',
    jti: 'x',
    roles: ['CUSTOMER'],
  }
  return keys.sign({ ...whose, iat: seconds, exp: seconds + 600 })
}
/** As another service would, with the key set that was published at some time. */
const isGood = async (keys: SigningKeys, token: string) => {
  const verify = accessTokenVerifier({ keys: createLocalJWKSet(keys.jwksJson()), isRevoked: () => false })
  return (await verify(`Bearer ${token}`)).ok
}

test('a new database gets a key that signs and the next one, both published without their private half', async () => {
  const keys = await open()
  const { keys: published } = keys.jwksJson()
  expect(published).toHaveLength(2)
  for (const jwk of published) {
    expect(Object.keys(jwk).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'])
    expect(jwk).toMatchObject({ alg: 'ES256', crv: 'P-256', kty: 'EC', use: 'sig' })
  }
  expect(kidOf(await aToken(keys))).toBe(published[0]?.kid)
})

test('replicas that start at once agree on one schedule', async () => {
  const replicas = await Promise.all(Array.from({ length: 4 }, open))
  for (const replica of replicas) await replica.maintain()
  expect(new Set(replicas.map((replica) => kids(replica).join())).size).toBe(1)
  expect(kids(await open())).toHaveLength(2)
})

test('private keys are sealed in the database, and another secret is told in one sentence', async () => {
  await open()
  const rows = await connection.sql`select sealed_private_key from signing_keys`
  for (const { sealed_private_key: sealed } of rows) expect(String(sealed)).not.toContain('PRIVATE')
  await expect(openSigningKeys({ connection, secret: 'another secret' })).rejects.toThrow(
    /another USERS_SECRET/,
  )
})

test('when its time comes the next key signs, a new next one is published, and the old one retires', async () => {
  const keys = await open()
  const [first, second] = kids(keys)
  const old = await aToken(keys)
  await pass('30 days')
  await keys.maintain()
  expect(kidOf(await aToken(keys))).toBe(second)
  expect(kids(keys)).toEqual([first, second, expect.any(String)])
  expect(await isGood(keys, old)).toBe(true)
  await pass('14 minutes')
  await keys.maintain()
  expect(await isGood(keys, old)).toBe(true)
  await pass('2 minutes')
  await keys.maintain()
  expect(kids(keys)).toEqual([second, expect.any(String)])
  expect(await connection.sql`select 1 from signing_keys where kid = ${first ?? ''}`).toHaveLength(0)
})

test('rotating ahead of time signs with the next key and refuses no token, on no replica', async () => {
  const keys = await open()
  const replica = await open()
  const [first, second] = kids(keys)
  const old = await aToken(keys)
  await pass('1 hour')
  await keys.rotate()
  const fresh = await aToken(keys)
  expect(kidOf(fresh)).toBe(second)
  // The replica has not read the new schedule yet, and goes on with the key that it knows.
  const behind = await aToken(replica)
  expect(kidOf(behind)).toBe(first)
  for (const token of [old, fresh, behind])
    for (const verifier of [keys, replica]) expect(await isGood(verifier, token)).toBe(true)
  await replica.maintain()
  expect(kidOf(await aToken(replica))).toBe(second)
})

test('a next key that verifiers may not have heard of yet does not sign before they must have', async () => {
  const keys = await open()
  const [first] = kids(keys)
  const activeFrom = await keys.rotate()
  expect(Math.round((activeFrom - Date.now()) / 60_000)).toBe(15)
  expect(kidOf(await aToken(keys))).toBe(first)
})

test('rotations at once move the schedule on once', async () => {
  const keys = await open()
  await pass('1 hour')
  await Promise.all(Array.from({ length: 4 }, () => rotateKeys({ connection, secret })))
  await keys.maintain()
  expect(kids(keys)).toHaveLength(3 + 1)
})

test('a token of a key that this process has not read yet makes it read, a made-up one not each time', async () => {
  let clock = Date.now()
  const queries: string[] = []
  await using watched = connect({
    url: database.url,
    applicationName: 'test',
    onQuery: (text) => queries.push(text),
  })
  const keys = await openSigningKeys({ connection: watched, secret, now: () => clock })
  await connection.sql`delete from signing_keys`
  const other = await open()
  const verify = accessTokenVerifier({ keys: keys.jwks, isRevoked: () => false })
  const token = await aToken(other)
  queries.length = 0
  expect(await verify(`Bearer ${token}`)).toMatchObject({ ok: false })
  expect(queries).toHaveLength(0)
  clock += 2_000
  expect(await verify(`Bearer ${token}`)).toMatchObject({ ok: true })
  expect(queries).toHaveLength(1)
})
