// The body that is sent: the event's envelope as JSON, the same text at every attempt, so that the signature of one is
// of the same body as that of another.
import type { EventEnvelope } from '@supermarket/service-kit/events/envelope.ts'
import type { WebhookEvent } from './webhook.ts'

export function messageOf(event: WebhookEvent): string {
  const envelope: EventEnvelope = {
    specversion: '1.0',
    id: event.eventId,
    source: 'orders',
    type: event.eventType,
    time: event.occurredAt.toISOString(),
    datacontenttype: 'application/json',
    dataversion: event.eventVersion,
    aggregatetype: event.aggregateType,
    subject: event.aggregateId,
    sequence: event.aggregateSequence,
    correlationid: event.correlationId,
    ...(event.causationId === null ? {} : { causationid: event.causationId }),
    data: event.payload,
  }
  return JSON.stringify(envelope)
}
