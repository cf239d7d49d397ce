// Ids are a prefix and a ULID: `prd_01J…`, sortable by creation, opaque to clients, checked before any SQL.
import { randomBytes, randomFillSync } from 'node:crypto'
import { ulid } from 'ulid'

export type IdPrefix =
  | 'usr'
  | 'ses'
  | 'prd'
  | 'var'
  | 'cat'
  | 'mov'
  | 'crt'
  | 'chk'
  | 'cli'
  | 'ord'
  | 'oli'
  | 'oev'
  | 'pay'
  | 'cap'
  | 'ref'
  | 'shp'
  | 'ret'
  | 'not'
  | 'evt'
  | 'dlv'
  | 'txr'
  | 'dsc'
  | 'whe'
  | 'whd'
  | 'whs'

const body = '[0-9A-HJKMNP-TV-Z]{26}'

export function newId(prefix: IdPrefix): string {
  return `${prefix}_${ulid(undefined, nextFraction)}`
}

const randomness = new Uint8Array(1024)
let used = randomness.length

/** ulid draws sixteen times for an id; by itself it asks the system each time. */
function nextFraction(): number {
  if (used === randomness.length) {
    randomFillSync(randomness)
    used = 0
  }
  return (randomness[used++] ?? 0) / 256
}

/** 128 random bits: for ids that are a secret in themselves, such as a guest's cart. */
export function newSecretId(prefix: IdPrefix): string {
  let bits = BigInt(`0x${randomBytes(16).toString('hex')}`)
  let text = ''
  for (let digit = 0; digit < 26; digit++) {
    text = `${'0123456789ABCDEFGHJKMNPQRSTVWXYZ'[Number(bits & 31n)]}${text}`
    bits >>= 5n
  }
  return `${prefix}_${text}`
}

const patterns = new Map<IdPrefix, RegExp>()

export function isId(prefix: IdPrefix, id: unknown): id is string {
  let pattern = patterns.get(prefix)
  if (pattern === undefined) {
    pattern = new RegExp(`^${prefix}_${body}$`)
    patterns.set(prefix, pattern)
  }
  return typeof id === 'string' && pattern.test(id)
}
