// Asks a provider within a time budget. What it answers is a snapshot; undefined means that the outcome is not known,
// and then the order waits for the reconciler instead of failing.
import { remainingMs } from '@supermarket/service-kit/request-context.ts'
import type { Logger } from 'pino'
import type { Payment } from '../order/order.ts'
import type { Timings } from '../timings.ts'
import {
  type CaptureCommand,
  type PaymentProvider,
  type PaymentProviders,
  type PaymentSnapshot,
  ProviderError,
} from './provider.ts'
import { nothingToPay } from './snapshots.ts'

export type Ask = (provider: PaymentProvider, signal: AbortSignal) => Promise<PaymentSnapshot>

export type Question = {
  readonly payment: Payment
  readonly budgetMs: number
  readonly ask: Ask
  /** Asks for money, and does not only look up what became of it. */
  readonly isCommand?: boolean
  /** Nobody wants the money any more: what was only set aside is let go of. */
  readonly isUnwanted?: boolean
}

type AskParts = { readonly providers: PaymentProviders; readonly log: Logger }

/** Milliseconds that a provider gets within a request: never less than one, so that it is always asked. */
export function providerBudgetMs({ providerMs, answerReserveMs }: Timings, deadlineAt: number): number {
  return Math.max(1, Math.min(providerMs, remainingMs({ deadlineAt }) - answerReserveMs))
}

/** What was only authorised is captured in the same go, unless it is to be taken later. Nothing is asked about an order that costs nothing. */
export async function askProvider(
  { providers, log }: AskParts,
  { payment, budgetMs, ask, isCommand = false, isUnwanted = false }: Question,
): Promise<PaymentSnapshot | undefined> {
  if (payment.amountMinor === 0) return nothingToPay(payment.id)
  const provider = getProvider(providers, payment.provider)
  const signal = AbortSignal.timeout(budgetMs)
  let snapshot: PaymentSnapshot | undefined
  try {
    snapshot = await within(signal, ask(provider, signal))
    if (snapshot.state !== 'authorized') return snapshot
    if (isUnwanted) return await within(signal, provider.void(payment.id, signal))
    if (payment.captureAt === 'FULFILLMENT') return snapshot
    return (await within(signal, provider.capture(wholeOf(payment, snapshot), signal))).snapshot
  } catch (error) {
    log.warn({ error, paymentId: payment.id, provider: provider.name }, 'a payment provider did not answer')
    // It is done with the command, so calling the payment off tells what became of it.
    return isCommand && error instanceof ProviderError ? callOff(provider, payment, signal) : snapshot
  }
}

/** All that is still to be had, by the payment's own key. */
function wholeOf({ id, amountMinor }: Payment, { transactions }: PaymentSnapshot): CaptureCommand {
  const taken = transactions.filter(({ kind }) => kind === 'CAPTURE')
  const leftMinor = taken.reduce((left, entry) => left - entry.amountMinor, amountMinor)
  return { key: id, captureKey: id, amountMinor: leftMinor, isFinal: true }
}

async function callOff(
  provider: PaymentProvider,
  payment: Payment,
  signal: AbortSignal,
): Promise<PaymentSnapshot | undefined> {
  try {
    return await within(signal, provider.void(payment.id, signal))
  } catch {
    return undefined
  }
}

export function getProvider(providers: PaymentProviders, name: string): PaymentProvider {
  const provider = providers.get(name)
  if (provider === undefined) throw new Error(`no payment provider is called ${name}`)
  return provider
}

/** Rejects with the signal, whether or not the provider heeds it. */
export async function within<Answer>(signal: AbortSignal, answer: Promise<Answer>): Promise<Answer> {
  const { promise, reject } = Promise.withResolvers<never>()
  const abort = () => reject(signal.reason)
  if (signal.aborted) abort()
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([answer, promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
