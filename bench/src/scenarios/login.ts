// Logging in with e-mail and password, which costs an argon2id hash by design.
import { emailOf, firstOther, password } from '../accounts.ts'
import type { Ask } from '../ask.ts'
import { loadOperation } from '../documents.ts'
import { expectThat, type Scenario } from './scenario.ts'

export type Account = { readonly email: string; readonly password: string }

type Answer = { userLogin: { tokens: { accessToken: string } | null; userErrors: unknown[] } }

const query = loadOperation('Login')

/** Answers the access token. */
export async function logIn(ask: Ask, account: Account): Promise<string> {
  const answer = await ask<Answer>(query, { input: account })
  const { tokens } = answer.userLogin
  expectThat(tokens !== null && tokens.accessToken.length > 100, `${account.email} gets a token`, answer)
  return tokens.accessToken
}

export const login: Scenario = {
  name: 'login',
  unit: 'requests',
  about: 'log in with e-mail and password (argon2id, m = 19 MiB, t = 2)',
  prepare({ world, random }) {
    const others = world.accounts - firstOther + 1
    return async (ask) => {
      const number = firstOther + Math.floor(random() * others)
      await logIn(ask, { email: emailOf(number), password })
    }
  },
}
