// How a request carries its access token: a bearer header (mobile, scripts) or a `__Host-` cookie (web), never both.
import type { IncomingHttpHeaders } from 'node:http'

export const accessCookie = '__Host-supermarket-access'
export const sessionModeHeader = 'x-session-mode'

export type RequestSession = {
  readonly authorization: string | undefined
  /** The token is that of the cookie, which a browser presents whether its page likes it or not. */
  readonly byCookie: boolean
  /** The client keeps its tokens in cookies, or asks for it with `x-session-mode: cookie`. */
  readonly cookieMode: boolean
  /** Both were presented: nobody can say which one is meant. */
  readonly ambiguous: boolean
}

export function readSession(headers: IncomingHttpHeaders): RequestSession {
  const { authorization } = headers
  const cookie = cookieValue(headers.cookie, accessCookie)
  return {
    authorization: authorization ?? (cookie === undefined ? undefined : `Bearer ${cookie}`),
    byCookie: authorization === undefined && cookie !== undefined,
    cookieMode: cookie !== undefined || headers[sessionModeHeader] === 'cookie',
    ambiguous: cookie !== undefined && authorization !== undefined,
  }
}

function cookieValue(header: string | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [key, value] = pair.split('=', 2)
    if (key?.trim() === name && value) return value.trim()
  }
  return undefined
}
