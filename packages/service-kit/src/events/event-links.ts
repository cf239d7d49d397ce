// A service's ends of what carries events, as EVENTS_URL has it: a broker, or push where there is none.
import type { Logger } from 'pino'
import type { KeyRing } from '../signing-keys.ts'
import type { ServiceName } from '../viewer.ts'
import { brokerTransport, consumeEvents } from './broker/broker-links.ts'
import { openBroker } from './broker/open-broker.ts'
import type { ConsumeEvents } from './event-intake.ts'
import type { BrokerUrl } from './events-url.ts'
import type { EventMetrics } from './metrics.ts'
import { pushTransport } from './push-transport.ts'
import type { EventTransport } from './transport.ts'

export type EventLinks = AsyncDisposable & {
  readonly transport: EventTransport
  /** Absent where events are pushed. */
  readonly consume?: ConsumeEvents
}

export type EventLinksOptions = BrokerLinksOptions & {
  readonly url: BrokerUrl | undefined
  /** Where each of those who hear from the service is; a broker asks for no more than their names. */
  readonly subscribers: Readonly<Record<ServiceName, string>>
}

export type BrokerLinksOptions = {
  readonly service: ServiceName
  readonly keys: KeyRing
  readonly log: Logger
  readonly metrics?: EventMetrics | undefined
}

export function eventLinks(options: EventLinksOptions): EventLinks {
  const { url, service, subscribers, keys } = options
  const audiences = Object.keys(subscribers)
  if (url !== undefined) return brokerLinks({ ...options, url, audiences })
  const transport = pushTransport({
    source: service,
    subscribers: Object.fromEntries(
      Object.entries(subscribers).map(([audience, origin]) => [
        audience,
        { origin, key: keys.signingKey(service, audience) },
      ]),
    ),
  })
  return { transport, [Symbol.asyncDispose]: () => transport[Symbol.asyncDispose]() }
}

export function brokerLinks(
  options: BrokerLinksOptions & { readonly url: BrokerUrl; readonly audiences: readonly ServiceName[] },
): EventLinks {
  const { service, audiences, keys } = options
  // A ring without a key is told at the start, not at the first event.
  for (const audience of audiences) keys.signingKey(service, audience)
  const broker = openBroker({ ...options, name: `supermarket ${service}` })
  return {
    transport: brokerTransport({ broker, keys }),
    consume: (receiver) => consumeEvents({ ...options, broker }, receiver),
    [Symbol.asyncDispose]: () => broker[Symbol.asyncDispose](),
  }
}
