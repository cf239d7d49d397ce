// Which passwords may be chosen: length counts, common and personal ones do not. No rules on kinds of characters
// (NIST SP 800-63B, 3.1.1.2). Pure; what is refused is never repeated in the answer.
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import { countCharacters, longestPassword } from '../account/account-input.ts'
import { userError } from '../refuse.ts'
import { commonPasswords } from './common-passwords.ts'

const shortestPassword = 8

export type PasswordOwner = { readonly email: string; readonly name: string }

/** The problem with a chosen password, or undefined. `field` is the input field that it came in. */
export function passwordProblem(
  password: string,
  owner: PasswordOwner,
  field: string,
): UserErrorEntry | undefined {
  const length = countCharacters(password)
  if (length > longestPassword)
    return userError('INVALID', `The password must have at most ${longestPassword} characters.`, field)
  if (length < shortestPassword)
    return userError(
      'WEAK_PASSWORD',
      `The password must have at least ${shortestPassword} characters.`,
      field,
    )
  const folded = fold(password)
  if (commonPasswords.has(folded) || isMonotonous(folded))
    return userError('WEAK_PASSWORD', 'The password is one of the first that anybody would try.', field)
  if (personalWords(owner).includes(folded))
    return userError('WEAK_PASSWORD', 'The password must not be your name or your e-mail address.', field)
  return undefined
}

/** What is hashed: however a keyboard composes an accent, it is the same password. */
export function normalizePassword(password: string): string {
  return password.normalize('NFKC')
}

function fold(text: string): string {
  return normalizePassword(text).toLowerCase()
}

function personalWords({ email, name }: PasswordOwner): string[] {
  const address = fold(email)
  const spoken = fold(name).trim()
  return [address, address.slice(0, address.lastIndexOf('@')), spoken, spoken.replaceAll(/\s+/g, '')]
}

/** One character or pair repeated (`aaaaaaaa`, `12121212`), or a run up or down (`23456789`, `hgfedcba`). */
function isMonotonous(text: string): boolean {
  const codes = [...text].map((character) => character.codePointAt(0) ?? 0)
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0))
  const [first] = steps
  if (steps.every((step) => step === first) && Math.abs(first ?? 0) <= 1) return true
  return codes.every((code, index) => code === codes[index % 2])
}
