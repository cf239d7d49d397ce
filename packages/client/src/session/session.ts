// Who is signed in: the way in, the way out, and the tokens between, for every client of one page or app.
import { ClientError } from '../client-error.ts'
import { Login, Register } from '../generated/operations.ts'
import type { LoginMutation, UserLoginInput, UserRegisterInput } from '../generated/types.ts'
import { callGraph, type GraphCall } from '../graph-call.ts'
import type { Authority } from '../graph-fetch.ts'
import { requireDone } from '../user-errors.ts'
import { keptRecord, type SessionChange } from './kept-record.ts'
import { leave } from './leave.ts'
import { createRenewal, type RenewalOptions } from './renewal.ts'
import type { SessionStore } from './session-store.ts'
import { inTurn, type Locks } from './turns.ts'

export type Session = Authority & {
  /**
   * Undefined when nobody is signed in. In cookie mode a page whose store is empty asks the server once, and gets a
   * ClientError when that cannot say.
   */
  userId(): Promise<string | undefined>
  /** Throws a ClientError: `refused` with INVALID_CREDENTIALS or OTP_REQUIRED, `graphql` with RATE_LIMITED. */
  signIn(credentials: UserLoginInput): Promise<SignedInUser>
  /** Throws a ClientError: `refused` with EMAIL_TAKEN, WEAK_PASSWORD or INVALID. */
  register(account: UserRegisterInput): Promise<SignedInUser>
  /**
   * True when the server has said that the session is gone. False when it could not be told: tokens are forgotten all
   * the same, and the server's session ends by itself; cookies only the server can take away, so in cookie mode the
   * session goes on, here too: ask again.
   */
  signOut(): Promise<boolean>
  /** Tells of another user, or of none any more; gives back how to stop. */
  watch(listener: (change: SessionChange) => void): () => void
}

export type SignedInUser = NonNullable<NonNullable<LoginMutation['userLogin']>['user']>

type Entrance = Omit<NonNullable<LoginMutation['userLogin']>, '__typename'>

export type SessionOptions = Omit<RenewalOptions, 'kept' | 'exclusively'> & {
  readonly store: SessionStore
  readonly call: GraphCall
  readonly locks?: Locks | undefined
}

export function createSession(options: SessionOptions): Session {
  const { store, call, headers, cookieMode } = options
  const kept = keptRecord(store)
  const exclusively = inTurn(options.locks)
  const renewalOptions = { ...options, kept, exclusively }
  const { keep, refresh, recall, grant, renew } = createRenewal(renewalOptions)
  // In turn with the request itself: a renewal of the session before must not come in between, and be kept last.
  const enter = (ask: () => Promise<Entrance | null>) =>
    exclusively(async () => {
      const { user, tokens } = requireDone(await ask())
      if (user === null || tokens === null) throw new Error('A payload without errors has no tokens.')
      await keep(user.id, tokens)
      return user
    })
  return {
    grant,
    renew,
    watch: kept.watch,
    userId: async () => {
      const record = await kept.current()
      if (record !== undefined || !cookieMode || kept.isKnown()) return record?.userId
      return recall()
    },
    // Field by field: whatever else the caller's object holds stays here.
    signIn: async ({ email, password, otp }) => {
      const input = { email, password, ...(otp ? { otp } : {}) }
      return enter(async () => (await callGraph(call, Login, { input }, { headers })).userLogin)
    },
    register: async ({ email, password, name }) => {
      const input = { email, password, name }
      return enter(async () => (await callGraph(call, Register, { input }, { headers })).userRegister)
    },
    signOut: () =>
      exclusively(async () => {
        const told = await leave(renewalOptions, refresh).then(() => true, isUntold)
        if (told || !cookieMode) await kept.drop('signed out')
        return told
      }),
  }
}

function isUntold(error: unknown): false {
  if (error instanceof ClientError) return false
  throw error
}
