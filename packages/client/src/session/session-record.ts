// Pure. What a session keeps between requests and between runs, and how it is read back from a storage that anybody may
// have written to.
import type { TokensFragment } from '../generated/types.ts'

type Kept = {
  readonly userId: string
  /** When to ask for the next access token: epoch milliseconds by this device's clock. */
  readonly renewAt: number
}
type BearerRecord = Kept & {
  readonly kind: 'bearer'
  readonly accessToken: string
  readonly refreshToken: string
}
/** The browser holds the tokens. */
type CookieRecord = Kept & { readonly kind: 'cookie'; readonly stamp: string }

export type SessionRecord = BearerRecord | CookieRecord

export type Tokens = Omit<TokensFragment, '__typename'>

/** What the schema says of access tokens; in cookie mode nothing else tells. */
const accessLifetimeMs = 600_000
const longestMarginMs = 30_000

/** `stamp` tells one renewal from another where the tokens are out of sight. */
export function newRecord(
  userId: string,
  { accessToken, accessTokenExpiresAt, refreshToken }: Tokens,
  { now, stamp }: { readonly now: number; readonly stamp: string },
): SessionRecord {
  if (accessToken === null || refreshToken === null) {
    return { kind: 'cookie', userId, stamp, renewAt: renewalOf(accessLifetimeMs, now) }
  }
  const lifetimeMs = lifetimeOf(accessToken) ?? Date.parse(accessTokenExpiresAt ?? '') - now
  return { kind: 'bearer', userId, accessToken, refreshToken, renewAt: renewalOf(lifetimeMs, now) }
}

/** Differs after each renewal. */
export function stampOf(record: SessionRecord): string {
  return record.kind === 'bearer' ? record.accessToken : record.stamp
}

/** Half a minute early, or a tenth of a shorter life: an answer on its way counts too. */
function renewalOf(lifetimeMs: number, now: number): number {
  const known = Number.isFinite(lifetimeMs) && lifetimeMs > 0 ? lifetimeMs : accessLifetimeMs
  return now + known - Math.min(longestMarginMs, known / 10)
}

/** By the server's clock alone: a device whose own clock is wrong would otherwise renew at once, or never. */
function lifetimeOf(accessToken: string): number | undefined {
  try {
    const body = accessToken.split('.')[1] ?? ''
    const { iat, exp } = JSON.parse(atob(body.replaceAll('-', '+').replaceAll('_', '/')))
    return typeof iat === 'number' && typeof exp === 'number' ? (exp - iat) * 1_000 : undefined
  } catch {
    return undefined
  }
}

export function writeRecord(record: SessionRecord): string {
  return JSON.stringify(record)
}

/** Undefined for nothing and for nonsense. */
export function parseRecord(text: string | undefined): SessionRecord | undefined {
  const value = parse(text ?? 'null')
  if (typeof value !== 'object' || value === null) return undefined
  const { kind, userId, renewAt, accessToken, refreshToken, stamp } = value as Partial<
    Record<string, unknown>
  >
  if (typeof userId !== 'string' || typeof renewAt !== 'number') return undefined
  if (kind === 'cookie') return typeof stamp === 'string' ? { kind, userId, renewAt, stamp } : undefined
  if (kind !== 'bearer' || typeof accessToken !== 'string' || typeof refreshToken !== 'string')
    return undefined
  return { kind, userId, renewAt, accessToken, refreshToken }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
