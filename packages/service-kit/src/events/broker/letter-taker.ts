// Takes letters from a broker, some aggregates at once, each in order. What must stay true: a letter is `taken` only
// after its effect has committed, `dead` only after the dead letters have it, and while one fails those behind it of
// the same aggregate wait. One that waits for good sends what follows to the dead letters too, one by one, because
// the receiver takes none whose predecessor had no effect.
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { KeyRing } from '../../signing-keys.ts'
import { createTurns } from '../../turns.ts'
import { probeDelayMs } from '../back-off.ts'
import { describeFailure } from '../describe-failure.ts'
import type { EventEnvelope } from '../envelope.ts'
import type { EventMetrics, TransportName } from '../metrics.ts'
import { isOutage } from '../outage.ts'
import type { EventReceiver, Receipt } from '../receiver.ts'
import { aggregateOf, type Letter, openLetter } from './letter.ts'

export type Patience = {
  /** Failures after which an event is dead. It holds its aggregate until then. */
  readonly maxFailures: number
  readonly firstMs: number
  /** How often an event is tried whose predecessor is missing: it may be on its way to this very process. */
  readonly maxEarly: number
}

/** At most 64 s for one that fails, less than 4 s for one that waits behind a dead one. */
export const defaultPatience: Patience = { maxFailures: 8, firstMs: 500, maxEarly: 4 }

export type LetterTakerOptions = {
  /** Observed already. */
  readonly receiver: EventReceiver
  readonly transport: TransportName
  readonly keys: KeyRing
  readonly log: Logger
  readonly metrics?: EventMetrics | undefined
  /** Resolves when the dead letters have it for sure. */
  readonly bury: (letter: Letter, why: { reason: string; aggregate: string }) => Promise<void>
  /** Transactions at once. */
  readonly concurrency: number
  readonly patience?: Partial<Patience> | undefined
}

/** `abandoned`: the broker still has it and gives it to somebody. */
export type Taking = 'taken' | 'dead' | 'abandoned'

export type LetterTaker = {
  /** Never rejects. Letters of one aggregate go by their sequence, not by the order in which they were handed in. */
  take(letter: Letter): Promise<Taking>
  /** Gives up what waits for another try, lets end what is under way, takes on what comes afterwards. */
  abandon(): void
  readonly oldestHeldSeconds: number
}

type Item = {
  readonly letter: Letter
  readonly publisher: string
  readonly envelope: EventEnvelope
  readonly since: number
  readonly settle: (taking: Taking) => void
  failures: number
  early: number
}

type Burial = Pick<Item, 'letter'> & { readonly reason: string; readonly envelope?: EventEnvelope }

type Lane = { readonly items: Item[]; wake: () => void }

export function letterTaker(options: LetterTakerOptions): LetterTaker {
  const { receiver, keys, log, metrics, transport, concurrency } = options
  const { consumer } = receiver
  const patience = { ...defaultPatience, ...options.patience }
  const lanes = new Map<string, Lane>()
  const turns = createTurns(concurrency)
  const held = new Set<Item>()
  let abandoning = new AbortController()

  async function take(letter: Letter): Promise<Taking> {
    const opened = openLetter(letter, consumer, keys)
    if (!opened.ok) return await bury({ letter, reason: opened.reason }, abandoning.signal)
    const { promise, resolve } = Promise.withResolvers<Taking>()
    const item: Item = { ...opened, letter, since: Date.now(), settle: resolve, failures: 0, early: 0 }
    held.add(item)
    addToLane(aggregateOf(opened.envelope), item)
    const taking = await promise
    held.delete(item)
    return taking
  }

  function addToLane(key: string, item: Item): void {
    const lane = lanes.get(key)
    if (lane === undefined) {
      const fresh: Lane = { items: [item], wake: () => {} }
      lanes.set(key, fresh)
      void runLane(key, fresh, abandoning.signal)
      return
    }
    const after = lane.items.findIndex(({ envelope }) => envelope.sequence > item.envelope.sequence)
    lane.items.splice(after === -1 ? lane.items.length : after, 0, item)
    if (after === 0) lane.wake()
  }

  async function runLane(key: string, lane: Lane, signal: AbortSignal): Promise<void> {
    let tries = 0
    for (let item = lane.items[0]; item !== undefined && !signal.aborted; item = lane.items[0]) {
      const step = await turns.run(() => attempt(receiver, item.publisher, item.envelope))
      const taking = await settled(item, step, signal)
      if (taking === undefined) {
        tries += 1
        await pauseLane(lane, retryDelayMs(item, step, tries), signal)
        continue
      }
      tries = 0
      lane.items.splice(lane.items.indexOf(item), 1)
      item.settle(taking)
    }
    // After `abandon` another lane may have the name.
    if (lanes.get(key) === lane) lanes.delete(key)
    for (const { settle } of lane.items.splice(0)) settle('abandoned')
  }

  /** What became of the item; undefined when it is to be tried again. */
  async function settled(item: Item, step: Step, signal: AbortSignal): Promise<Taking | undefined> {
    if (step.outcome === 'handled' || step.outcome === 'duplicate') return 'taken'
    if (step.outcome === 'outage') return undefined
    const { id: eventId, type } = item.envelope
    const details = { consumer, eventId, type, aggregate: aggregateOf(item.envelope) }
    const buryItem = (reason: string) => bury({ ...item, reason }, signal)
    if (step.outcome === 'early') {
      if (item.early === 0) {
        metrics?.gaps.inc({ consumer, publisher: item.publisher })
        log.warn({ ...details, previousId: step.previousId }, 'an event waits for the one before it')
      }
      item.early += 1
      if (item.early < patience.maxEarly) return undefined
      return await buryItem(`waits for ${step.previousId}, which had no effect here`)
    }
    if (step.outcome === 'rejected') return await buryItem(step.reason)
    item.failures += 1
    const isDead = item.failures >= patience.maxFailures
    if (!isDead)
      log.warn({ ...details, error: step.error, failures: item.failures }, 'an event was not taken')
    return isDead ? await buryItem(describeFailure(step.error)) : undefined
  }

  function retryDelayMs(item: Item, { outcome }: Step, tries: number): number {
    if (outcome === 'outage') return probeDelayMs(tries, Math.random())
    const nth = outcome === 'early' ? item.early : item.failures
    return patience.firstMs * 2 ** (nth - 1)
  }

  /** Ends early when a letter comes that has to go first. */
  async function pauseLane(lane: Lane, ms: number, signal: AbortSignal): Promise<void> {
    const woken = new AbortController()
    lane.wake = () => woken.abort()
    await delay(ms, undefined, { signal: AbortSignal.any([signal, woken.signal]) }).catch(() => {})
    lane.wake = () => {}
  }

  async function bury({ letter, reason, envelope }: Burial, signal: AbortSignal): Promise<Taking> {
    const { id: eventId, type } = envelope ?? {}
    const details = { consumer, publisher: letter.publisher, eventId, type, reason }
    for (let tries = 1; !signal.aborted; tries++) {
      try {
        await options.bury(letter, { reason, aggregate: envelope ? aggregateOf(envelope) : 'unknown' })
        const isKnown = keys.acceptedKeys(letter.publisher, consumer) !== undefined
        // Not by any name that a stranger makes up: each would be a series of its own.
        const publisher = isKnown ? letter.publisher : 'unknown'
        metrics?.received.inc({ consumer, publisher, transport, outcome: 'dead' })
        log.error(details, 'an event is dead: it and what follows of its aggregate wait for an operator')
        return 'dead'
      } catch (error) {
        if (tries === 1) log.warn({ ...details, error }, 'the dead letters do not answer: trying again')
        await delay(probeDelayMs(tries, Math.random()), undefined, { signal }).catch(() => {})
      }
    }
    return 'abandoned'
  }

  return {
    take,
    abandon() {
      abandoning.abort()
      abandoning = new AbortController()
      // What an aborted lane leaves behind must not be joined by what comes now.
      lanes.clear()
    },
    get oldestHeldSeconds() {
      const [oldest] = held
      return oldest === undefined ? 0 : (Date.now() - oldest.since) / 1000
    },
  }
}

type Step = Receipt | { readonly outcome: 'outage' } | { readonly outcome: 'failed'; readonly error: unknown }

async function attempt(receiver: EventReceiver, publisher: string, envelope: EventEnvelope): Promise<Step> {
  try {
    return await receiver.receive(publisher, envelope, { inOrder: true })
  } catch (error) {
    return isOutage(error) ? { outcome: 'outage' } : { outcome: 'failed', error }
  }
}
