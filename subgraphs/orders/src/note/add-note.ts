// Writes a note about an order, once per key. Who let staff in is the access table.
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import { answerOnce } from '../idempotency/answer-once.ts'
import { requestKey } from '../idempotency/key.ts'
import { takeKey } from '../idempotency/store.ts'
import { getOwnOrder } from '../order/find-order.ts'
import type { Order } from '../order/order.ts'
import { insertOrderEvents, lockOrder } from '../order/store.ts'
import { noteAddedEntry } from '../order/timeline.ts'
import type { Caller, Parts } from '../parts.ts'
import { boundedText, refuse, refuseAll } from '../user-error.ts'
import type { OrderNote } from './note.ts'
import { countNotes, findNote, insertNote } from './store.ts'

export type NoteInput = { readonly id: string; readonly text: string; readonly idempotencyKey: string }

const maxNotes = 100

export async function addNote(
  parts: Parts,
  { viewer }: Caller,
  input: NoteInput,
): Promise<{ readonly order: Order; readonly note: OrderNote }> {
  const errors: UserErrorEntry[] = []
  const text = boundedText(input.text, { min: 1, max: 2_000, path: ['input', 'text'], errors })
  refuseAll(errors)
  const order = await getOwnOrder(parts.connection, { id: input.id, viewer })
  const orderId = order.id
  const key = requestKey({ viewer, cartId: order.cartId, operation: 'orderNoteAdd', input: { ...input } })
  const at = parts.now()
  const authorId = viewer.kind === 'user' ? viewer.userId : null
  const note = { id: newId('not'), orderId, authorId, text, createdAt: at }
  const before = await answerOnce(parts, { key, orderId }, () =>
    withTransaction(parts.connection, async (tx) => {
      await lockOrder(tx, orderId)
      if ((await countNotes(tx, orderId)) >= maxNotes) {
        throw refuse('LIMIT_REACHED', `An order has at most ${maxNotes} notes.`, ['input', 'id'])
      }
      // One statement each: see record-payment.ts.
      await Promise.all([
        insertNote(tx, note),
        insertOrderEvents(tx, { orderId, events: [noteAddedEntry()], at }),
        takeKey(tx, key, { orderId, answer: { kind: 'done', orderId, madeId: note.id }, at }),
      ])
    }),
  )
  const made = await findNote(parts.connection, before?.madeId ?? note.id)
  if (made === undefined) throw new Error(`a note about order ${orderId} is gone`)
  return { order, note: made }
}
