// Signs and checks what services send each other: HMAC-SHA256 over caller, audience, method, path, timestamp, nonce
// and the SHA-256 of body and authorization. Without a good signature a request does nothing, not even parse.
import { createHmac, hash, randomUUID, timingSafeEqual } from 'node:crypto'
import type { ServiceName } from './viewer.ts'

export const signatureHeaders = {
  caller: 'x-supermarket-caller',
  timestamp: 'x-supermarket-timestamp',
  nonce: 'x-supermarket-nonce',
  signature: 'x-supermarket-signature',
} as const

/** `WWW-Authenticate` of an answer to a request without a good signature. */
export const unsignedChallenge = 'Supermarket-HMAC'

export type SignedRequest = {
  readonly method: string
  readonly path: string
  readonly body: string | Uint8Array
  readonly authorization?: string | undefined
}

/** One key per caller and audience; the first signs, all verify, so that a key can be replaced without a gap. */
export type SigningKeys = readonly [string, ...string[]]

const skewMs = 30_000
const noncePattern = /^[\w-]{16,64}$/

export function signRequest(options: {
  caller: ServiceName
  audience: ServiceName
  key: string
  request: SignedRequest
  now?: number
}): Record<string, string> {
  const { caller, audience, key, request, now = Date.now() } = options
  const timestamp = String(now)
  // 122 random bits, drawn from the system for many at once: an own draw took a third of the time of a signature.
  const nonce = randomUUID()
  return {
    [signatureHeaders.caller]: caller,
    [signatureHeaders.timestamp]: timestamp,
    [signatureHeaders.nonce]: nonce,
    [signatureHeaders.signature]: mac(key, canonical({ caller, audience, timestamp, nonce, request })),
  }
}

type Headers = Readonly<Record<string, string | string[] | undefined>>

/** Whether a request claims to be signed at all: looked at before its body is read, proves nothing. */
export function looksSigned(headers: Headers): boolean {
  return Object.values(signatureHeaders).every((name) => typeof headers[name] === 'string')
}

/**
 * Answers the proven caller, or undefined. `keysOf` knows the keys of each caller towards this service; `remember`
 * answers false when the nonce was seen before within the time that its timestamp stays acceptable.
 */
export function signatureVerifier(options: {
  audience: ServiceName
  keysOf: (caller: ServiceName) => readonly string[] | undefined
  remember: (nonce: string, expiresAt: number) => boolean
  now?: () => number
}): (headers: Headers, request: SignedRequest) => ServiceName | undefined {
  const { audience, keysOf, remember, now = Date.now } = options
  return (headers, request) => {
    const caller = headers[signatureHeaders.caller]
    const timestamp = headers[signatureHeaders.timestamp]
    const nonce = headers[signatureHeaders.nonce]
    const signature = headers[signatureHeaders.signature]
    if (typeof caller !== 'string' || typeof timestamp !== 'string') return undefined
    if (typeof nonce !== 'string' || typeof signature !== 'string' || !noncePattern.test(nonce))
      return undefined
    const sentAt = Number(timestamp)
    if (!Number.isSafeInteger(sentAt) || Math.abs(now() - sentAt) > skewMs) return undefined
    const text = canonical({ caller, audience, timestamp, nonce, request })
    const known = (keysOf(caller) ?? []).some((key) => equal(signature, mac(key, text)))
    return known && remember(`${caller}:${nonce}`, sentAt + skewMs) ? caller : undefined
  }
}

/** Nonces of this replica, forgotten in two generations once their timestamps could no longer pass. */
export function nonceMemory(now: () => number = Date.now): (nonce: string, expiresAt: number) => boolean {
  let current = new Set<string>()
  let previous = new Set<string>()
  let turnsAt = now() + 2 * skewMs
  return (nonce) => {
    if (now() >= turnsAt) {
      previous = current
      current = new Set()
      turnsAt = now() + 2 * skewMs
    }
    if (current.has(nonce) || previous.has(nonce)) return false
    current.add(nonce)
    return true
  }
}

function canonical(parts: {
  caller: string
  audience: string
  timestamp: string
  nonce: string
  request: SignedRequest
}): string {
  const { caller, audience, timestamp, nonce, request } = parts
  const { method, path, body, authorization = '' } = request
  return [caller, audience, method, path, timestamp, nonce, sha256(body), sha256(authorization)].join('\n')
}

/** base64url. */
export function sha256(content: string | Uint8Array): string {
  return hash('sha256', content, 'base64url')
}

export function mac(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url')
}

/** In a time that tells nothing of where they differ. */
export function equal(presented: string, expected: string): boolean {
  const left = Buffer.from(presented)
  const right = Buffer.from(expected)
  return left.length === right.length && timingSafeEqual(left, right)
}
