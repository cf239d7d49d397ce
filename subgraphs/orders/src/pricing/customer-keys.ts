// Who uses up a discount that each customer may use so often: the account, and whoever has the e-mail address. Of the
// address a keyed hash is kept, which stays when the address is forgotten.
import { createHmac } from 'node:crypto'
import type { Pricing } from './pricing.ts'

export function customerKeysOf(secret: string): Pricing['customerKeys'] {
  return ({ userId, email }) => {
    const hash =
      email &&
      createHmac('sha256', secret)
        .update(`discount customer ${email.trim().toLowerCase()}`)
        .digest('base64url')
    return [...(userId ? [userId] : []), ...(hash ? [`mail:${hash}`] : [])]
  }
}
