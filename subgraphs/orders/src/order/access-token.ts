// The right of a guest to one order: derived from the order's id with a key of ours, so that nothing is stored and a
// repeated checkout gives the same token again.
import { createHmac, timingSafeEqual } from 'node:crypto'

export type OrderTokens = {
  tokenOf(orderId: string): string
  isTokenOf(orderId: string, token: string): boolean
}

const minKeyLength = 32

export function orderTokens(key: string): OrderTokens {
  if (key.length < minKeyLength) throw new RangeError(`the order token key needs ${minKeyLength} characters`)
  const tokenOf = (orderId: string) =>
    createHmac('sha256', key).update(`order access ${orderId}`).digest('base64url')
  return {
    tokenOf,
    isTokenOf(orderId, token) {
      const expected = Buffer.from(tokenOf(orderId))
      const presented = Buffer.from(token)
      return presented.length === expected.length && timingSafeEqual(presented, expected)
    },
  }
}
