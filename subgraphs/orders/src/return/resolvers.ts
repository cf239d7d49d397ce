// Returns in the graph.
import { payloadOf } from '@supermarket/service-kit/refusal.ts'
import type { Context } from '../context.ts'
import type { Resolvers } from '../generated/resolvers-types.ts'
import { lineOf } from '../order/resolvers.ts'
import { approveReturn, cancelReturn, type ReturnParts, rejectReturn } from './change-return.ts'
import { receiveReturn } from './receive-return.ts'
import { type ChangedReturn, requestReturn } from './request-return.ts'

export const returnResolvers = {
  Mutation: {
    returnRequest: (_parent, { input }, context) =>
      changed(context, (parts) => requestReturn(parts, context.asCaller, input)),
    returnCancel: (_parent, { input }, context) =>
      changed(context, (parts) => cancelReturn(parts, context.asCaller, input)),
    returnApprove: (_parent, { input }, context) =>
      changed(context, (parts) => approveReturn(parts, context.asCaller, input)),
    returnReject: (_parent, { input }, context) =>
      changed(context, (parts) => rejectReturn(parts, context.asCaller, input)),
    returnReceive: (_parent, { input }, context) =>
      changed(context, (parts) =>
        receiveReturn(parts, context.asCaller, { ...input, refund: input.refund ?? 'SHARE' }),
      ),
  },
  Order: {
    returns: async ({ id, currency }, _args, { loaders }) =>
      (await loaders.returns.load(id)).map((made) => ({ made, currency })),
  },
  Return: {
    id: ({ made }) => made.id,
    status: ({ made }) => made.status,
    lines: async ({ made: { id, orderId }, currency }, _args, { loaders }) =>
      (await loaders.returnLines.load(id)).map((line) => ({ line, orderId, currency })),
    rejectReason: ({ made }) => made.rejectReason,
    refund: async ({ made: { orderId, refundId } }, _args, { loaders }) =>
      refundId === null
        ? null
        : ((await loaders.refunds.load(orderId)).find(({ id }) => id === refundId) ?? null),
    createdAt: ({ made }) => made.createdAt,
    approvedAt: ({ made }) => made.approvedAt,
    closedAt: ({ made }) => made.closedAt,
  },
  ReturnLine: {
    orderLine: async ({ line, orderId, currency }, _args, context) => ({
      line: await lineOf(orderId, line.orderLineId, context),
      currency,
    }),
    quantity: ({ line }) => line.quantity,
    reason: ({ line }) => line.reason,
    comment: ({ line }) => line.comment,
    quantitySellable: ({ line }) => line.quantitySellable,
    quantityDamaged: ({ line }) => line.quantityDamaged,
  },
} satisfies Resolvers

function changed(
  { parts, tokens, loaders }: Context,
  change: (parts: ReturnParts) => Promise<ChangedReturn>,
) {
  return payloadOf(async () => {
    const { order, made } = await change({ ...parts, tokens })
    loaders.clear()
    return { order, return: { made, currency: order.currency } }
  })
}
