// The keys that this service derives from its one secret, each for one purpose.
import { hkdfSync } from 'node:crypto'

export type UsersSecrets = { readonly refreshTokens: string; readonly signingKeys: string }

export function deriveSecrets(secret: string): UsersSecrets {
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', secret, '', `supermarket users: ${purpose}`, 32)).toString('base64url')
  return { refreshTokens: derive('refresh tokens'), signingKeys: derive('signing keys') }
}
