// Signs events that a broker carries: HMAC-SHA256 over publisher, audience and the bytes of the envelope, by the key
// that the publisher has towards the audience. No time and no nonce: a broker may keep an event for days and deliver
// it twice, and the inbox makes a second one harmless.
import { equal, mac, sha256 } from '../call-signature.ts'
import type { ServiceName } from '../viewer.ts'

export type SignedEvent = {
  readonly publisher: ServiceName
  readonly audience: ServiceName
  readonly body: Uint8Array
}

export function signEvent(event: SignedEvent, key: string): string {
  return mac(key, canonical(event))
}

/** Whether one of the keys that the audience accepts from the publisher made the signature. */
export function isSignedBy(
  event: SignedEvent,
  keys: readonly string[] | undefined,
  signature: string,
): boolean {
  const text = canonical(event)
  return (keys ?? []).some((key) => equal(signature, mac(key, text)))
}

// The first line keeps a signed event from being a signed request, and the reverse.
function canonical({ publisher, audience, body }: SignedEvent): string {
  return ['supermarket-event-1', publisher, audience, sha256(body)].join('\n')
}
