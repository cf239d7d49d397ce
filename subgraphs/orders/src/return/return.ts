// What a return is, as plain values. Pure.

export type ReturnStatus = 'REQUESTED' | 'APPROVED' | 'REJECTED' | 'RECEIVED' | 'CANCELED'

export type ReturnReason =
  | 'DAMAGED'
  | 'WRONG_ITEM'
  | 'NOT_AS_DESCRIBED'
  | 'ARRIVED_TOO_LATE'
  | 'NO_LONGER_WANTED'
  | 'OTHER'

export type Return = {
  readonly id: string
  readonly orderId: string
  readonly status: ReturnStatus
  /** In the words of staff, for the buyer. */
  readonly rejectReason: string | null
  /** What was paid back on receipt; null when nothing was. */
  readonly refundId: string | null
  readonly createdAt: Date
  readonly approvedAt: Date | null
  /** When it was rejected, received or canceled. */
  readonly closedAt: Date | null
}

export type ReturnLine = {
  readonly returnId: string
  readonly orderLineId: string
  readonly quantity: number
  readonly reason: ReturnReason
  /** In the buyer's words. */
  readonly comment: string | null
  /** What arrived, by its condition; zero until it has. */
  readonly quantitySellable: number
  readonly quantityDamaged: number
}
