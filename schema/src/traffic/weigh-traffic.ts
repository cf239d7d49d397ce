// How much a recording proves: that nobody was seen says little when nobody looked for long.
import type { Traffic } from './traffic.ts'

export type Evidence =
  | { readonly kind: 'none' }
  /** A recording of nothing: whoever records may not have been reached. */
  | { readonly kind: 'empty' }
  /** Days from the first to the last of the recording, both included, and how many it takes. */
  | { readonly kind: 'short' | 'enough'; readonly days: number; readonly minDays: number }
  /** It covers its days, and ended too many days ago. */
  | { readonly kind: 'old'; readonly days: number; readonly minDays: number; readonly endedDaysAgo: number }

/** A week: what is asked for on one day of the week only has been seen. */
export const defaultMinDays = 7

type Asked = { readonly minDays?: number | undefined; readonly today?: string | undefined }

/** What ended more than `minDays` before `today` says nothing of those who came since. */
export function weighTraffic(
  traffic: Traffic | undefined,
  { minDays = defaultMinDays, today }: Asked = {},
): Evidence {
  if (traffic === undefined) return { kind: 'none' }
  if (traffic.operations.length === 0) return { kind: 'empty' }
  const days = daysBetween(traffic.from, traffic.until) + 1
  const endedDaysAgo = today === undefined ? 0 : Math.max(0, daysBetween(traffic.until, today))
  if (endedDaysAgo > minDays) return { kind: 'old', days, minDays, endedDaysAgo }
  return { kind: days < minDays ? 'short' : 'enough', days, minDays }
}

function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000)
}
