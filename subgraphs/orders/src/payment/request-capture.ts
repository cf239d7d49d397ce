// Sets money aside for a capture, under the order's lock. Whoever does so asks the provider afterwards, and the
// reconciler does when nobody has.
import type { Transaction } from '@supermarket/drizzle/with-transaction.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import type { Capture, Payment } from '../order/order.ts'
import { capturableMinor } from './balance.ts'
import { insertCapture } from './capture-store.ts'
import type { PaymentProvider } from './provider.ts'

export type CaptureRequest = {
  readonly payment: Payment
  readonly provider: Pick<PaymentProvider, 'capturesInParts'>
  /** At most what may be captured. */
  readonly amountMinor: number
  /** Whether nothing else is going to be taken. */
  readonly isLast: boolean
  readonly at: Date
}

/** Of a provider that captures once only, the first capture of a parcel takes all that there is. */
export function captureAmount(
  { payment, provider }: Pick<CaptureRequest, 'payment' | 'provider'>,
  wantedMinor: number,
): number {
  const mostMinor = capturableMinor(payment)
  return provider.capturesInParts ? Math.min(wantedMinor, mostMinor) : mostMinor
}

export async function requestCapture(tx: Transaction, request: CaptureRequest): Promise<Capture> {
  const { payment, provider, amountMinor, isLast, at } = request
  // Carried out before another that is under way, a final one would let go of what that one takes.
  const isAlone = payment.capturingMinor === 0
  const capture: Capture = {
    id: newId('cap'),
    orderId: payment.orderId,
    paymentId: payment.id,
    status: 'PENDING',
    amountMinor,
    isFinal: !provider.capturesInParts || (isAlone && (isLast || amountMinor === capturableMinor(payment))),
    createdAt: at,
  }
  const isTaken = await insertCapture(tx, capture)
  if (!isTaken) throw new Error(`payment ${payment.id} has less than ${amountMinor} set aside`)
  return capture
}
