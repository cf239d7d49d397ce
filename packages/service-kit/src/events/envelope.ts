// The one shape of an event between services: a CloudEvents 1.0 envelope with our extension attributes, the same in
// memory, over HTTP and through a broker. Extension names are lower case without separators, as CloudEvents asks.
// https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
import { z } from 'zod'
import type { ServiceName } from '../viewer.ts'

export type EventEnvelope<Type extends string = string, Data = unknown> = {
  readonly specversion: '1.0'
  /** Unique over all services: what the inbox knows an event by. */
  readonly id: string
  readonly source: ServiceName
  readonly type: Type
  /** RFC 3339, when it happened. */
  readonly time: string
  readonly datacontenttype: 'application/json'
  /** Of the payload. */
  readonly dataversion: number
  readonly aggregatetype: string
  /** The aggregate's id. */
  readonly subject: string
  /** 1, 2, 3, … per aggregate. A subscriber sees an ascending part of it: only the types that it asked for. */
  readonly sequence: number
  /** What a chain of requests and events has in common: the request id where it began. */
  readonly correlationid: string
  /** The event that this one answers. */
  readonly causationid?: string | undefined
  /**
   * The event of this aggregate that the same subscriber was sent before this one. Absent for the first, and where
   * the publisher has forgotten it: then nothing is known of a gap.
   */
  readonly previousid?: string | undefined
  readonly data: Data
}

/** What everything that carries an event over a wire calls it. */
export const eventContentType = 'application/cloudevents+json; charset=utf-8'

/** A name or an id: short, and free of what PostgreSQL cannot store. */
const token = z.string().regex(/^[\w.:-]{1,128}$/)
const positive = z.int().positive().max(2_147_483_647)

// Unknown attributes are dropped, not refused: a publisher may add one before its subscribers know it.
const envelope = z.object({
  specversion: z.literal('1.0'),
  id: token,
  source: token,
  type: token,
  time: z.iso.datetime({ offset: true }),
  datacontenttype: z.literal('application/json'),
  dataversion: positive,
  aggregatetype: token,
  subject: token,
  sequence: positive,
  correlationid: token,
  causationid: token.optional(),
  previousid: token.optional(),
  data: z.record(z.string(), z.unknown()),
})

export type ParsedEnvelope =
  | { readonly ok: true; readonly envelope: EventEnvelope }
  | { readonly ok: false; readonly reason: string }

/** Names what is wrong and where, never the value. */
export function parseEnvelope(input: unknown): ParsedEnvelope {
  const parsed = envelope.safeParse(input)
  if (parsed.success) return { ok: true, envelope: parsed.data }
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'envelope'}: ${message}`,
  )
  return { ok: false, reason: problems.join('; ').slice(0, 500) }
}
