// Access tokens of the accounts that read and buy, from the real login; fresh again before they run out.

import { buyers, emailOf, numbersOf, password, readers } from './accounts.ts'
import { openAsker } from './ask.ts'
import { type Account, logIn } from './scenarios/login.ts'

export type SignedIn = { readonly readers: readonly string[]; readonly buyers: readonly string[] }

/** A token lives for ten minutes, and a window with its warm-up lasts less than four. */
const goodForMs = 6 * 60_000
const logInsAtOnce = 4

/** Answers tokens that are good for minutes to come. */
export function signInDesk(url: string): () => Promise<SignedIn> {
  let signedIn: SignedIn | undefined
  let since = 0
  return async () => {
    if (signedIn !== undefined && performance.now() - since < goodForMs) return signedIn
    since = performance.now()
    signedIn = {
      readers: await logInAll(url, numbersOf(readers)),
      buyers: await logInAll(url, numbersOf(buyers)),
    }
    return signedIn
  }
}

async function logInAll(url: string, numbers: readonly number[]): Promise<string[]> {
  const tokens: string[] = []
  const waiting = [...numbers.entries()]
  await Promise.all(
    Array.from({ length: logInsAtOnce }, async (_, place) => {
      await using client = openAsker(url, place)
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const [index, number] = next
        const account: Account = { email: emailOf(number), password }
        tokens[index] = await logIn(client.ask, account)
      }
    }),
  )
  return tokens
}
