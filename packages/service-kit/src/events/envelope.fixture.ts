// For tests: an event as it travels, told of by the publisher of event-database.fixture.ts.
import type { EventEnvelope } from './envelope.ts'

export function anEnvelope(more: Partial<EventEnvelope> = {}): EventEnvelope {
  return {
    specversion: '1.0',
    id: 'evt_1',
    source: 'things',
    type: 'thing.changed',
    time: '2026-01-02T03:04:05.678Z',
    datacontenttype: 'application/json',
    dataversion: 1,
    aggregatetype: 'thing',
    subject: 'a',
    sequence: 1,
    correlationid: 'request-1',
    data: {},
    ...more,
  }
}
