// RabbitMQ as a broker of ours. Two connections per process: one that publishes, which RabbitMQ may block, and one
// that consumes and acknowledges, which then goes on.
import type { Logger } from 'pino'
import { type Connection, ConsumerStatus } from 'rabbitmq-client'
import type { ServiceName } from '../../viewer.ts'
import type { RabbitUrl } from '../events-url.ts'
import { SubscriberUnreachableError } from '../transport.ts'
import type { Broker, BrokerConsumer, BuriedLetter, ConsumeOptions } from './broker.ts'
import { type Letter, letterHeaders } from './letter.ts'
import { openRabbit, rabbitPublisher } from './rabbit-publisher.ts'
import { declareTopology, rabbitNames, rabbitTopology } from './rabbit-topology.ts'

export type RabbitBrokerOptions = {
  readonly url: RabbitUrl
  /** Shown in RabbitMQ's list of connections. */
  readonly name: string
  /** To whom it sends. */
  readonly audiences: readonly ServiceName[]
  readonly log: Logger
  /** Letters that a consumer holds: enough to be busy while some of them fail and wait. */
  readonly prefetch?: number
}

export function rabbitBroker(options: RabbitBrokerOptions): Broker {
  const { url, name, log } = options
  const publisher = rabbitPublisher({ ...options, name: `${name} publisher` })
  const namesOf = (audience: ServiceName) => rabbitNames(url.prefix, audience)
  return {
    name: 'rabbitmq',
    send: (letter, { audience }) =>
      publisher.publish(letter, { exchange: namesOf(audience).exchange, routingKey: audience }),
    bury: (letter, { audience, reason }) =>
      publisher.publish(letter, {
        exchange: namesOf(audience).deadExchange,
        routingKey: audience,
        headers: { [letterHeaders.reason]: reason },
      }),
    consume: (consuming) => consumeRabbit(options, consuming),
    async withDeadLetters(audience, work) {
      const connection = openRabbit(url, `${name} dead letters`, log)
      try {
        await connection.onConnect(5000, true).catch((cause: unknown) => {
          throw new SubscriberUnreachableError('RabbitMQ is out of reach', { cause })
        })
        // There may have been nobody yet who sends there or takes.
        await declareTopology(connection, rabbitTopology(url.prefix, [audience]))
        await withDeadLetters(connection, namesOf(audience).deadQueue, work)
      } finally {
        await connection.close()
      }
    },
    [Symbol.asyncDispose]: () => publisher[Symbol.asyncDispose](),
  }
}

function consumeRabbit(
  { url, name, log, prefetch = 64 }: RabbitBrokerOptions,
  { audience, take, abandon }: ConsumeOptions,
): BrokerConsumer {
  const { queue, deadQueue } = rabbitNames(url.prefix, audience)
  const topology = rabbitTopology(url.prefix, [audience])
  const connection = openRabbit(url, `${name} consumer`, log)
  connection.on('error', abandon)
  const own = topology.queues.find((declared) => declared.queue === queue)
  const consumer = connection.createConsumer(
    { queue, queueOptions: { ...own }, lazy: true, concurrency: prefetch, qos: { prefetchCount: prefetch } },
    async (message) => {
      const taking = await take(letterOf(message.body, message.headers))
      return taking === 'abandoned' ? ConsumerStatus.REQUEUE : ConsumerStatus.ACK
    },
  )
  consumer.on('error', (error: unknown) => {
    abandon()
    log.warn({ error, queue }, 'what was taken from RabbitMQ comes again')
  })
  let stopping = false
  // A consumer declares but its own queue; the dead letters are there before the first one dies.
  const declare = () =>
    void declareTopology(connection, topology).then(
      () => {
        if (!stopping) consumer.start()
      },
      (error: unknown) => {
        if (stopping) return
        log.warn({ error, queue }, 'the queues cannot be declared: trying again')
        setTimeout(() => connection.ready && !stopping && declare(), 1000).unref()
      },
    )
  connection.on('connection', declare)

  const isReady = () => connection.ready && consumer.consumerTag !== ''
  return {
    isReady,
    async count() {
      if (!connection.ready) return { waiting: undefined, dead: undefined }
      const of = (counted: string) =>
        connection.queueDeclare({ queue: counted, passive: true }).then(
          ({ messageCount }) => messageCount,
          () => undefined,
        )
      return { waiting: await of(queue), dead: await of(deadQueue) }
    },
    async [Symbol.asyncDispose]() {
      stopping = true
      abandon()
      // It cannot say good-bye over a lost connection; the broker sees that by itself.
      await consumer.close().catch(() => {})
      await connection.close()
    },
  }
}

/** Takes them all without acknowledging, so that what is kept returns to its place when the channel closes. */
async function withDeadLetters(
  connection: Connection,
  queue: string,
  work: (letters: readonly BuriedLetter[]) => Promise<ReadonlySet<BuriedLetter>>,
): Promise<void> {
  const channel = await connection.acquire()
  try {
    const found = new Map<BuriedLetter, number>()
    for (;;) {
      const message = await channel.basicGet({ queue })
      if (message === undefined) break
      const { body, headers = {}, deliveryTag } = message
      const reason = headers[letterHeaders.reason] ?? headers['x-first-death-reason'] ?? 'unknown'
      found.set({ letter: letterOf(body, headers), reason: String(reason) }, deliveryTag)
    }
    for (const gone of await work([...found.keys()])) {
      const deliveryTag = found.get(gone)
      if (deliveryTag !== undefined) channel.basicAck({ deliveryTag })
    }
  } finally {
    await channel.close()
  }
}

function letterOf(body: unknown, headers: Readonly<Record<string, unknown>> = {}): Letter {
  const text = (name: string) => {
    const value = headers[name]
    return typeof value === 'string' ? value : ''
  }
  return {
    // The client parses what calls itself text or JSON, as none of ours does.
    body: Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    publisher: text(letterHeaders.publisher),
    signature: text(letterHeaders.signature),
  }
}
