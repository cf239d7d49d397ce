// Cookie mode: a web client that asks for it gets its tokens as `__Host-` cookies that no script can read, and none
// in the payload. Both last as long as the session, so that an expired access token is presented and refused (401)
// instead of silently missing: the client then knows that it has to refresh.
import type { AnswerHead } from '@supermarket/service-kit/subgraph.ts'
import type { Tokens } from './issue-tokens.ts'

/** The gateway reads the first one and sends its token on as `Authorization`. */
export const accessCookie = '__Host-supermarket-access'
export const refreshCookie = '__Host-supermarket-refresh'

export type SessionCookies = {
  /** What the client holds. */
  readonly refreshToken: string | undefined
  set(tokens: Tokens): void
  clear(): void
}

export function sessionCookies(
  header: string | undefined,
  answer: AnswerHead,
  now: () => number = Date.now,
): SessionCookies {
  return {
    refreshToken: readCookie(header, refreshCookie),
    set({ accessToken, refreshToken, refreshTokenExpiresAt }) {
      const maxAge = Math.max(0, Math.floor((refreshTokenExpiresAt.getTime() - now()) / 1000))
      answer.setCookie = [
        writeCookie(accessCookie, accessToken, maxAge),
        writeCookie(refreshCookie, refreshToken, maxAge),
      ]
    },
    clear() {
      answer.setCookie = [writeCookie(accessCookie, '', 0), writeCookie(refreshCookie, '', 0)]
    },
  }
}

function writeCookie(name: string, value: string, maxAge: number): string {
  return `${name}=${value}; Path=/; Max-Age=${maxAge}; Secure; HttpOnly; SameSite=Lax`
}

function readCookie(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [key, value] = pair.split('=', 2)
    if (key?.trim() === name && value) return value.trim()
  }
  return undefined
}
