// Kafka as a broker of ours. A topic per subscriber, keyed by aggregate, consumed by one group per service: its
// partitions are what replicas share. A second topic holds the dead letters; what an operator has dealt with is what
// its own group has committed.
import type { ServiceName } from '../../viewer.ts'
import { SubscriberUnreachableError } from '../transport.ts'
import type { Broker, BrokerConsumer, BuriedLetter, ConsumeOptions } from './broker.ts'
import { type KafkaClient, type KafkaRecord, RecordRefusedError } from './kafka-client.ts'
import { type Letter, letterHeaders } from './letter.ts'

/** Shorter than the relay's own time-out, which would count as a failure of the event. */
const confirmMs = 4000

export function kafkaBroker(options: { client: KafkaClient; prefix: string }): Broker {
  const { client, prefix } = options
  const topicOf = (audience: ServiceName) => `${prefix}.events.${audience}`
  const deadTopicOf = (audience: ServiceName) => `${topicOf(audience)}.dead`

  async function send(topic: string, record: KafkaRecord): Promise<void> {
    const late = Promise.withResolvers<never>()
    const timer = setTimeout(
      () => late.reject(new SubscriberUnreachableError(`Kafka did not confirm within ${confirmMs} ms`)),
      confirmMs,
    )
    const sent = client.send(topic, record).catch((cause: unknown) => {
      if (cause instanceof RecordRefusedError) throw cause
      throw new SubscriberUnreachableError('Kafka did not confirm', { cause })
    })
    // Nobody looks at one that comes too late.
    sent.catch(() => {})
    try {
      await Promise.race([sent, late.promise])
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    name: 'kafka',
    send: (letter, { audience, aggregate }) => send(topicOf(audience), recordOf(letter, aggregate)),
    bury: (letter, { audience, aggregate, reason }) =>
      send(deadTopicOf(audience), recordOf(letter, aggregate, reason)),
    consume: (consuming) => consumeKafka({ client, topicOf, deadTopicOf }, consuming),
    async withDeadLetters(audience, work) {
      const topic = deadTopicOf(audience)
      await client.countUncommitted(topic, topic).catch((cause: unknown) => {
        throw new SubscriberUnreachableError('Kafka is out of reach', { cause })
      })
      await client.readToEnd(topic, topic, async (records) => {
        const letters = new Map(records.map((record) => [buriedOf(record), record] as const))
        const gone = await work([...letters.keys()])
        if (gone.size === 0) return false
        // A topic loses nothing from its middle: what stays is written again, behind.
        for (const [buried, record] of letters) if (!gone.has(buried)) await send(topic, record)
        return true
      })
    },
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]()
    },
  }
}

type Topics = {
  readonly client: KafkaClient
  readonly topicOf: (audience: ServiceName) => string
  readonly deadTopicOf: (audience: ServiceName) => string
}

function consumeKafka(
  { client, topicOf, deadTopicOf }: Topics,
  { audience, take, abandon }: ConsumeOptions,
): BrokerConsumer {
  const topic = topicOf(audience)
  const subscription = client.consume({
    topic,
    group: topic,
    take: async (record) => (await take(letterOf(record))) !== 'abandoned',
    abandon,
  })
  const countOf = (counted: string) =>
    client.countUncommitted(counted, counted).then(
      (count) => count,
      () => undefined,
    )
  return {
    isReady: () => subscription.isReady(),
    count: async () => ({ waiting: await countOf(topic), dead: await countOf(deadTopicOf(audience)) }),
    [Symbol.asyncDispose]: () => subscription[Symbol.asyncDispose](),
  }
}

function recordOf({ body, publisher, signature }: Letter, key: string, reason?: string): KafkaRecord {
  return {
    key,
    value: body,
    headers: {
      [letterHeaders.publisher]: publisher,
      [letterHeaders.signature]: signature,
      ...(reason === undefined ? {} : { [letterHeaders.reason]: reason }),
    },
  }
}

function letterOf({ value, headers }: KafkaRecord): Letter {
  return {
    body: value,
    publisher: headers[letterHeaders.publisher] ?? '',
    signature: headers[letterHeaders.signature] ?? '',
  }
}

function buriedOf(record: KafkaRecord): BuriedLetter {
  return { letter: letterOf(record), reason: record.headers[letterHeaders.reason] ?? 'unknown' }
}
