// What is asked of a broker, whichever it is. One box of letters per subscriber and one of its dead letters; letters
// of one aggregate come out in the order in which they were put in.
import type { ServiceName } from '../../viewer.ts'
import type { TransportName } from '../metrics.ts'
import type { Letter } from './letter.ts'
import type { Taking } from './letter-taker.ts'

export type Address = {
  readonly audience: ServiceName
  /** Letters with the same one keep their order. */
  readonly aggregate: string
}

export type BuriedLetter = {
  readonly letter: Letter
  readonly reason: string
}

export type Broker = AsyncDisposable & {
  readonly name: Extract<TransportName, 'rabbitmq' | 'kafka'>
  /**
   * Resolves when the broker has stored it for good. Rejects with SubscriberUnreachableError while the broker is out
   * of reach, takes nothing, or does not answer: the letter may be stored all the same.
   */
  send(letter: Letter, to: Address): Promise<void>
  /** As `send`, into the dead letters. */
  bury(letter: Letter, to: Address & { readonly reason: string }): Promise<void>
  /** Connects by itself, again and again. */
  consume(options: ConsumeOptions): BrokerConsumer
  /**
   * Hands `work` all dead letters of a subscriber, oldest first; those that it answers with are gone afterwards.
   * When it rejects none is. Rejects with SubscriberUnreachableError when the broker is out of reach.
   */
  withDeadLetters(
    audience: ServiceName,
    work: (letters: readonly BuriedLetter[]) => Promise<ReadonlySet<BuriedLetter>>,
  ): Promise<void>
}

export type ConsumeOptions = {
  readonly audience: ServiceName
  /** Never rejects. What is `abandoned` comes again. */
  readonly take: (letter: Letter) => Promise<Taking>
  /** What was taken is no longer ours: connection lost, partitions given to others, closing. */
  readonly abandon: () => void
}

export type BrokerConsumer = AsyncDisposable & {
  isReady(): boolean
  /** Undefined where the broker does not say at present. */
  count(): Promise<{ readonly waiting: number | undefined; readonly dead: number | undefined }>
}
