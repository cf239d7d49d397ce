// The part of the access table on merchants' webhooks.
import { unique } from '@supermarket/testkit/story.ts'
import type { Making, MutationCase } from './access-mutations.ts'
import { type Door, door } from './door.ts'
import { aDelivery, anEndpoint, endpointInput } from './webhook-making.ts'

const admins = '----+'

/** To the endpoint of the access shop, of which everything is told. */
export function doorsOfWebhooks({ id }: { readonly id: string }): Door[] {
  const root = `webhookEndpoint(id: "${id}")`
  const all = 'webhookEndpoints(first: 1)'
  return [
    door('WebhookEndpoint', admins, root),
    door('WebhookSecret', admins, root, { path: 'secrets.0', except: { expiresAt: '00000' } }),
    door('WebhookSecret', admins, root, { path: 'secrets.1' }),
    door('WebhookDeliveryConnection', admins, root, { path: 'deliveries' }),
    door('WebhookDeliveryEdge', admins, root, { path: 'deliveries.edges.0' }),
    door('WebhookDelivery', admins, root, {
      path: 'deliveries.nodes.0',
      except: { deliveredAt: '00000' },
    }),
    door('WebhookDelivery', admins, root, {
      path: 'deliveries.nodes.1',
      except: { nextAttemptAt: '00000', lastError: '00000' },
    }),
    door('WebhookEndpointConnection', admins, all),
    door('WebhookEndpointEdge', admins, all, { path: 'edges.0' }),
  ]
}

/** Each makes an endpoint of its own. */
export function webhookCases({ shop }: Making): MutationCase[] {
  const admin = shop.people.admin.graph
  const made = () => anEndpoint(admin)
  const adminCase = (field: string, inputOf: () => Promise<object>): MutationCase => ({
    ...{ field, on: 'an endpoint', verdicts: admins, call: async () => ({ input: await inputOf() }) },
  })
  return [
    adminCase('webhookEndpointCreate', async () => endpointInput()),
    adminCase('webhookEndpointUpdate', async () => ({ ...(await made()), description: 'Renamed' })),
    adminCase('webhookEndpointDelete', made),
    adminCase('webhookEndpointSecretRotate', async () => ({ ...(await made()), idempotencyKey: unique() })),
    adminCase('webhookEndpointTest', async () => ({ ...(await made()), idempotencyKey: unique() })),
    adminCase('webhookDeliveryRetry', () => aDelivery(admin)),
  ]
}
