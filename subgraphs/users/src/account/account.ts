// An account as the service knows it, and how resolvers point at one: by id, its row being loaded when asked for.
import type { Role } from '@supermarket/service-kit/viewer.ts'

export type Account = {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly createdAt: Date
}

/** What stands behind `User` in the graph. */
export type UserReference = {
  readonly id: string
  /** The session that this very request has opened: its caller has just proven to be this user. */
  readonly openedSessionId?: string
}

const rank: readonly Role[] = ['CUSTOMER', 'STAFF', 'ADMIN']

/** The same set of roles is always the same list: without repetition, lowest first. */
export function normalizeRoles(roles: readonly Role[]): Role[] {
  return rank.filter((role) => roles.includes(role))
}

/** The form in which addresses are compared: one account per mailbox, however it was typed. */
export function emailKey(email: string): string {
  return email.normalize('NFKC').toLowerCase()
}
