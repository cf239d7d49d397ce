// Publishes what this service tells others, as the contract of events says.
import { type EventPayloads, eventVersions, subscribers } from '@supermarket/schema/events.ts'
import { publisherOf } from '@supermarket/service-kit/events/publish.ts'

export const publishUserEvent = publisherOf<EventPayloads>({ versions: eventVersions, subscribers })
