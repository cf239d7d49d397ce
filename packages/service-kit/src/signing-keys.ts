// The HMAC keys between services, as text in the environment: `caller>audience=key[,older key]`, separated by spaces.
// A service is given only the pairs that it takes part in.
import { ConfigError } from './env.ts'
import type { ServiceName } from './viewer.ts'

export type KeyRing = {
  /** The key with which `caller` signs towards `audience`; throws when the ring has none. */
  signingKey(caller: ServiceName, audience: ServiceName): string
  /** Every key that `audience` accepts from `caller`. */
  acceptedKeys(caller: ServiceName, audience: ServiceName): readonly string[] | undefined
}

const minimumLength = 32

export function parseSigningKeys(text: string): KeyRing {
  const pairs = new Map<string, readonly string[]>()
  const problems: string[] = []
  for (const entry of text.split(/\s+/).filter(Boolean)) {
    const [, pair = '', keys = ''] = /^([a-z]+>[a-z]+)=(.*)$/.exec(entry) ?? []
    const listed = keys.split(',').filter(Boolean)
    if (pair === '') problems.push('SIGNING_KEYS: an entry is not of the form caller>audience=key')
    else if (pairs.has(pair)) problems.push(`SIGNING_KEYS: has more than one entry for ${pair}`)
    else if (listed.length === 0 || listed.some((key) => key.length < minimumLength)) {
      problems.push(`SIGNING_KEYS: the key of ${pair} is missing or shorter than ${minimumLength} characters`)
    } else pairs.set(pair, listed)
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return {
    signingKey(caller, audience) {
      const [key] = pairs.get(`${caller}>${audience}`) ?? []
      if (key === undefined) throw new ConfigError([`SIGNING_KEYS: has no key for ${caller}>${audience}`])
      return key
    },
    acceptedKeys: (caller, audience) => pairs.get(`${caller}>${audience}`),
  }
}
