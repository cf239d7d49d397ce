// What each mail says, in the order's own words. Pure.

import type { Order, OrderLine, Refund, Shipment, ShipmentLine } from '../order/order.ts'
import { amountText, piecesText } from '../order/timeline.ts'
import type { Return, ReturnLine } from '../return/return.ts'
import type { Block, Letter } from './letter.ts'
import type { MailKind } from './mail.ts'

export type LetterFacts = {
  readonly order: Order
  readonly lines: readonly OrderLine[]
  /** Where the buyer sees the order; undefined when the shop has told no address of its pages. */
  readonly url: string | undefined
  /** Of a guest. */
  readonly accessToken: string | undefined
  readonly shipment?: (Shipment & { readonly lines: readonly ShipmentLine[] }) | undefined
  readonly refund?: Refund | undefined
  readonly returned?: (Return & { readonly lines: readonly ReturnLine[] }) | undefined
}

type Write = (facts: LetterFacts) => { readonly subject: string; readonly blocks: readonly Block[] }

const letters: Readonly<Record<MailKind, Write>> = {
  placed: ({ order, lines }) => {
    const isPaid =
      order.status === 'CONFIRMED' || order.status === 'FULFILLED' || order.status === 'COMPLETED'
    return {
      subject: `Your order ${order.number}`,
      blocks: [
        words(`Thank you for your order ${order.number}.`),
        words(
          isPaid
            ? 'It is paid, and we are getting it ready.'
            : 'It is waiting for its payment. We write again when the money has arrived.',
        ),
        goods(order, lines),
        ...addressOf(order),
      ],
    }
  },
  paid: ({ order, lines }) => ({
    subject: `Your order ${order.number} is paid`,
    blocks: [
      words(
        `${money(order, order.capturedMinor)} has arrived for your order ${order.number}. We are getting it ready.`,
      ),
      goods(order, lines),
      ...addressOf(order),
    ],
  }),
  shipped: ({ order, lines, shipment }) => ({
    subject: `Your order ${order.number} is on its way`,
    blocks: [
      words(`A parcel of your order ${order.number} has left us.`),
      ...(shipment ? [pieces(shipment.lines, lines), ...trackingOf(shipment)] : []),
    ],
  }),
  refunded: ({ order, refund }) => ({
    subject: `We have paid you back for order ${order.number}`,
    blocks: [
      words(
        `${money(order, refund?.amountMinor ?? 0)} of your order ${order.number} goes back to the means of payment that you used.`,
      ),
      ...(refund?.reason ? [words(`Why: ${refund.reason}`)] : []),
    ],
  }),
  canceled: ({ order }) => ({
    subject: `Your order ${order.number} is canceled`,
    blocks: [
      words(`Your order ${order.number} is canceled.`),
      ...(order.cancelReason ? [words(`Why: ${order.cancelReason}`)] : []),
      words(
        order.capturedMinor > 0
          ? `What you paid, ${money(order, order.capturedMinor)}, goes back to you.`
          : 'No money was taken.',
      ),
    ],
  }),
  reduced: ({ order, lines }) => ({
    subject: `Some of your order ${order.number} is canceled`,
    blocks: [
      words(`We cannot send the rest of your order ${order.number}, and pay you back what you paid for it.`),
      pieces(
        lines.flatMap(({ id, quantityCanceled: quantity }) =>
          quantity > 0 ? [{ orderLineId: id, quantity }] : [],
        ),
        lines,
      ),
      ...(order.cancelReason ? [words(`Why: ${order.cancelReason}`)] : []),
    ],
  }),
  'return-approved': ({ order, lines, returned }) => ({
    subject: `Please send your return of order ${order.number}`,
    blocks: [
      words(`You may send this back of your order ${order.number}:`),
      ...(returned ? [pieces(returned.lines, lines)] : []),
    ],
  }),
  'return-rejected': ({ order, lines, returned }) => ({
    subject: `About your return of order ${order.number}`,
    blocks: [
      words(`We cannot take this back of your order ${order.number}:`),
      ...(returned ? [pieces(returned.lines, lines)] : []),
      ...(returned?.rejectReason ? [words(`Why: ${returned.rejectReason}`)] : []),
    ],
  }),
  'return-received': ({ order, lines, returned, refund }) => ({
    subject: `Your return of order ${order.number} has arrived`,
    blocks: [
      words(`This has come back to us of your order ${order.number}:`),
      ...(returned ? [pieces(arrivedOf(returned.lines), lines)] : []),
      words(
        refund
          ? `We pay you back ${money(order, refund.amountMinor)}.`
          : 'There is nothing to be paid back for it.',
      ),
    ],
  }),
}

export function letterOf(kind: MailKind, facts: LetterFacts): Letter {
  return addressed(letters[kind](facts), facts)
}

/** To a guest who has asked for a link to an order. */
export function accessLetterOf(facts: LetterFacts): Letter {
  const { number } = facts.order
  const blocks = [words(`Somebody, we hope you, has asked for access to your order ${number}. Here it is.`)]
  return addressed({ subject: `Your order ${number}`, blocks }, facts)
}

function addressed({ subject, blocks }: ReturnType<Write>, facts: LetterFacts): Letter {
  const greeting = facts.order.shippingAddress?.name
  return {
    subject,
    blocks: [words(greeting ? `Hello ${greeting},` : 'Hello,'), ...blocks, ...wayBack(facts)],
  }
}

function words(text: string): Block {
  return { kind: 'words', text }
}

function money({ currency }: Order, minor: number): string {
  return amountText({ minor, currency })
}

function goods(order: Order, lines: readonly OrderLine[]): Block {
  const rows = lines.map(
    (line) => [`${line.quantity} × ${nameOf(line)}`, money(order, line.totalMinor)] as const,
  )
  return { kind: 'rows', rows: [...rows, ['Total', money(order, order.totalMinor)]] }
}

function nameOf({ productName, variantName }: OrderLine): string {
  return `${productName}, ${variantName}`
}

function pieces(
  some: readonly { readonly orderLineId: string; readonly quantity: number }[],
  lines: readonly OrderLine[],
): Block {
  const byId = new Map(lines.map((line) => [line.id, line]))
  return {
    kind: 'rows',
    rows: some.flatMap(({ orderLineId, quantity }) => {
      const line = byId.get(orderLineId)
      return line === undefined ? [] : [[nameOf(line), piecesText(quantity)] as const]
    }),
  }
}

function arrivedOf(lines: readonly ReturnLine[]) {
  return lines.flatMap(({ orderLineId, quantitySellable, quantityDamaged }) => {
    const quantity = quantitySellable + quantityDamaged
    return quantity > 0 ? [{ orderLineId, quantity }] : []
  })
}

function trackingOf({ carrier, trackingNumber, trackingUrl }: Shipment): Block[] {
  if (carrier === null || trackingNumber === null) return []
  return [
    words(`${carrier}, number ${trackingNumber}.`),
    ...(trackingUrl === null
      ? []
      : [{ kind: 'link', label: 'Follow your parcel', url: trackingUrl } as const]),
  ]
}

function addressOf({ shippingAddress: address }: Order): Block[] {
  if (address === null) return []
  const { name, line1, line2, postalCode, city, region, country } = address
  const place = [postalCode, city].filter(Boolean).join(' ')
  return [words(['It goes to:', name, line1, line2, place, region, country].filter(Boolean).join('\n'))]
}

function wayBack({ order, url, accessToken }: LetterFacts): Block[] {
  if (url !== undefined) return [{ kind: 'link', label: 'See your order', url }]
  return accessToken === undefined
    ? []
    : [words(`To ask for your order, you need its id, ${order.id}, and its access token, ${accessToken}.`)]
}
