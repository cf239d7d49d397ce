// Placing an order, and taking its payment up again, in the graph.
import { payloadOf } from '@supermarket/service-kit/refusal.ts'
import type { Context } from '../context.ts'
import type { Resolvers, SubscriptionCheckoutUpdatedArgs } from '../generated/resolvers-types.ts'
import { followOrder, type Look } from '../order/follow-order.ts'
import type { Order } from '../order/order.ts'
import { confirmPayment } from '../payment/confirm-payment.ts'
import { type Checkout, checkoutIdOf, checkoutStatusOf, isOver, orderIdOf, reasonsOf } from './checkout.ts'
import { completeCheckout } from './complete-checkout.ts'
import { findReadableCheckout } from './find-checkout.ts'
import { submitCheckout } from './submit-checkout.ts'

export const checkoutResolvers = {
  Query: {
    checkout: async (_parent, { id, accessToken }, { parts, tokens, viewer }) =>
      (await findReadableCheckout(parts.connection, tokens, { id, viewer, accessToken })) ?? null,
  },
  Mutation: {
    checkoutComplete: (_parent, { input }, context) =>
      payloadOf(async () => {
        const { parts, asCaller, loaders } = context
        const { order, lines, payment } = await completeCheckout(parts, asCaller, input)
        loaders.clear()
        if (lines) loaders.orderLines.prime(order.id, lines)
        if (payment) loaders.payments.prime(order.id, [payment])
        return {
          order,
          orderAccessToken: guestToken(order, context),
          nextAction: await nextActionOf(order, context),
        }
      }),
    checkoutSubmit: (_parent, { input }, context) =>
      payloadOf(async () => {
        const checkout = await submitCheckout(context.parts, context.asCaller, input)
        context.loaders.clear()
        return { checkout: { ...checkout, accessToken: guestToken(checkout.order, context) } }
      }),
    paymentConfirm: (_parent, { input }, context) =>
      payloadOf(async () => {
        const { parts, asCaller, loaders, tokens } = context
        const order = await confirmPayment({ ...parts, tokens }, asCaller, input)
        loaders.clear()
        return { order, nextAction: await nextActionOf(order, context) }
      }),
  },
  Subscription: {
    checkoutUpdated: {
      subscribe: (_parent: unknown, { id }: SubscriptionCheckoutUpdatedArgs, { changes }: Context) =>
        followOrder(changes.watch(orderIdOf(id))),
      resolve: lookAtCheckout,
    },
  },
  Checkout: {
    id: ({ order }) => checkoutIdOf(order.id),
    status: checkoutStatusOf,
    order: ({ order }) => (order.placedAt === null ? null : order),
    orderAccessToken: ({ accessToken }) => accessToken,
    nextAction: ({ order }, _args, context) => nextActionOf(order, context),
    userErrors: (checkout) => [...reasonsOf(checkout)],
  },
  Order: {
    nextAction: (order, _args, context) => nextActionOf(order, context),
  },
} satisfies Resolvers

async function lookAtCheckout(
  look: Look,
  { id, accessToken }: SubscriptionCheckoutUpdatedArgs,
  { parts, tokens, viewer }: Context,
): Promise<Checkout | null> {
  const checkout = await findReadableCheckout(parts.connection, tokens, { id, viewer, accessToken })
  if (checkout === undefined) look.outcome = 'missing'
  else look.outcome = isOver(checkout) ? 'last' : 'found'
  return checkout ?? null
}

function guestToken(order: Order, { viewer, tokens }: Context): string | null {
  return viewer.kind === 'user' ? null : tokens.tokenOf(order)
}

async function nextActionOf(order: Order, { loaders, parts }: Context) {
  if (order.paymentStatus !== 'REQUIRES_ACTION') return null
  const payment = (await loaders.payments.load(order.id)).at(-1)
  if (payment?.actionUrl) return { __typename: 'RedirectAction' as const, url: payment.actionUrl }
  const { stripePublishableKey: publishableKey } = parts
  if (!payment?.clientSecret || publishableKey === undefined) return null
  return { __typename: 'StripeSdkAction' as const, clientSecret: payment.clientSecret, publishableKey }
}
