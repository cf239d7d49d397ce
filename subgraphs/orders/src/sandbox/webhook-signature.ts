// The signature of the sandbox's messages: an HMAC over the time and the bytes, so that neither can be changed and an
// old message cannot be sent again. Pure, but for the clock that is passed in.
import { createHmac, timingSafeEqual } from 'node:crypto'

export const signatureHeader = 'sandbox-signature'

const toleranceMs = 5 * 60_000

export function signWebhook(body: string | Buffer, { secret, at }: { secret: string; at: Date }): string {
  const seconds = Math.floor(at.getTime() / 1000)
  return `t=${seconds},v1=${hmacOf(body, secret, seconds).toString('hex')}`
}

export function isSigned(
  body: Buffer,
  header: unknown,
  { secret, now }: { secret: string; now: Date },
): boolean {
  if (typeof header !== 'string') return false
  const [, seconds = '', hex = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? []
  if (hex === '' || Math.abs(now.getTime() - Number(seconds) * 1000) > toleranceMs) return false
  return timingSafeEqual(Buffer.from(hex, 'hex'), hmacOf(body, secret, Number(seconds)))
}

function hmacOf(body: string | Buffer, secret: string, seconds: number): Buffer {
  return createHmac('sha256', secret).update(`${seconds}.`).update(body).digest()
}
