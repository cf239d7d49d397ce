// Reading and changing categories.
import { isId } from '@supermarket/service-kit/ids.ts'
import { payloadOf } from '@supermarket/service-kit/refusal.ts'
import type { Resolvers } from '../generated/resolvers-types.ts'
import { listCategoryPage } from './list-categories.ts'
import { createCategory, updateCategory } from './save-category.ts'

export const categoryResolvers = {
  Query: {
    categories: (_parent, args, { connection }) => listCategoryPage(connection, args),
  },
  Mutation: {
    categoryCreate: (_parent, { input }, { connection, loaders }) =>
      payloadOf(async () => {
        const category = await createCategory(connection, input)
        loaders.clear()
        return { category }
      }),
    categoryUpdate: (_parent, { input }, { connection, loaders }) =>
      payloadOf(async () => {
        const category = await updateCategory(connection, input)
        loaders.clear()
        return { category }
      }),
  },
  Category: {
    __resolveReference: async ({ id }, { loaders }) =>
      isId('cat', id) ? await loaders.category.load(id) : null,
    products: ({ id }, args, { loaders }) => loaders.productsOf.load(id, args),
  },
} satisfies Resolvers
