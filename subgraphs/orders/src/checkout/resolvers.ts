// Placing an order, and taking its payment up again, in the graph.
import { payloadOf } from '@supermarket/service-kit/refusal.ts'
import type { Context } from '../context.ts'
import type { Resolvers } from '../generated/resolvers-types.ts'
import type { Order } from '../order/order.ts'
import { confirmPayment } from '../payment/confirm-payment.ts'
import { completeCheckout } from './complete-checkout.ts'

export const checkoutResolvers = {
  Mutation: {
    checkoutComplete: (_parent, { input }, context) =>
      payloadOf(async () => {
        const { parts, asCaller, loaders, tokens, viewer } = context
        const { order, lines, payment } = await completeCheckout(parts, asCaller, input)
        loaders.clear()
        if (lines) loaders.orderLines.prime(order.id, lines)
        if (payment) loaders.payments.prime(order.id, [payment])
        const orderAccessToken = viewer.kind === 'user' ? null : tokens.tokenOf(order.id)
        return { order, orderAccessToken, nextAction: await nextActionOf(order, context) }
      }),
    paymentConfirm: (_parent, { input }, context) =>
      payloadOf(async () => {
        const { parts, asCaller, loaders, tokens } = context
        const order = await confirmPayment({ ...parts, tokens }, asCaller, input)
        loaders.clear()
        return { order, nextAction: await nextActionOf(order, context) }
      }),
  },
  Order: {
    nextAction: (order, _args, context) => nextActionOf(order, context),
  },
} satisfies Resolvers

async function nextActionOf(order: Order, { loaders }: Context) {
  if (order.paymentStatus !== 'REQUIRES_ACTION') return null
  const url = (await loaders.payments.load(order.id)).at(-1)?.actionUrl
  return url ? { __typename: 'RedirectAction' as const, url } : null
}
