// All dead letters of a shop in one place: those that never left an outbox and those that a broker keeps. Looked at,
// put back or skipped by event id. A subscriber is whose effect is missing.
import type { Sql } from 'postgres'
import type { ServiceName } from '../viewer.ts'
import type { Broker } from './broker/broker.ts'
import { dropDeadLetter, letterFrom, listBuriedLetters, replayDeadLetters } from './broker/dead-letter-box.ts'
import { listDeadLetters, reviveDeadLetter, skipDeadLetter } from './dead-letters.ts'

export type DeskOptions = {
  /** Each service's database. */
  readonly databases: ReadonlyMap<ServiceName, Sql>
  readonly broker: Broker | undefined
  /** Those whose dead letters are meant. */
  readonly subscribers: readonly ServiceName[]
}

export type DeadEvent = {
  /** An outbox, by its service, or the broker. */
  readonly place: string
  readonly subscriber: ServiceName
  /** Undefined for what is no event at all. */
  readonly eventId: string | undefined
  readonly type: string | undefined
  readonly aggregate: string | undefined
  readonly sequence: number | undefined
  readonly reason: string
  /** RFC 3339; a broker does not keep it. */
  readonly deadAt: string | undefined
  readonly data: unknown
}

export type DeadLetterDesk = {
  list(): Promise<DeadEvent[]>
  /** All of them without an id. What waits behind one goes with it. Answers how many were put back. */
  replay(eventId?: string): Promise<number>
  /** Lets what follows go on without it. Answers for how many subscribers. */
  skip(eventId: string): Promise<number>
}

export function deadLetterDesk(options: DeskOptions): DeadLetterDesk {
  const { databases, broker, subscribers } = options
  return {
    async list() {
      const outboxes = await inOutboxes(options)
      return [...outboxes, ...(broker ? await atBroker(broker, subscribers) : [])]
    },
    async replay(eventId) {
      let count = 0
      for (const { sql, letter } of await deadInOutboxes(options))
        if (eventId === undefined || letter.eventId === eventId)
          count += Number(await reviveDeadLetter(sql, letter))
      if (broker)
        for (const subscriber of subscribers)
          count += await replayDeadLetters(broker, subscriber, { eventId })
      return count
    },
    async skip(eventId) {
      let count = 0
      for (const { sql, letter } of await deadInOutboxes(options))
        if (letter.eventId === eventId) count += Number(await skipDeadLetter(sql, letter))
      if (broker)
        for (const subscriber of subscribers)
          count += Number(await skipAtBroker({ broker, subscriber, sql: databases.get(subscriber) }, eventId))
      return count
    },
  }
}

async function deadInOutboxes({ databases, subscribers }: DeskOptions) {
  const found = await Promise.all(
    [...databases].map(async ([publisher, sql]) =>
      (await listDeadLetters(sql, maxListed)).map((letter) => ({ publisher, sql, letter })),
    ),
  )
  return found.flat().filter(({ letter }) => subscribers.includes(letter.subscriber))
}

const maxListed = 10_000

async function inOutboxes(options: DeskOptions): Promise<DeadEvent[]> {
  const found = await deadInOutboxes(options)
  return await Promise.all(
    found.map(async ({ publisher, sql, letter }) => {
      const [row] = await sql`select payload from outbox where id = ${letter.eventId}`
      return {
        place: `outbox of ${publisher}`,
        subscriber: letter.subscriber,
        eventId: letter.eventId,
        type: letter.type,
        aggregate: `${letter.aggregateType} ${letter.aggregateId}`,
        sequence: letter.aggregateSequence,
        reason: letter.lastError ?? 'unknown',
        deadAt: letter.deadAt,
        data: row?.payload,
      }
    }),
  )
}

async function atBroker(broker: Broker, subscribers: readonly ServiceName[]): Promise<DeadEvent[]> {
  const found: DeadEvent[] = []
  for (const subscriber of subscribers) {
    for (const buried of await listBuriedLetters(broker, subscriber)) {
      const envelope = letterFrom(buried)
      found.push({
        place: broker.name,
        subscriber,
        eventId: envelope?.id,
        type: envelope?.type,
        aggregate: envelope && `${envelope.aggregatetype} ${envelope.subject}`,
        sequence: envelope?.sequence,
        reason: buried.reason,
        deadAt: undefined,
        data: envelope?.data,
      })
    }
  }
  return found
}

/** First the inbox: an event that is gone and not in it would hold up what follows for good. */
async function skipAtBroker(
  { broker, subscriber, sql }: { broker: Broker; subscriber: ServiceName; sql: Sql | undefined },
  eventId: string,
): Promise<boolean> {
  const letters = await listBuriedLetters(broker, subscriber)
  if (sql === undefined || !letters.some((buried) => letterFrom(buried)?.id === eventId)) return false
  await sql`insert into inbox (consumer, event_id) values (${subscriber}, ${eventId}) on conflict do nothing`
  return await dropDeadLetter(broker, subscriber, eventId)
}
