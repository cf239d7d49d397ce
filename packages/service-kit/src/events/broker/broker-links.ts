// One service's ends of a broker: what its relay sends through, and what takes letters for its receiver.
import type { Logger } from 'pino'
import type { KeyRing } from '../../signing-keys.ts'
import type { ServiceName } from '../../viewer.ts'
import type { EventMetrics } from '../metrics.ts'
import { observedReceiver } from '../observed-receiver.ts'
import type { EventReceiver } from '../receiver.ts'
import type { EventTransport } from '../transport.ts'
import type { Broker } from './broker.ts'
import { aggregateOf, type Letter, writeLetter } from './letter.ts'
import { type LetterTakerOptions, letterTaker, type Taking } from './letter-taker.ts'

export type EventConsumer = AsyncDisposable & {
  /** Connected, and given events as soon as there are any. */
  isReady(): boolean
}

export type BrokerLinksOptions = {
  readonly broker: Broker
  readonly keys: KeyRing
  readonly log: Logger
  readonly metrics?: EventMetrics | undefined
  /** Transactions at once. */
  readonly concurrency?: number
  readonly patience?: LetterTakerOptions['patience']
}

export function brokerTransport({
  broker,
  keys,
}: Pick<BrokerLinksOptions, 'broker' | 'keys'>): EventTransport {
  return {
    deliver: (envelope, audience) =>
      broker.send(writeLetter(envelope, audience, keys), { audience, aggregate: aggregateOf(envelope) }),
  }
}

/** Disposing takes nothing more, gives up what waits for another try and waits for what is under way. */
export function consumeEvents(options: BrokerLinksOptions, receiver: EventReceiver): EventConsumer {
  const { broker, metrics, concurrency = 8 } = options
  const audience: ServiceName = receiver.consumer
  const taker = letterTaker({
    ...options,
    receiver: observedReceiver(receiver, broker.name, metrics),
    transport: broker.name,
    concurrency,
    bury: (letter, { reason, aggregate }) => broker.bury(letter, { audience, reason, aggregate }),
  })
  const underWay = new Set<Promise<Taking>>()
  const take = (letter: Letter) => {
    const taking = taker.take(letter).finally(() => underWay.delete(taking))
    underWay.add(taking)
    return taking
  }
  const consumer = broker.consume({ audience, take, abandon: taker.abandon })
  const watch = metrics?.watchBroker(audience, broker.name, async () => ({
    ...(await consumer.count()),
    oldestHeldSeconds: taker.oldestHeldSeconds,
  }))
  return {
    isReady: () => consumer.isReady(),
    async [Symbol.asyncDispose]() {
      watch?.[Symbol.dispose]()
      await consumer[Symbol.asyncDispose]()
      await Promise.all(underWay)
    },
  }
}
