// What a mail about an order is. Pure.

export type MailKind =
  | 'placed'
  | 'paid'
  | 'shipped'
  | 'refunded'
  | 'canceled'
  | 'reduced'
  | 'return-approved'
  | 'return-rejected'
  | 'return-received'

/** One of each is sent. */
export type OrderMail = {
  readonly orderId: string
  readonly kind: MailKind
  /** The parcel, refund or return that it tells of; the order's own id for the others. */
  readonly subjectId: string
}

/** As a mail server takes it. */
export type Message = {
  /** The same for the same mail, however often it is sent: whoever gets it twice sees one. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}
