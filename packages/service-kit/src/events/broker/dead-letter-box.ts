// What an operator does with a subscriber's dead letters at a broker: look, put back, or let the rest go on without
// one. One event is never put back alone: those behind it of its aggregate wait for it and go with it.
import type { ServiceName } from '../../viewer.ts'
import { type EventEnvelope, parseEnvelope } from '../envelope.ts'
import type { Broker, BuriedLetter } from './broker.ts'
import { aggregateOf } from './letter.ts'

/** What the letter says, signed or not; undefined when it is no event. */
export function letterFrom({ letter }: BuriedLetter): EventEnvelope | undefined {
  try {
    const parsed = parseEnvelope(JSON.parse(Buffer.from(letter.body).toString('utf8')))
    return parsed.ok ? parsed.envelope : undefined
  } catch {
    return undefined
  }
}

export async function listBuriedLetters(broker: Broker, audience: ServiceName): Promise<BuriedLetter[]> {
  const found: BuriedLetter[] = []
  await broker.withDeadLetters(audience, async (letters) => {
    found.push(...letters)
    return new Set()
  })
  return found
}

/** Without an id all of them. Answers how many went back; what is no event stays. */
export async function replayDeadLetters(
  broker: Broker,
  audience: ServiceName,
  { eventId }: { eventId?: string | undefined } = {},
): Promise<number> {
  let count = 0
  await broker.withDeadLetters(audience, async (letters) => {
    const chosen = new Set<BuriedLetter>()
    for (const { buried, envelope } of choose(letters, eventId)) {
      await broker.send(buried.letter, { audience, aggregate: aggregateOf(envelope) })
      chosen.add(buried)
    }
    count = chosen.size
    return chosen
  })
  return count
}

/** Takes one out for good, every copy of it; false when there is none. Its followers may be put back afterwards. */
export async function dropDeadLetter(
  broker: Broker,
  audience: ServiceName,
  eventId: string,
): Promise<boolean> {
  let isFound = false
  await broker.withDeadLetters(audience, async (letters) => {
    const gone = letters.filter((buried) => letterFrom(buried)?.id === eventId)
    isFound = gone.length > 0
    return new Set(gone)
  })
  return isFound
}

type Chosen = { readonly buried: BuriedLetter; readonly envelope: EventEnvelope }

/** In the order of their aggregates, so that none comes to wait for one that is sent after it. */
function choose(letters: readonly BuriedLetter[], eventId: string | undefined): Chosen[] {
  const events = letters.flatMap((buried): Chosen[] => {
    const envelope = letterFrom(buried)
    return envelope ? [{ buried, envelope }] : []
  })
  const inOrder = events.toSorted((one, other) => one.envelope.sequence - other.envelope.sequence)
  if (eventId === undefined) return inOrder
  const first = inOrder.find(({ envelope }) => envelope.id === eventId)?.envelope
  if (first === undefined) return []
  return inOrder.filter(
    ({ envelope }) => aggregateOf(envelope) === aggregateOf(first) && envelope.sequence >= first.sequence,
  )
}
