// Follows the revocation feed that users serves: which sessions, and which users' older tokens, are no longer good.
// Loaded before a service is ready, then polled; a logout is effective everywhere within a second or two.
import type { Logger } from 'pino'
import type { VerifiedToken } from './access-token.ts'

export type Revocation = {
  /** A session (`ses_…`) or a user (`usr_…`). */
  readonly subject: string
  /** Tokens issued before this instant (epoch milliseconds) are no longer good. */
  readonly issuedBefore: number
  /** When the last such token expires by itself and the entry can be forgotten; epoch milliseconds. */
  readonly expiresAt: number
}

/** Entries after a cursor, oldest first, and the cursor to go on from. */
export type RevocationPage = {
  readonly entries: readonly Revocation[]
  readonly cursor: number
  readonly more: boolean
}

export type FetchRevocations = (after: number) => Promise<RevocationPage>

export type RevocationFollower = AsyncDisposable & {
  isRevoked(token: VerifiedToken): boolean
  /** Loads what is new now, for tests and for whoever cannot wait for the next poll. */
  refresh(): Promise<void>
}

const pollMs = 1_000
/** Subgraphs accept a token for a while after it expired, and clocks differ: entries outlive their tokens. */
const keptAfterExpiryMs = 60_000

/** Resolves once the whole feed is loaded; a failed poll is logged and tried again, what is known stays in force. */
export async function followRevocations(
  fetchPage: FetchRevocations,
  log: Logger,
): Promise<RevocationFollower> {
  const revoked = new Map<string, Revocation>()
  let cursor = 0
  const load = async () => {
    for (let more = true; more; ) {
      const page = await fetchPage(cursor)
      for (const entry of page.entries) remember(revoked, entry)
      cursor = page.cursor
      more = page.more
    }
    forgetExpired(revoked, Date.now() - keptAfterExpiryMs)
  }
  await loadFirst(load, log)
  const polling = pollEvery(pollMs, () =>
    load().catch((error: unknown) => log.warn({ error }, 'the revocation feed did not answer')),
  )
  return {
    isRevoked: ({ viewer, issuedAtMs }) =>
      isBefore(issuedAtMs, revoked.get(viewer.sessionId)) || isBefore(issuedAtMs, revoked.get(viewer.userId)),
    refresh: load,
    [Symbol.asyncDispose]: polling[Symbol.asyncDispose],
  }
}

/** One load after the other: a feed that hangs is not asked again while it does. */
function pollEvery(ms: number, load: () => Promise<void>): AsyncDisposable {
  let loading = Promise.resolve()
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const arm = () => {
    if (stopped) return
    timer = setTimeout(() => {
      loading = load().then(arm)
    }, ms).unref()
  }
  arm()
  return {
    async [Symbol.asyncDispose]() {
      stopped = true
      clearTimeout(timer)
      await loading
    },
  }
}

/** Users may start after us: nobody is let in on an unread feed, so wait for it. */
async function loadFirst(load: () => Promise<void>, log: Logger): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await load()
    } catch (error) {
      if (attempt === 20) log.warn({ error }, 'still waiting for the revocation feed of users')
      await new Promise((resolve) => setTimeout(resolve, Math.min(100 * attempt, 1_000)))
    }
  }
}

function remember(revoked: Map<string, Revocation>, entry: Revocation): void {
  const known = revoked.get(entry.subject)
  if (known === undefined || known.issuedBefore < entry.issuedBefore) revoked.set(entry.subject, entry)
}

function forgetExpired(revoked: Map<string, Revocation>, now: number): void {
  for (const [subject, entry] of revoked) if (entry.expiresAt < now) revoked.delete(subject)
}

function isBefore(issuedAtMs: number, entry: Revocation | undefined): boolean {
  return entry !== undefined && issuedAtMs < entry.issuedBefore
}
