// A session: one place where a user is signed in, and the family of refresh tokens that keeps it alive.
import type { Connection } from '@supermarket/service-kit/connection.ts'

export type Session = {
  readonly id: string
  readonly userId: string
  readonly device: string | null
  readonly createdAt: Date
  readonly lastUsedAt: Date
  readonly expiresAt: Date
}

/** As it is shown to somebody: `current` when it is the session that asks. */
export type SeenSession = Session & { readonly current: boolean }

export type SessionPage = Connection<SeenSession> & { readonly userId: string }

const longestDevice = 200

/** What the client called itself, cut at 200 characters; null when it did not say. */
export function deviceOf(agent: string | undefined): string | null {
  const named = agent?.replaceAll('\0', '').toWellFormed().trim()
  return named ? [...named].slice(0, longestDevice).join('') : null
}
