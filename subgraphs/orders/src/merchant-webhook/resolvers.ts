// Webhooks in the graph: administrators only, by the rules of the fields that lead here.
import { isId } from '@supermarket/service-kit/ids.ts'
import { payloadOf } from '@supermarket/service-kit/refusal.ts'
import type { Resolvers } from '../generated/resolvers-types.ts'
import {
  changeEndpoint,
  createEndpoint,
  removeEndpoint,
  rotateSecret,
  sendAgain,
  sendTest,
} from './change-endpoint.ts'
import { countDeliveries } from './delivery-store.ts'
import { findEndpoint } from './endpoint-store.ts'
import { listEndpointPage, parseDeliveryPage, toDeliveryList } from './list-webhooks.ts'
import { messageOf } from './message.ts'
import { statusOf } from './webhook.ts'

export const webhookResolvers = {
  Query: {
    webhookEndpoint: async (_parent, { id }, { parts }) =>
      (isId('whe', id) ? await findEndpoint(parts.connection.db, id) : undefined) ?? null,
    webhookEndpoints: (_parent, args, { parts }) => listEndpointPage(parts.connection, args),
  },
  Mutation: {
    webhookEndpointCreate: (_parent, { input }, { parts, asCaller }) =>
      payloadOf(() => createEndpoint(parts, asCaller, input)),
    webhookEndpointUpdate: (_parent, { input }, { parts }) =>
      payloadOf(async () => ({ endpoint: await changeEndpoint(parts, input) })),
    webhookEndpointDelete: (_parent, { input }, { parts }) =>
      payloadOf(async () => ({ deletedId: await removeEndpoint(parts, input) })),
    webhookEndpointSecretRotate: (_parent, { input }, { parts, asCaller, loaders }) =>
      payloadOf(async () => {
        const rotated = await rotateSecret(parts, asCaller, input)
        loaders.clear()
        return rotated
      }),
    webhookEndpointTest: (_parent, { input }, { parts, asCaller, loaders }) =>
      payloadOf(async () => {
        const delivery = await sendTest(parts, asCaller, input)
        loaders.clear()
        return { delivery }
      }),
    webhookDeliveryRetry: (_parent, { input }, { parts, loaders }) =>
      payloadOf(async () => {
        const delivery = await sendAgain(parts, input)
        loaders.clear()
        return { delivery }
      }),
  },
  WebhookEndpoint: {
    secrets: ({ id }, _args, { loaders }) => loaders.webhookSecrets.load(id),
    deliveries: async ({ id }, args, { loaders, parts }) => {
      const { page, slice } = parseDeliveryPage(args)
      const rows = await loaders.webhookDeliveries.load({ id, slice })
      return toDeliveryList(rows, page, () => countDeliveries(parts.connection, id, slice.status))
    },
  },
  WebhookDelivery: {
    event: ({ eventType }) => eventType,
    status: statusOf,
    nextAttemptAt: (delivery) => (statusOf(delivery) === 'PENDING' ? delivery.nextAttemptAt : null),
    body: messageOf,
  },
} satisfies Resolvers
