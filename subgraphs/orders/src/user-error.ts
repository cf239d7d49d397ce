// The refusals that more than one slice gives, in the words of the contract. Pure.
import { Refusal, type UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import type { UserErrorCode } from './generated/resolvers-types.ts'

export function userError(
  code: UserErrorCode,
  message: string,
  path: readonly (string | number)[] | null = null,
): UserErrorEntry {
  return { __typename: 'GeneralUserError', code, message, path: path?.map(String) ?? null }
}

export function refuse(
  code: UserErrorCode,
  message: string,
  path: readonly (string | number)[] | null = null,
): Refusal {
  return new Refusal(userError(code, message, path))
}

/** Throws all that was found at once, so that a form can show it. */
export function refuseAll(entries: readonly UserErrorEntry[]): void {
  const [first, ...rest] = entries
  if (first !== undefined) throw new Refusal(first, ...rest)
}

/** Trimmed; an entry is added when the length is not within `min` and `max` characters. */
export function boundedText(
  text: string,
  { min, max, path, errors }: { min: number; max: number; path: readonly string[]; errors: UserErrorEntry[] },
): string {
  const trimmed = text.trim()
  const length = [...trimmed].length
  if (length < min) errors.push(userError('INVALID', `At least ${min} characters are needed.`, path))
  if (length > max) errors.push(userError('INVALID', `At most ${max} characters are allowed.`, path))
  return trimmed
}
