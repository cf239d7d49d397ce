// Puts letters into RabbitMQ and knows what became of each: confirmed by a majority of the queue's replicas, returned
// because no queue takes it, or unknown. What must stay true: it resolves for confirmed ones only.
import { randomUUID } from 'node:crypto'
import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import type { Logger } from 'pino'
import { Connection } from 'rabbitmq-client'
import type { ServiceName } from '../../viewer.ts'
import { eventContentType } from '../envelope.ts'
import type { RabbitUrl } from '../events-url.ts'
import { SubscriberUnreachableError } from '../transport.ts'
import { type Letter, letterHeaders } from './letter.ts'
import { declareTopology, rabbitTopology } from './rabbit-topology.ts'

/** Shorter than the relay's own time-out, which would count as a failure of the event. */
const confirmMs = 4000

export type RabbitPublisher = AsyncDisposable & {
  publish(letter: Letter, to: Destination): Promise<void>
}

export type Destination = {
  readonly exchange: string
  readonly routingKey: string
  readonly headers?: Readonly<Record<string, string>>
}

export function openRabbit(url: RabbitUrl, connectionName: string, log: Logger): Connection {
  const connection = new Connection({
    url: url.url,
    connectionName,
    acquireTimeout: 2000,
    connectionTimeout: 5000,
    retryLow: 100,
    retryHigh: 2000,
    heartbeat: 10,
    noDelay: true,
  })
  // Told once per outage: the client tells only the first of several failures.
  connection.on('error', (error: unknown) => log.warn({ error, connectionName }, 'RabbitMQ is out of reach'))
  connection.on('connection.blocked', (reason) =>
    log.warn({ reason, connectionName }, 'RabbitMQ takes no messages for now'),
  )
  connection.on('connection.unblocked', () => log.info({ connectionName }, 'RabbitMQ takes messages again'))
  return connection
}

export function rabbitPublisher(options: {
  readonly url: RabbitUrl
  readonly name: string
  readonly audiences: readonly ServiceName[]
  readonly log: Logger
}): RabbitPublisher {
  const { url, audiences, log } = options
  const connection = openRabbit(url, options.name, log)
  const topology = rabbitTopology(url.prefix, audiences)
  const publisher = connection.createPublisher({ confirm: true, maxAttempts: 1, ...topology })
  const returned = new Set<string>()
  publisher.on('basic.return', ({ messageId }) => void (messageId && returned.add(messageId)))
  let interruption = Promise.withResolvers<never>()
  interruption.promise.catch(() => {})
  connection.on('connection.blocked', (reason) => {
    interruption.reject(new SubscriberUnreachableError(`RabbitMQ takes no messages: ${reason}`))
    interruption = Promise.withResolvers<never>()
    interruption.promise.catch(() => {})
  })

  async function publish(letter: Letter, { exchange, routingKey, headers }: Destination): Promise<void> {
    if (!connection.ready)
      throw new SubscriberUnreachableError('RabbitMQ is out of reach or takes no messages')
    const messageId = randomUUID()
    const message = {
      exchange,
      routingKey,
      messageId,
      mandatory: true,
      durable: true,
      contentType: eventContentType,
      headers: {
        [letterHeaders.publisher]: letter.publisher,
        [letterHeaders.signature]: letter.signature,
        ...headers,
      },
    }
    await confirmed(publisher.send(message, Buffer.from(letter.body)), interruption.promise)
    // A message that nobody takes is returned first and confirmed then; the client tells of the first a turn later.
    await turnOfTheLoop()
    if (!returned.delete(messageId)) return
    await declareTopology(connection, topology).catch((error: unknown) =>
      log.warn({ error }, 'the queues could not be declared again'),
    )
    throw new Error(`no queue takes what ${exchange} has for ${routingKey}`)
  }

  return {
    publish,
    async [Symbol.asyncDispose]() {
      await publisher.close().catch(() => {})
      await connection.close()
    },
  }
}

/** Resolves when the broker has confirmed; whatever else happens says nothing about the letter. */
async function confirmed(sending: Promise<void>, interruption: Promise<never>): Promise<void> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => late.reject(new SubscriberUnreachableError(`RabbitMQ did not confirm within ${confirmMs} ms`)),
    confirmMs,
  )
  const sent = sending.catch((cause: unknown) => {
    throw new SubscriberUnreachableError('RabbitMQ did not confirm', { cause })
  })
  // Nobody looks at those that lose the race.
  sent.catch(() => {})
  try {
    await Promise.race([sent, late.promise, interruption])
  } finally {
    clearTimeout(timer)
  }
}
