// What lines cost. Every total is a sum of what stands above it, in whole minor units, so they always add up. Pure.
import { sumMinor, timesMinor } from '@supermarket/service-kit/money.ts'

export type PricedLine = { readonly quantity: number; readonly unitMinor: number }

export type Totals = {
  /** In the order of the lines. */
  readonly lineMinor: readonly number[]
  readonly subtotalMinor: number
  /** What is to be paid. */
  readonly totalMinor: number
}

/** Throws a RangeError when a sum would leave 53 bits. */
export function totalsOf(lines: readonly PricedLine[]): Totals {
  const lineMinor = lines.map(({ quantity, unitMinor }) => timesMinor(unitMinor, quantity))
  const subtotalMinor = sumMinor(lineMinor)
  return { lineMinor, subtotalMinor, totalMinor: subtotalMinor }
}

export function lineTotalMinor({ quantity, unitMinor }: PricedLine): number {
  return timesMinor(unitMinor, quantity)
}
