// Who shops in a bench: numbered accounts with one password, each number with its part to play. Pure.

export const password = 'a long bench password'

export function emailOf(number: number): string {
  return `buyer-${number}@bench.test`
}

/** Their histories are read, and nothing else of theirs changes. */
export const readers = { first: 1, count: 200, ordersEach: 25 }
/** They check out, one cart at a time. */
export const buyers = { first: 201, count: 100 }
/** Everybody from here on only logs in. */
export const firstOther = 301
export const othersOrdersEach = 2

export function accountsBeside(products: number): number {
  return Math.max(1_000, products / 10)
}

export function numbersOf({ first, count }: { first: number; count: number }): number[] {
  return Array.from({ length: count }, (_, index) => first + index)
}
