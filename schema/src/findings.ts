// What the check found, one by one. Only an error fails it.
import type { Place } from './place.ts'

export type Severity = 'error' | 'warning' | 'notice'

export type Finding = {
  readonly severity: Severity
  /** What found it: `lint/naming`, `composition`, `hint/CODE`, `breaking`, `costlier`, … */
  readonly rule: string
  readonly message: string
  /** More for those who want to know: one line each. */
  readonly details?: readonly string[]
  readonly place?: Place | undefined
}

export function errorFinding(rule: string, message: string, place?: Place): Finding {
  return { severity: 'error', rule, message, place }
}
