// What products does when orders tells of an order: a paid one's reservation becomes a sale, a canceled one's is given
// back, and so are pieces that were called off before they were sent or came back in a state to be sold. A paid one
// whose stock has lapsed gets its pieces anew; when they are gone, orders is told. Each runs in the inbox's transaction,
// once in effect; the commands are idempotent beside it.
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { type EventPayloads, eventVersions, subscribers } from '@supermarket/schema/events.ts'
import { publisherOf } from '@supermarket/service-kit/events/publish.ts'
import type { EventHandlers } from '@supermarket/service-kit/events/receiver.ts'
import { EventRejectedError } from '@supermarket/service-kit/events/transport.ts'
import { isId } from '@supermarket/service-kit/ids.ts'
import type { Logger } from 'pino'
import { commitStock, releaseStock, type StockLine, takeBackStock } from './store.ts'

const publish = publisherOf<EventPayloads>({ versions: eventVersions, subscribers })

export function orderEventHandlers(log: Logger): EventHandlers<Transaction, EventPayloads> {
  return {
    'order.paid': {
      version: eventVersions['order.paid'],
      async handle(tx, { id, data, correlationid }) {
        const orderId = requireOrderId(data)
        const { outcome } = await commitStock({ db: tx }, orderId)
        if (outcome === 'DONE') return
        // The money is taken: orders pays it back, in a transaction of its own.
        log.warn({ orderId, outcome }, 'a paid order has no stock')
        const aggregate = { type: 'reservation', id: orderId }
        const event = { type: 'reservation.failed', aggregate, data: { orderId } } as const
        await publish(tx, { ...event, correlationId: correlationid, causationId: id })
      },
    },
    'order.canceled': {
      version: eventVersions['order.canceled'],
      async handle(tx, { data }) {
        await releaseStock({ db: tx }, requireOrderId(data))
      },
    },
    'order.reduced': {
      version: eventVersions['order.reduced'],
      handle: (tx, { data }) => takeBack(tx, data, 'RESTOCKED'),
    },
    'order.returned': {
      version: eventVersions['order.returned'],
      handle: (tx, { data }) => takeBack(tx, data, 'RETURNED'),
    },
  }

  async function takeBack(
    tx: Transaction,
    data: { readonly orderId: string; readonly lines: readonly StockLine[] },
    reason: 'RESTOCKED' | 'RETURNED',
  ): Promise<void> {
    const [orderId, lines] = [requireOrderId(data), requireLines(data)]
    if (lines.length === 0) return
    const { outcome } = await takeBackStock({ db: tx }, { orderId, lines, reason })
    // The goods are there, whatever the books say: what does not add up is for people to settle.
    if (outcome !== 'DONE') log.error({ orderId, outcome, reason }, 'goods came back that were not sold')
  }
}

function requireLines({ lines }: { readonly lines: readonly StockLine[] }): readonly StockLine[] {
  const isLine = ({ variantId, quantity }: StockLine) =>
    isId('var', variantId) && Number.isSafeInteger(quantity) && quantity > 0
  if (Array.isArray(lines) && lines.every(isLine)) return lines
  throw new EventRejectedError('lines are not pieces of variants')
}

function requireOrderId({ orderId }: { readonly orderId: string }): string {
  if (isId('ord', orderId)) return orderId
  throw new EventRejectedError('orderId is not the id of an order')
}
