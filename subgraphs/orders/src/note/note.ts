// What staff writes about an order, as a plain value. Pure.

export type OrderNote = {
  readonly id: string
  readonly orderId: string
  /** Null after the author's account was deleted. */
  readonly authorId: string | null
  /** Null after the buyer was forgotten. */
  readonly text: string | null
  readonly createdAt: Date
}
