// The broker that EVENTS_URL names.
import type { Logger } from 'pino'
import type { ServiceName } from '../../viewer.ts'
import type { BrokerUrl } from '../events-url.ts'
import type { Broker } from './broker.ts'
import { kafkaBroker } from './kafka-broker.ts'
import { kafkaJsClient } from './kafkajs-client.ts'
import { rabbitBroker } from './rabbit-broker.ts'

export type OpenBrokerOptions = {
  readonly url: BrokerUrl
  /** Whose end it is, shown at the broker. */
  readonly name: string
  /** To whom it sends. */
  readonly audiences: readonly ServiceName[]
  readonly log: Logger
}

/** Connects when it is needed and waits for no connection here. */
export function openBroker(options: OpenBrokerOptions): Broker {
  const { url } = options
  if (url.kind === 'rabbitmq') return rabbitBroker({ ...options, url })
  const client = kafkaJsClient(url, options.name, options.log)
  return kafkaBroker({ client, prefix: url.prefix })
}
