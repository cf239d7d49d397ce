// An event as a broker carries it: the bytes of its envelope, and beside them who sent it and the proof.
import type { KeyRing } from '../../signing-keys.ts'
import type { ServiceName } from '../../viewer.ts'
import { type EventEnvelope, parseEnvelope } from '../envelope.ts'
import { isSignedBy, type SignedEvent, signEvent } from '../event-signature.ts'

export type Letter = {
  readonly body: Uint8Array
  readonly publisher: string
  readonly signature: string
}

export const letterHeaders = {
  publisher: 'x-supermarket-publisher',
  signature: 'x-supermarket-signature',
  /** Of dead letters: why. */
  reason: 'x-supermarket-reason',
} as const

/** Envelopes are far smaller; what is larger is none of ours. */
const maxBytes = 1024 * 1024

export function writeLetter(envelope: EventEnvelope, audience: ServiceName, keys: KeyRing): Letter {
  const publisher = envelope.source
  const body = Buffer.from(JSON.stringify(envelope))
  const key = keys.signingKey(publisher, audience)
  return { body, publisher, signature: signEvent({ publisher, audience, body }, key) }
}

/** What must follow each other, and what keeps the place in a broker that has places. */
export function aggregateOf({ source, aggregatetype, subject }: EventEnvelope): string {
  return `${source}:${aggregatetype}:${subject}`
}

export type OpenedLetter =
  | { readonly ok: true; readonly publisher: ServiceName; readonly envelope: EventEnvelope }
  | { readonly ok: false; readonly reason: string }

/** Nothing of the body is looked at before its signature is good. */
export function openLetter(letter: Letter, audience: ServiceName, keys: KeyRing): OpenedLetter {
  const { body, publisher, signature } = letter
  if (body.byteLength > maxBytes) return { ok: false, reason: `has more than ${maxBytes} bytes` }
  const signed: SignedEvent = { publisher, audience, body }
  if (!isSignedBy(signed, keys.acceptedKeys(publisher, audience), signature))
    return { ok: false, reason: 'has no good signature' }
  const parsed = parseEnvelope(parseJson(body))
  return parsed.ok ? { ok: true, publisher, envelope: parsed.envelope } : parsed
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return undefined
  }
}
