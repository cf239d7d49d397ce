// How long things live. What must stay true: a revocation, and the key that signed a token, outlive the token.

export const accessTokenLifetimeMs = 10 * 60_000
export const refreshTokenLifetimeMs = 30 * 24 * 60 * 60_000
/** How long the refresh token right before the newest may be replayed. */
export const replayGraceMs = 10_000
/** For revocations and retired keys: a token's own lifetime, the time a request may last, and clocks that disagree. */
export const accessTokenTraceMs = accessTokenLifetimeMs + 5 * 60_000
