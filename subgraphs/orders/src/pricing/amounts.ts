// Amounts by currency, as staff give them and see them: lists of money with each currency once. Pure.
import type { Money } from '@supermarket/service-kit/money.ts'
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import { userError } from '../user-error.ts'
import { numberWithin } from './check.ts'
import type { AmountByCurrency } from './discount.ts'

const maxAmounts = 20
/** Far from where sums leave 53 bits. */
const maxMinor = 1_000_000_000_000

type Place = {
  readonly path: readonly (string | number)[]
  readonly errors: UserErrorEntry[]
  /** How many there must be: none unless given. */
  readonly min?: number
  /** What each must be: zero unless given. */
  readonly leastMinor?: number
}

/** An entry is added for whatever is wrong. */
export function parseAmounts(
  amounts: readonly Money[],
  { path, errors, min = 0, leastMinor = 0 }: Place,
): AmountByCurrency {
  if (amounts.length < min || amounts.length > maxAmounts) {
    errors.push(userError('INVALID', `There must be ${min} to ${maxAmounts} amounts.`, path))
  }
  const parsed: Record<string, number> = {}
  for (const [at, { minor, currency }] of amounts.entries()) {
    numberWithin(minor, { min: leastMinor, max: maxMinor, path: [...path, at, 'minor'], errors })
    if (parsed[currency] !== undefined) {
      errors.push(userError('INVALID', 'Each currency may be named once.', [...path, at, 'currency']))
    }
    parsed[currency] = minor
  }
  return parsed
}

/** In the order of their currencies. */
export function listAmounts(amounts: AmountByCurrency | null): Money[] {
  return Object.entries(amounts ?? {})
    .map(([currency, minor]) => ({ currency, minor }))
    .sort((one, other) => (one.currency < other.currency ? -1 : 1))
}
