// How events reach a subscriber, whatever carries them: an in-memory call, signed HTTP, a broker. What a transport
// throws decides what becomes of the event; see the three cases below.
import type { ServiceName } from '../viewer.ts'
import type { EventEnvelope } from './envelope.ts'

export type EventTransport = {
  /**
   * Resolves when the event is in safe hands: the subscriber's transaction has committed, or a broker has confirmed
   * that it stored the event. Rejects with EventRejectedError, SubscriberUnreachableError, or anything else, which
   * is a failure of this event: retried with back-off, dead after too many. May deliver twice, never too rarely.
   * One event per subscriber and aggregate is under way at a time; after `signal` nobody waits for the outcome.
   */
  deliver(envelope: EventEnvelope, subscriber: ServiceName, signal: AbortSignal): Promise<void>
}

/** The subscriber will never take this event (unknown type or version, broken envelope): dead at once. */
export class EventRejectedError extends Error {
  override readonly name = 'EventRejectedError'
}

/** Nobody is there, or nobody has time: not the event's fault, so it is never counted towards its death. */
export class SubscriberUnreachableError extends Error {
  override readonly name = 'SubscriberUnreachableError'
}
