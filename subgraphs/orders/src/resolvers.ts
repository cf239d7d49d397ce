// All resolvers of this service, slice by slice.
import { moneyResolvers } from '@supermarket/service-kit/money.ts'
import { cartResolvers } from './cart/resolvers.ts'
import { checkoutResolvers } from './checkout/resolvers.ts'
import type { Resolvers } from './generated/resolvers-types.ts'
import { webhookResolvers } from './merchant-webhook/resolvers.ts'
import { noteResolvers } from './note/resolvers.ts'
import { orderResolvers } from './order/resolvers.ts'
import { pricingResolvers } from './pricing/resolvers.ts'
import { returnResolvers } from './return/resolvers.ts'

export const resolvers: Resolvers = {
  ...moneyResolvers,
  ...cartResolvers,
  ...orderResolvers,
  ...pricingResolvers,
  ...webhookResolvers,
  ...returnResolvers,
  ...noteResolvers,
  Query: {
    me: (_parent, _args, { viewer }) => (viewer.kind === 'user' ? { id: viewer.userId } : null),
    ...cartResolvers.Query,
    ...orderResolvers.Query,
    ...checkoutResolvers.Query,
    ...pricingResolvers.Query,
    ...webhookResolvers.Query,
  },
  Mutation: {
    ...cartResolvers.Mutation,
    ...checkoutResolvers.Mutation,
    ...orderResolvers.Mutation,
    ...pricingResolvers.Mutation,
    ...webhookResolvers.Mutation,
    ...returnResolvers.Mutation,
    ...noteResolvers.Mutation,
  },
  Subscription: { ...orderResolvers.Subscription, ...checkoutResolvers.Subscription },
  Checkout: checkoutResolvers.Checkout,
  User: {
    __resolveReference: ({ id }) => ({ id }),
    ...cartResolvers.User,
    ...orderResolvers.User,
  },
  Order: {
    ...orderResolvers.Order,
    ...checkoutResolvers.Order,
    ...returnResolvers.Order,
    ...noteResolvers.Order,
  },
}
