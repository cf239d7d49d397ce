// All resolvers of this service, slice by slice.
import { moneyResolvers } from '@supermarket/service-kit/money.ts'
import { catalogResolvers } from './catalog/resolvers.ts'
import { categoryResolvers } from './category/resolvers.ts'
import { editingResolvers } from './editing/resolvers.ts'
import type { Resolvers } from './generated/resolvers-types.ts'
import { stockResolvers } from './stock/resolvers.ts'

export const resolvers: Resolvers = {
  ...moneyResolvers,
  Query: {
    me: (_parent, _args, { viewer }) => (viewer.kind === 'user' ? { id: viewer.userId } : null),
    ...catalogResolvers.Query,
    ...categoryResolvers.Query,
    ...stockResolvers.Query,
  },
  Mutation: { ...editingResolvers.Mutation, ...categoryResolvers.Mutation, ...stockResolvers.Mutation },
  Product: catalogResolvers.Product,
  ProductVariant: { ...catalogResolvers.ProductVariant, ...stockResolvers.ProductVariant },
  Category: categoryResolvers.Category,
  StockLevel: stockResolvers.StockLevel,
  StockMovement: stockResolvers.StockMovement,
}
