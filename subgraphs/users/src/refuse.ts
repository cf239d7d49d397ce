// Makes refusals of the kind that needs no more than a code; the words are for people, the code for programs.
import { Refusal, type UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import type { UserErrorCode } from './generated/resolvers-types.ts'

/** `field` is the input's field at fault: `password` becomes the path `input`, `password`. */
export function userError(code: UserErrorCode, message: string, field?: string): UserErrorEntry {
  return {
    __typename: 'GeneralUserError',
    code,
    message,
    path: field === undefined ? null : ['input', field],
  }
}

export function refusal(code: UserErrorCode, message: string, field?: string): Refusal {
  return new Refusal(userError(code, message, field))
}

/** Throws one refusal that names every problem at once, or returns when there is none. */
export function refuseAny(problems: readonly (UserErrorEntry | undefined)[]): void {
  const [first, ...rest] = problems.filter((problem) => problem !== undefined)
  if (first !== undefined) throw new Refusal(first, ...rest)
}
