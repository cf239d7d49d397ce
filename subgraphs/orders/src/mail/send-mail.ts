// The job that sends one mail: at least once, and in normal operation exactly once. Whom it goes to is looked up when it
// is sent, so that whoever was forgotten meanwhile gets none.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import type { JobContext } from '@supermarket/service-kit/jobs.ts'
import type { OrderTokens } from '../order/access-token.ts'
import type { Order } from '../order/order.ts'
import { findShipment, listShipmentLines } from '../order/shipment-store.ts'
import { findPlacedOrder, listOrderLines } from '../order/store.ts'
import { findRefund } from '../payment/refund-store.ts'
import { findReturn, listReturnLines } from '../return/store.ts'
import { letterAsHtml, letterAsText } from './letter.ts'
import { type LetterFacts, letterOf } from './letters.ts'
import type { OrderMail } from './mail.ts'
import { type Mailer, MailRefusedError } from './mailer.ts'
import { messageIdOf, orderUrl } from './order-address.ts'
import { isSent, markSent } from './store.ts'

export type MailParts = {
  readonly connection: Connection
  readonly mailer: Mailer
  readonly tokens: OrderTokens
  /** Origin of the shop's pages. */
  readonly shopUrl: string | undefined
  readonly now: () => Date
}

export async function sendMail(
  parts: MailParts,
  mail: OrderMail,
  { log, isLastAttempt }: Pick<JobContext, 'log' | 'isLastAttempt'>,
): Promise<void> {
  const { connection, mailer } = parts
  const order = await findPlacedOrder(connection, mail.orderId)
  if (!order?.email || (await isSent(connection, mail))) return
  const letter = letterOf(mail.kind, await factsOf(parts, order, mail))
  try {
    await mailer.send({
      id: messageIdOf(mail, mailer.from),
      to: order.email,
      subject: letter.subject,
      text: letterAsText(letter),
      html: letterAsHtml(letter),
    })
  } catch (error) {
    const isOver = error instanceof MailRefusedError
    if (isOver || isLastAttempt) log.error({ error, ...mail }, 'a mail about an order was given up')
    if (isOver) return
    throw error
  }
  await markSent(connection, mail, parts.now())
}

async function factsOf(
  { connection, tokens, shopUrl }: MailParts,
  order: Order,
  { kind, subjectId }: OrderMail,
): Promise<LetterFacts> {
  const accessToken = order.customerId === null ? tokens.freshTokenOf(order.id) : undefined
  const returned = kind.startsWith('return-') ? await findReturn(connection, subjectId) : undefined
  const shipment = kind === 'shipped' ? await findShipment(connection, subjectId) : undefined
  const refundId = kind === 'refunded' ? subjectId : (returned?.refundId ?? null)
  return {
    order,
    lines: await listOrderLines(connection, [order.id]),
    url: orderUrl(shopUrl, order.id, accessToken),
    accessToken,
    refund: refundId === null ? undefined : await findRefund(connection, refundId),
    shipment: shipment && { ...shipment, lines: await listShipmentLines(connection, [subjectId]) },
    returned: returned && { ...returned, lines: await listReturnLines(connection, [subjectId]) },
  }
}
