// Takes events in: the inbox row and the handler's effect commit in one transaction, so an event that comes twice, or
// twice at once, has its effect once. Transports differ in how they carry the answer, not in what happens here.
import { sql } from 'drizzle-orm'
import type { ServiceName } from '../viewer.ts'
import { type EventEnvelope, parseEnvelope } from './envelope.ts'
import type { SqlExecutor } from './publish.ts'
import { EventRejectedError } from './transport.ts'

export type EventHandler<Tx, Type extends string = string, Data = unknown> = {
  readonly version: number
  /**
   * Touches nothing but `tx`; may run again when the transaction has to be repeated. What it throws rolls back and
   * makes the publisher try again later; an EventRejectedError says that trying again is of no use.
   */
  readonly handle: (tx: Tx, event: EventEnvelope<Type, Data>) => Promise<void>
}

/** By type of event; `Payloads` maps each type to its data. */
export type EventHandlers<Tx, Payloads> = {
  readonly [Type in keyof Payloads & string]?: EventHandler<Tx, Type, Payloads[Type]>
}

export type Receipt =
  | { readonly outcome: 'handled' }
  | { readonly outcome: 'duplicate' }
  /** Never to be sent again: without effect now, and it would be so again. */
  | { readonly outcome: 'rejected'; readonly reason: string }
  /** The event that was sent before it has not been taken in; without effect. Only where order is required. */
  | { readonly outcome: 'early'; readonly previousId: string }

export type ReceiveOptions = {
  /**
   * For what carries events without keeping back what follows on one that failed: an event whose predecessor has
   * had no effect here has none either. Push keeps them back itself, and there a missing predecessor is only told.
   */
  readonly inOrder?: boolean
}

export type EventReceiver = {
  readonly consumer: ServiceName
  /** `caller` is who proved to have sent it. Rejects when the handler failed; nothing has changed then. */
  receive(caller: ServiceName, input: unknown, options?: ReceiveOptions): Promise<Receipt>
}

export type EventReceiverOptions<Tx extends SqlExecutor, Payloads> = {
  readonly consumer: ServiceName
  readonly handlers: EventHandlers<Tx, Payloads>
  /** The one service that each type of event comes from: a signature proves who sends, not that it may say this. */
  readonly publishers: Readonly<Record<keyof Payloads & string, ServiceName>>
  /** What is wrong with a payload by the contract of its type, never its values; undefined when nothing is. */
  readonly problemOf: (type: string, data: unknown) => string | undefined
  /** Commits what `work` did or nothing, such as withTransaction of the drizzle room. */
  readonly transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  /** Hears of an event that was handled although the one before it never came: something was lost. */
  readonly onGap?: ((envelope: EventEnvelope) => void) | undefined
}

/** Rolls back what was begun. */
class EarlyEvent extends Error {
  readonly previousId: string

  constructor(previousId: string) {
    super(`the event before it, ${previousId}, has not been taken in`)
    this.previousId = previousId
  }
}

export function eventReceiver<Tx extends SqlExecutor, Payloads>(
  options: EventReceiverOptions<Tx, Payloads>,
): EventReceiver {
  const { consumer, transaction, problemOf, onGap } = options
  const publishers: Readonly<Record<string, ServiceName>> = options.publishers
  // Typed by Payloads outside; inside, `problemOf` has judged the data.
  const handlers = new Map(Object.entries<unknown>(options.handlers)) as Map<string, EventHandler<Tx>>

  async function receive(
    caller: ServiceName,
    input: unknown,
    { inOrder = false }: ReceiveOptions = {},
  ): Promise<Receipt> {
    const parsed = parseEnvelope(input)
    if (!parsed.ok) return rejected(parsed.reason)
    const { envelope } = parsed
    if (envelope.source !== caller) return rejected(`${caller} may not send events of ${envelope.source}`)
    const handler = handlers.get(envelope.type)
    if (handler?.version !== envelope.dataversion) {
      return rejected(`${consumer} does not know ${envelope.type} in version ${envelope.dataversion}`)
    }
    if (publishers[envelope.type] !== caller) return rejected(`${caller} does not publish ${envelope.type}`)
    const problem = problemOf(envelope.type, envelope.data)
    if (problem !== undefined) return rejected(problem.slice(0, 500))
    try {
      const { receipt, isGap } = await transaction((tx) => handleOnce(tx, handler, { envelope, inOrder }))
      if (isGap) onGap?.(envelope)
      return receipt
    } catch (error) {
      if (error instanceof EarlyEvent) return { outcome: 'early', previousId: error.previousId }
      if (error instanceof EventRejectedError) return rejected(error.message)
      throw error
    }
  }

  async function handleOnce(
    tx: Tx,
    handler: EventHandler<Tx>,
    { envelope, inOrder }: { envelope: EventEnvelope; inOrder: boolean },
  ): Promise<{ receipt: Receipt; isGap: boolean }> {
    const previous = envelope.previousid ?? null
    // Waits for another transaction that takes the same event in, and inserts if that one rolls back.
    const [inserted] = await tx.execute(sql`
      insert into inbox (consumer, event_id) values (${consumer}, ${envelope.id})
      on conflict do nothing
      returning ${previous}::text is null or exists (
        select from inbox as earlier
        where earlier.consumer = ${consumer} and earlier.event_id = ${previous}) as follows`)
    if (inserted === undefined) return { receipt: { outcome: 'duplicate' }, isGap: false }
    const isGap = previous !== null && !Object(inserted).follows
    if (isGap && inOrder) throw new EarlyEvent(previous)
    await handler.handle(tx, envelope)
    return { receipt: { outcome: 'handled' }, isGap }
  }

  return { consumer, receive }
}

function rejected(reason: string): Receipt {
  return { outcome: 'rejected', reason }
}
