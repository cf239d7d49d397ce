// The operations on merchants' webhooks, each on an endpoint of its own.
import type { GraphClient } from '@supermarket/testkit/graph-client.ts'
import { unique } from '@supermarket/testkit/story.ts'
import { aDelivery, anEndpoint, endpointInput } from './webhook-making.ts'

type Run = { readonly as: GraphClient; readonly variables?: Readonly<Record<string, unknown>> }

export function webhookRuns(admin: GraphClient): Readonly<Record<string, () => Promise<Run>>> {
  const made = () => anEndpoint(admin)
  const run = async (input: object): Promise<Run> => ({ as: admin, variables: { input } })
  return {
    Webhooks: async () => ({ as: admin, variables: { first: 5 } }),
    WebhookLog: async () => ({ as: admin, variables: await made() }),
    WebhookEndpointCreate: async () => run(endpointInput()),
    WebhookEndpointUpdate: async () => run({ ...(await made()), description: 'The warehouse' }),
    WebhookEndpointDelete: async () => run(await made()),
    WebhookEndpointSecretRotate: async () => run({ ...(await made()), idempotencyKey: unique() }),
    WebhookEndpointTest: async () => run({ ...(await made()), idempotencyKey: unique() }),
    WebhookDeliveryRetry: async () => run(await aDelivery(admin)),
  }
}
