// Who is signed in: the way in, the way out, and the tokens between, for every client of one page or app.
import { ClientError } from '../client-error.ts'
import { Login, Logout, Register } from '../generated/operations.ts'
import type { LoginMutation, UserLoginInput, UserRegisterInput } from '../generated/types.ts'
import { callGraph, type GraphCall } from '../graph-call.ts'
import type { Authority } from '../graph-fetch.ts'
import { requireDone } from '../user-errors.ts'
import { keptRecord, type SessionChange } from './kept-record.ts'
import { createRenewal, grantOf, type RenewalOptions } from './renewal.ts'
import type { SessionStore } from './session-store.ts'
import { inTurn, type Locks } from './turns.ts'

export type Session = Authority & {
  /** Undefined when nobody is signed in. */
  userId(): Promise<string | undefined>
  /** Throws a ClientError: `refused` with INVALID_CREDENTIALS or OTP_REQUIRED, `graphql` with RATE_LIMITED. */
  signIn(credentials: UserLoginInput): Promise<SignedInUser>
  /** Throws a ClientError: `refused` with EMAIL_TAKEN, WEAK_PASSWORD or INVALID. */
  register(account: UserRegisterInput): Promise<SignedInUser>
  /**
   * Forgets the tokens in any case. False: the server could not be told, and its session ends by itself; in cookie mode
   * the browser then still has the cookies.
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
  const { store, call, headers, now } = options
  const kept = keptRecord(store)
  const exclusively = inTurn(options.locks)
  const { keep, refresh, grant, renew } = createRenewal({ ...options, kept, exclusively })
  // In turn with the request itself: a renewal of the session before must not come in between, and be kept last.
  const enter = (ask: () => Promise<Entrance | null>) =>
    exclusively(async () => {
      const { user, tokens } = requireDone(await ask())
      if (user === null || tokens === null) throw new Error('A payload without errors has no tokens.')
      await keep(user.id, tokens)
      return user
    })
  const leave = async () => {
    const stored = await kept.reread()
    const record = stored !== undefined && now() >= stored.renewAt ? await refresh(stored) : stored
    if (record === undefined) return
    const { accessToken } = grantOf(record)
    const own = accessToken === undefined ? headers : { authorization: `Bearer ${accessToken}` }
    await callGraph(call, Logout, {}, { headers: own })
  }
  return {
    grant,
    renew,
    watch: kept.watch,
    userId: async () => (await kept.current())?.userId,
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
        const told = await leave().then(() => true, isOver)
        await kept.drop('signed out')
        return told
      }),
  }
}

/** A session that the server no longer knows needs no end; any other failure leaves it untold. */
function isOver(error: unknown): boolean {
  if (error instanceof ClientError) return error.code === 'UNAUTHENTICATED'
  throw error
}
