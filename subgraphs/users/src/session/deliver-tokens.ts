// Hands a session's tokens to its client: in the payload, or in cookies and then not in the payload.
import type { Context } from '../context.ts'
import type { AuthTokens } from '../generated/resolvers-types.ts'
import type { Tokens } from './issue-tokens.ts'

export function deliverTokens({ cookies }: Pick<Context, 'cookies'>, tokens: Tokens): AuthTokens {
  if (cookies === undefined) return tokens
  cookies.set(tokens)
  return {}
}
