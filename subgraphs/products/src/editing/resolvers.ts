// Staff's changes of products and variants.
import { payloadOf } from '@supermarket/service-kit/refusal.ts'
import type { Resolvers } from '../generated/resolvers-types.ts'
import { archiveProduct, publishProduct } from './change-status.ts'
import { createProduct } from './create-product.ts'
import { createVariant } from './create-variant.ts'
import { updateProduct } from './update-product.ts'
import { updateVariant } from './update-variant.ts'

export const editingResolvers = {
  Mutation: {
    productCreate: (_parent, { input }, { connection }) =>
      payloadOf(async () => ({ product: await createProduct(connection, input) })),
    productUpdate: (_parent, { input }, { connection, loaders }) =>
      payloadOf(async () => {
        const product = await updateProduct(connection, input)
        loaders.clear()
        return { product }
      }),
    productPublish: (_parent, { input }, { connection, loaders }) =>
      payloadOf(async () => {
        const product = await publishProduct(connection, input)
        loaders.clear()
        return { product }
      }),
    productArchive: (_parent, { input }, { connection, loaders }) =>
      payloadOf(async () => {
        const product = await archiveProduct(connection, input)
        loaders.clear()
        return { product }
      }),
    variantCreate: (_parent, { input }, { connection, loaders }) =>
      payloadOf(async () => {
        const id = await createVariant(connection, input)
        loaders.clear()
        return { variant: await loaders.variant.load(id) }
      }),
    variantUpdate: (_parent, { input }, { connection, loaders }) =>
      payloadOf(async () => {
        const id = await updateVariant(connection, input)
        loaders.clear()
        return { variant: await loaders.variant.load(id) }
      }),
  },
} satisfies Resolvers
