// Carries a capture out that was set aside before: the provider is asked with the capture's id as our key, and what it
// answers is written in one transaction. Runs any number of times, for the caller and the reconciler alike.
import type { Capture, Order, Payment } from '../order/order.ts'
import type { Parts } from '../parts.ts'
import { getProvider, within } from './ask-provider.ts'
import { listPendingCaptures } from './capture-store.ts'
import type { CaptureOutcome } from './provider.ts'
import { recordPayment } from './record-payment.ts'

export type CaptureParts = Pick<
  Parts,
  'connection' | 'providers' | 'publish' | 'onStep' | 'onPlaced' | 'addMail' | 'now' | 'log' | 'timings'
>

export type PendingCapture = {
  readonly capture: Capture
  readonly payment: Payment
  readonly budgetMs: number
  readonly correlationId: string
}

/** The order afterwards; undefined while the provider has not answered, and then the capture stays pending. */
export async function carryOutCapture(
  parts: CaptureParts,
  pending: PendingCapture,
): Promise<Order | undefined> {
  const { capture, correlationId } = pending
  const { orderId } = capture
  const outcome = await askForCapture(parts, pending)
  if (outcome === undefined) return undefined
  await parts.onStep('capture:answered', orderId)
  const { snapshot } = outcome
  const refusedCapture = outcome.kind === 'refused' ? { capture, reason: outcome.reason } : undefined
  const recorded = await recordPayment(parts, { orderId, snapshot, correlationId, refusedCapture })
  await parts.onStep('capture:finalized', orderId)
  return recorded?.order
}

/** All that are pending, one after another; false when one still is. */
export async function carryOutCapturesOf(
  parts: CaptureParts,
  payment: Payment,
  { budgetMs, correlationId }: { budgetMs: () => number; correlationId: string },
): Promise<boolean> {
  let isDone = true
  for (const capture of await listPendingCaptures(parts.connection, payment.orderId)) {
    const order = await carryOutCapture(parts, { capture, payment, budgetMs: budgetMs(), correlationId })
    if (order === undefined) isDone = false
  }
  return isDone
}

/** Nobody is going to carry them out: what the provider did of them all the same, its snapshots say. */
export async function giveUpCapturesOf(
  parts: CaptureParts,
  orderId: string,
  { reason, correlationId }: { reason: string; correlationId: string },
): Promise<void> {
  for (const capture of await listPendingCaptures(parts.connection, orderId)) {
    const refusedCapture = { capture, reason }
    await recordPayment(parts, { orderId, snapshot: undefined, correlationId, refusedCapture })
  }
}

async function askForCapture(
  { providers, log }: CaptureParts,
  { capture, payment, budgetMs }: PendingCapture,
): Promise<CaptureOutcome | undefined> {
  const provider = getProvider(providers, payment.provider)
  const signal = AbortSignal.timeout(budgetMs)
  const { id: captureKey, amountMinor, isFinal } = capture
  try {
    const command = { key: payment.id, captureKey, amountMinor, isFinal }
    return await within(signal, provider.capture(command, signal))
  } catch (error) {
    log.warn({ error, captureId: capture.id, provider: provider.name }, 'a payment provider did not answer')
    return undefined
  }
}
