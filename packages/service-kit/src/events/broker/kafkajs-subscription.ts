// A member of a consumer group by kafkajs. What must stay true: an offset is committed only when it and all before it
// of its partition are done; heartbeats go on while records wait; and what a rebalance takes away is abandoned.
import { setTimeout as delay } from 'node:timers/promises'
import {
  type Consumer,
  type EachBatchPayload,
  type Kafka,
  type KafkaMessage,
  PartitionAssigners,
} from 'kafkajs'
import type { Logger } from 'pino'
import type { KafkaConsumption, KafkaRecord, KafkaSubscription } from './kafka-client.ts'

/**
 * A broker answers when there is something; librdkafka's cluster in memory only at the end of the wait (2.0, measured
 * 2026-11-28), which is then how late events are. Ten empty answers a second cost next to nothing.
 */
const longestFetchMs = 100
/** A killed member's partitions go to others after this. */
const sessionMs = 10_000
const beatMs = 1000
/** A member that the broker has not answered for so long cannot be given events. */
const silentMs = 8000

export function subscribeByKafkaJs(
  kafka: Kafka,
  consumption: KafkaConsumption,
  log: Logger,
): KafkaSubscription {
  const { topic, group, abandon } = consumption
  const stopping = new AbortController()
  let consumer: Consumer | undefined
  let heardAt = Number.NEGATIVE_INFINITY

  /** Resolves when kafkajs gives up. While it repairs itself it stays inside. */
  async function live(): Promise<void> {
    // Eager rebalancing: all partitions are given back and dealt out anew, evenly, by round robin.
    const own = kafka.consumer({
      groupId: group,
      partitionAssigners: [PartitionAssigners.roundRobin],
      sessionTimeout: sessionMs,
      heartbeatInterval: beatMs,
      rebalanceTimeout: 30_000,
      maxWaitTimeInMs: longestFetchMs,
      allowAutoTopicCreation: true,
    })
    consumer = own
    const over = Promise.withResolvers<void>()
    const hear = () => {
      heardAt = Date.now()
    }
    const lose = () => {
      heardAt = Number.NEGATIVE_INFINITY
      abandon()
    }
    own.on('consumer.group_join', hear)
    own.on('consumer.heartbeat', hear)
    own.on('consumer.fetch', hear)
    own.on('consumer.rebalancing', lose)
    own.on('consumer.crash', ({ payload }) => {
      lose()
      log.warn({ error: payload.error, group }, 'Kafka is out of reach')
      if (!payload.restart) over.resolve()
    })
    stopping.signal.addEventListener('abort', () => over.resolve(), { once: true })
    await own.connect()
    await own.subscribe({ topic, fromBeginning: true })
    await own.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 4,
      eachBatch: (payload) => takeBatch(payload, consumption, stopping.signal),
    })
    await over.promise
  }

  async function liveOn(): Promise<void> {
    while (!stopping.signal.aborted) {
      await live().catch((error: unknown) => log.warn({ error, group }, 'Kafka is out of reach'))
      abandon()
      await consumer?.disconnect().catch(() => {})
      if (!stopping.signal.aborted) await delay(1000, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  const finished = liveOn()
  return {
    isReady: () => Date.now() - heardAt < silentMs,
    async [Symbol.asyncDispose]() {
      stopping.abort()
      abandon()
      await finished
    },
  }
}

async function takeBatch(
  payload: EachBatchPayload,
  { take, abandon }: KafkaConsumption,
  stopping: AbortSignal,
): Promise<void> {
  const { batch, resolveOffset, commitOffsetsIfNecessary, uncommittedOffsets, isRunning, isStale } = payload
  if (stopping.aborted || !isRunning() || isStale()) return
  const takings = batch.messages.map((message) => ({ message, done: take(toRecord(message)) }))
  const pulse = beating(payload, abandon)
  try {
    for (const { message, done } of takings) {
      if (!(await done)) break
      resolveOffset(message.offset)
    }
    // None is left to itself: the next fetch may bring it again.
    await Promise.all(takings.map(({ done }) => done))
  } finally {
    await pulse.stop()
  }
  await commitOffsetsIfNecessary(uncommittedOffsets())
  pulse.throwIfLost()
}

/** Tells the group that we live, and keeps what is done, while a batch takes its time. */
function beating(
  { heartbeat, commitOffsetsIfNecessary, uncommittedOffsets }: EachBatchPayload,
  abandon: () => void,
) {
  const stopped = new AbortController()
  let lost: unknown
  async function beat(): Promise<void> {
    while (!stopped.signal.aborted) {
      await delay(beatMs, undefined, { signal: stopped.signal }).catch(() => {})
      if (stopped.signal.aborted) return
      try {
        await heartbeat()
        await commitOffsetsIfNecessary(uncommittedOffsets())
      } catch (error) {
        lost = error
        return abandon()
      }
    }
  }
  const finished = beat()
  return {
    async stop(): Promise<void> {
      stopped.abort()
      await finished
    },
    throwIfLost(): void {
      if (lost !== undefined) throw lost
    },
  }
}

export function toRecord({ key, value, headers = {} }: KafkaMessage): KafkaRecord {
  const text = (header: (typeof headers)[string]) => (Array.isArray(header) ? header[0] : header)?.toString()
  return {
    key: key?.toString() ?? '',
    value: value ?? Buffer.alloc(0),
    headers: Object.fromEntries(Object.entries(headers).map(([name, header]) => [name, text(header) ?? ''])),
  }
}
