// The in-memory transport of the one-process topology: the subscriber's receiver, called directly by a publisher that
// needs no proof. The envelope is copied as JSON would, so that both topologies hand handlers the same values.
import type { ServiceName } from '../viewer.ts'
import { isOutage } from './outage.ts'
import type { EventReceiver } from './receiver.ts'
import { EventRejectedError, type EventTransport, SubscriberUnreachableError } from './transport.ts'

export function memoryEventTransport(options: {
  readonly source: ServiceName
  /** Asked at each delivery: services of one process start one after the other. */
  readonly receiverOf: (subscriber: ServiceName) => EventReceiver | undefined
}): EventTransport {
  const { source, receiverOf } = options
  return {
    async deliver(envelope, subscriber) {
      const receiver = receiverOf(subscriber)
      if (receiver === undefined) throw new SubscriberUnreachableError(`${subscriber} is not running`)
      const receipt = await receiver.receive(source, JSON.parse(JSON.stringify(envelope))).catch(translate)
      if (receipt.outcome === 'rejected') throw new EventRejectedError(receipt.reason)
    },
  }
}

function translate(cause: unknown): never {
  if (isOutage(cause)) throw new SubscriberUnreachableError('the subscriber has no database', { cause })
  throw cause
}
