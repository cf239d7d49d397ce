// Endpoints' secrets at rest: AES-256-GCM under a key of its own, derived from the service's secret, and bound to the
// endpoint, so that what is copied to another row does not open.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

export type SecretVault = {
  seal(secret: string, endpointId: string): string
  /** Throws when it was sealed under another secret of the service, for another endpoint, or was changed. */
  open(sealed: string, endpointId: string): string
}

const ivBytes = 12
const tagBytes = 16

export function secretVault(serviceSecret: string): SecretVault {
  const key = Buffer.from(hkdfSync('sha256', serviceSecret, '', 'orders webhook secrets', 32))
  return {
    seal(secret, endpointId) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(endpointId))
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')
    },
    open(sealed, endpointId) {
      const bytes = Buffer.from(sealed, 'base64url')
      const tag = bytes.subarray(ivBytes, ivBytes + tagBytes)
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), {
        authTagLength: tagBytes,
      })
      decipher.setAAD(Buffer.from(endpointId)).setAuthTag(tag)
      return decipher.update(bytes.subarray(ivBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8')
    },
  }
}
