// Decides on a mail in the transaction of the change that it tells of: the job exists exactly when that has committed.
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { addJob } from '@supermarket/service-kit/jobs.ts'
import type { MailKind, OrderMail } from './mail.ts'

export const mailTask = 'send-mail'

/** Tries of about two days; see graphile-worker: the nth comes eⁿ seconds after the one before, up to six hours. */
const maxAttempts = 17

export function addMailJob(tx: Transaction, mail: OrderMail): Promise<void> {
  const { orderId, kind, subjectId } = mail
  return addJob(tx, {
    task: mailTask,
    payload: mail,
    jobKey: `${mailTask}:${kind}:${orderId}:${subjectId}`,
    maxAttempts,
  })
}

const kinds: Readonly<Record<MailKind, true>> = {
  placed: true,
  paid: true,
  shipped: true,
  refunded: true,
  canceled: true,
  reduced: true,
  'return-approved': true,
  'return-rejected': true,
  'return-received': true,
}

/** Throws a TypeError when the payload of a job is none of ours. */
export function parseMail(payload: unknown): OrderMail {
  const { orderId, kind, subjectId } = Object(payload) as Record<string, unknown>
  const isKind = (text: unknown): text is MailKind => typeof text === 'string' && Object.hasOwn(kinds, text)
  if (typeof orderId === 'string' && isKind(kind) && typeof subjectId === 'string') {
    return { orderId, kind, subjectId }
  }
  throw new TypeError('a job names no mail')
}
