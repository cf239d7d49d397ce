// What the use cases work with, built once in server.ts; each names the few that it needs.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import type { EventPayloads } from '@supermarket/schema/events.ts'
import type { Publish } from '@supermarket/service-kit/events/publish.ts'
import type { PasswordHasher } from './credentials/password-hasher.ts'
import type { RefreshTokens } from './session/refresh-tokens.ts'
import type { SigningKeys } from './signing/signing-keys.ts'
import type { Throttle } from './throttle/throttle.ts'

export type Tools = {
  readonly connection: Pick<Connection, 'db'>
  readonly passwords: PasswordHasher
  readonly refreshTokens: RefreshTokens
  readonly signingKeys: SigningKeys
  readonly throttle: Throttle
  readonly publish: Publish<EventPayloads>
  /** Resolves when this process, too, refuses what was revoked before the call. */
  readonly applyRevocations: () => Promise<void>
}

/** What the gateway saw of whoever asks. */
export type Client = { readonly address: string | undefined; readonly device: string | null }
