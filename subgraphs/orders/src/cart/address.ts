// Turns an address as given into one that may be stored: trimmed, within the limits that the SDL states. Pure.
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import type { AddressInput } from '../generated/resolvers-types.ts'
import type { PostalAddress } from '../order/order.ts'
import { boundedText } from '../user-error.ts'

export function parseAddress(
  input: AddressInput,
  path: readonly string[],
  errors: UserErrorEntry[],
): PostalAddress {
  const needed = (field: 'name' | 'line1' | 'city', max: number) =>
    boundedText(input[field], { min: 1, max, path: [...path, field], errors })
  const optional = (field: 'line2' | 'region' | 'postalCode' | 'phone', max: number) => {
    const text = input[field]
    if (text === null || text === undefined) return null
    return boundedText(text, { min: 0, max, path: [...path, field], errors }) || null
  }
  return {
    name: needed('name', 200),
    line1: needed('line1', 200),
    line2: optional('line2', 200),
    city: needed('city', 100),
    region: optional('region', 100),
    postalCode: optional('postalCode', 20),
    country: input.country,
    phone: optional('phone', 30),
  }
}
