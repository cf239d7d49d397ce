// The variables of payments, for every config that has them. Without Stripe's secret key there is no Stripe.
import { commaList, httpUrl } from '@supermarket/service-kit/env.ts'
import { z } from 'zod'
import type { CaptureAt } from './order/order.ts'
import type { StripeSettings } from './stripe/stripe.ts'

export const paymentVariables = {
  /** When the money of new orders is taken: with the order, or with each parcel. */
  PAYMENT_CAPTURE: z.enum(['checkout', 'fulfillment'], 'must be checkout or fulfillment').default('checkout'),
  STRIPE_SECRET_KEY: z.string().optional(),
  /** Of the webhook's endpoint: one, or two separated by a comma while they are exchanged. */
  STRIPE_WEBHOOK_SECRET: commaList,
  /** With which buyers' apps load Stripe's library. */
  STRIPE_PUBLISHABLE_KEY: z.string().optional(),
  /** Where banks send buyers back to; without it the buyer's app does what a bank asks for. */
  STRIPE_RETURN_URL: httpUrl.optional(),
  /** Another address than Stripe's own, for tests. */
  STRIPE_API_URL: httpUrl.optional(),
}

const shape = z.object(paymentVariables)
export type PaymentVariables = z.infer<typeof shape>

/** What is wrong with them together; names, and no value. */
export function paymentProblems(config: Partial<PaymentVariables> & { NODE_ENV: string }): string[] {
  const { STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET = [], STRIPE_API_URL, NODE_ENV } = config
  if (STRIPE_SECRET_KEY === undefined) return []
  const problems: string[] = []
  if (STRIPE_WEBHOOK_SECRET.length < 1 || STRIPE_WEBHOOK_SECRET.length > 2) {
    problems.push('STRIPE_WEBHOOK_SECRET: must be one secret, or two separated by a comma')
  }
  if (NODE_ENV === 'production' && STRIPE_API_URL !== undefined && !STRIPE_API_URL.startsWith('https:')) {
    problems.push('STRIPE_API_URL: must be https in production')
  }
  return problems
}

export function stripeOf(config: Partial<PaymentVariables>): StripeSettings | undefined {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecrets = [] } = config
  if (secretKey === undefined) return undefined
  return {
    secretKey,
    webhookSecrets,
    publishableKey: config.STRIPE_PUBLISHABLE_KEY,
    returnUrl: config.STRIPE_RETURN_URL,
    apiUrl: config.STRIPE_API_URL,
  }
}

export function captureAtOf({ PAYMENT_CAPTURE }: Pick<PaymentVariables, 'PAYMENT_CAPTURE'>): CaptureAt {
  return PAYMENT_CAPTURE === 'fulfillment' ? 'FULFILLMENT' : 'CHECKOUT'
}
