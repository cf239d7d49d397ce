// Checks of input that staff's mutations share. Pure.
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import { userError } from '../user-error.ts'

type Range = {
  readonly min: number
  readonly max: number
  readonly path: readonly (string | number)[]
  readonly errors: UserErrorEntry[]
}

/** An entry is added when the number is not within the range; what is not given stays so. */
export function numberWithin<Given extends number | null | undefined>(
  given: Given,
  { min, max, path, errors }: Range,
): Given {
  if (typeof given === 'number' && (given < min || given > max)) {
    errors.push(userError('INVALID', `Must be ${min} to ${max}.`, path))
  }
  return given
}

/** A change without the fields that were left out. */
export function withoutUndefined<Row extends object>(
  change: {
    readonly [Field in keyof Row]?: Row[Field] | undefined
  },
): Partial<Row> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<Row>
}
