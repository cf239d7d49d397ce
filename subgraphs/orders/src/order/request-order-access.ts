// A guest who has lost the link to an order asks for a new one, which goes to the order's own e-mail address. Nobody
// learns whether there is such an order: every request is answered alike and makes a job, and the job looks.
import { withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { addJob } from '@supermarket/service-kit/jobs.ts'
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import type { Parts } from '../parts.ts'
import { boundedText, refuseAll } from '../user-error.ts'
import { chargeAccess, findGuestOrder, type OrderAccessRequest } from './access-store.ts'

export const accessTask = 'send-order-access'

/** Answers the number as it was understood. Beyond the budget nothing is sent, and nothing is said of it. */
export async function askForOrderAccess(
  { connection, timings, now }: Pick<Parts, 'connection' | 'timings' | 'now'>,
  input: OrderAccessRequest,
): Promise<string> {
  const errors: UserErrorEntry[] = []
  const asText = (field: 'number' | 'email', max: number) =>
    boundedText(input[field], { min: 1, max, path: ['input', field], errors })
  const request = { number: asText('number', 30).toUpperCase(), email: asText('email', 254) }
  refuseAll(errors)
  const budget = { burst: 3, refillMs: timings.accessRequestMs, at: now() }
  await withTransaction(connection, async (tx) => {
    if (await chargeAccess(tx, request, budget)) await addJob(tx, { task: accessTask, payload: request })
  })
  return request.number
}

/** Runs as a job, any number of times: sends the link when the order is that guest's. */
export async function requestOrderAccess(
  { connection, sendOrderLink }: Pick<Parts, 'connection' | 'sendOrderLink'>,
  request: OrderAccessRequest,
): Promise<void> {
  const order = await findGuestOrder(connection, request)
  if (order !== undefined) await sendOrderLink(order)
}
