// Sends the guest of an order a link to it: again whenever it is asked for, so that no mark is made.
import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { Order } from '../order/order.ts'
import { letterAsHtml, letterAsText } from './letter.ts'
import { accessLetterOf } from './letters.ts'
import { type Mailer, MailRefusedError } from './mailer.ts'
import { messageIdOf, orderUrl } from './order-address.ts'

export type OrderLink = { readonly order: Order; readonly accessToken: string }

export type OrderLinkParts = {
  readonly mailer: Mailer
  readonly shopUrl: string | undefined
  readonly log: Logger
}

/** Rejects when it is worth trying again. */
export function orderLinkMailer({
  mailer,
  shopUrl,
  log,
}: OrderLinkParts): (link: OrderLink) => Promise<void> {
  return async ({ order, accessToken }) => {
    if (order.email === null) return
    const url = orderUrl(shopUrl, order.id, accessToken)
    const letter = accessLetterOf({ order, lines: [], url, accessToken })
    const message = {
      id: messageIdOf({ orderId: order.id, kind: 'access', subjectId: randomUUID() }, mailer.from),
      to: order.email,
      subject: letter.subject,
      text: letterAsText(letter),
      html: letterAsHtml(letter),
    }
    try {
      await mailer.send(message)
    } catch (error) {
      if (!(error instanceof MailRefusedError)) throw error
      log.error({ error, orderId: order.id }, 'a link to an order was given up')
    }
  }
}
