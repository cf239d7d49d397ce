// How much a recording proves: that nobody was seen says little when nobody looked for long.
import type { Traffic } from './traffic.ts'

export type Evidence =
  | { readonly kind: 'none' }
  /** A recording of nothing: whoever records may not have been reached. */
  | { readonly kind: 'empty' }
  /** Days from the first to the last of the recording, both included, and how many it takes. */
  | { readonly kind: 'short' | 'enough'; readonly days: number; readonly minDays: number }

/** A week: what is asked for on one day of the week only has been seen. */
export const defaultMinDays = 7

export function weighTraffic(traffic: Traffic | undefined, minDays: number = defaultMinDays): Evidence {
  if (traffic === undefined) return { kind: 'none' }
  if (traffic.operations.length === 0) return { kind: 'empty' }
  const days = Math.round((Date.parse(traffic.until) - Date.parse(traffic.from)) / 86_400_000) + 1
  return { kind: days < minDays ? 'short' : 'enough', days, minDays }
}
