// Stock: exact levels and adjustments for staff, and the commands that only orders may give.
import { unauthenticated } from '@supermarket/service-kit/graph-error.ts'
import { payloadOf } from '@supermarket/service-kit/refusal.ts'
import type { Resolvers } from '../generated/resolvers-types.ts'
import { adjustStock } from './adjust-stock.ts'
import { listMovementPage } from './list-movements.ts'
import { movementId } from './movement-id.ts'
import { quote } from './quote.ts'
import { commit, release, reserve } from './reservation.ts'

export const stockResolvers = {
  Query: {
    variantsQuote: (_parent, args, { connection }) => quote(connection, args),
  },
  Mutation: {
    stockAdjust: (_parent, { input }, { connection, loaders, viewer }) =>
      payloadOf(async () => {
        if (viewer.kind !== 'user') throw unauthenticated()
        const id = await adjustStock(connection, input, viewer.userId)
        loaders.clear()
        return { variant: await loaders.variant.load(id) }
      }),
    stockReserve: (_parent, { input }, { connection, now }) =>
      payloadOf(async () => ({ reservation: await reserve(connection, input, now()) })),
    stockCommit: (_parent, { input }, { connection }) =>
      payloadOf(async () => ({ reservation: await commit(connection, input.orderId) })),
    stockRelease: (_parent, { input }, { connection }) =>
      payloadOf(async () => ({ reservation: await release(connection, input.orderId) })),
  },
  ProductVariant: {
    stock: (variant) => variant,
    stockMovements: ({ id }, args, { connection }) => listMovementPage(connection, id, args),
  },
  StockLevel: {
    available: ({ onHand, reserved }) => onHand - reserved,
  },
  StockMovement: {
    id: ({ seq }) => movementId(seq),
    actor: ({ actorId }) => (actorId === null ? null : { id: actorId }),
  },
} satisfies Resolvers
