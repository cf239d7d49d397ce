// The operations on merchants' webhooks, each on an endpoint of its own.
import type { GraphClient } from '@supermarket/testkit/graph-client.ts'
import { unique } from '@supermarket/testkit/story.ts'

type Run = { readonly as: GraphClient; readonly variables?: Readonly<Record<string, unknown>> }

export function webhookRuns(admin: GraphClient): Readonly<Record<string, () => Promise<Run>>> {
  const endpoint = () => ({
    ...{ url: 'https://hooks.example/orders', events: ['order.paid'], idempotencyKey: unique() },
  })
  const made = async () => {
    const { webhookEndpointCreate } = await admin.get<{
      webhookEndpointCreate: { endpoint: { id: string } }
    }>(
      `mutation Make($input: WebhookEndpointCreateInput!) {
        webhookEndpointCreate(input: $input) { endpoint { id } } }`,
      { input: endpoint() },
    )
    return { id: webhookEndpointCreate.endpoint.id }
  }
  const tested = async () => {
    const { webhookEndpointTest } = await admin.get<{ webhookEndpointTest: { delivery: { id: string } } }>(
      'mutation Try($input: WebhookEndpointTestInput!) { webhookEndpointTest(input: $input) { delivery { id } } }',
      { input: { ...(await made()), idempotencyKey: unique() } },
    )
    return { id: webhookEndpointTest.delivery.id }
  }
  const run = async (input: object): Promise<Run> => ({ as: admin, variables: { input } })
  return {
    Webhooks: async () => ({ as: admin, variables: { first: 5 } }),
    WebhookLog: async () => ({ as: admin, variables: await made() }),
    WebhookEndpointCreate: async () => run(endpoint()),
    WebhookEndpointUpdate: async () => run({ ...(await made()), description: 'The warehouse' }),
    WebhookEndpointDelete: async () => run(await made()),
    WebhookEndpointSecretRotate: async () => run({ ...(await made()), idempotencyKey: unique() }),
    WebhookEndpointTest: async () => run({ ...(await made()), idempotencyKey: unique() }),
    WebhookDeliveryRetry: async () => run(await tested()),
  }
}
