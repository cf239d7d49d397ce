// Why an order is canceled or a refund is made, in the words of who asks for it. Pure.
import { refuse } from '../user-error.ts'

const maxLength = 500

/** Null when nothing is said. */
export function parseReason(reason: string | null | undefined): string | null {
  const text = reason?.trim() ?? ''
  if ([...text].length > maxLength) {
    throw refuse('INVALID', `At most ${maxLength} characters are allowed.`, ['input', 'reason'])
  }
  return text === '' ? null : text
}
