// The limits on what people enter about themselves, as the SDL states them. Lengths count characters, not UTF-16 units.
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import { userError } from '../refuse.ts'

const longestName = 100
export const longestPassword = 128

export function nameProblem(name: string): UserErrorEntry | undefined {
  const length = countCharacters(name.trim())
  if (length >= 1 && length <= longestName) return undefined
  return userError('INVALID', `The name must have 1 to ${longestName} characters.`, 'name')
}

/** For a password that is presented, not chosen: nothing may be hashed without a bound. */
export function passwordLengthProblem(password: string, field: string): UserErrorEntry | undefined {
  if (countCharacters(password) <= longestPassword) return undefined
  return userError('INVALID', `The password must have at most ${longestPassword} characters.`, field)
}

export function countCharacters(text: string): number {
  return [...text].length
}
