// The part of the access table on merchants' webhooks.
import { unique } from '@supermarket/testkit/story.ts'
import type { Making, MutationCase } from './access-mutations.ts'

/** Each makes an endpoint of its own. */
export function webhookCases({ shop }: Making): MutationCase[] {
  const admin = shop.people.admin.graph
  const endpoint = () => ({
    ...{ url: 'https://hooks.example/orders', events: ['order.paid'], idempotencyKey: unique() },
  })
  const made = async () => {
    const { webhookEndpointCreate } = await admin.get<{
      webhookEndpointCreate: { endpoint: { id: string } }
    }>(
      `mutation Make($input: WebhookEndpointCreateInput!) {
        webhookEndpointCreate(input: $input) { endpoint { id } userErrors { code message } } }`,
      { input: endpoint() },
    )
    return { id: webhookEndpointCreate.endpoint.id }
  }
  const tested = async () => {
    const { webhookEndpointTest } = await admin.get<{ webhookEndpointTest: { delivery: { id: string } } }>(
      `mutation Try($input: WebhookEndpointTestInput!) {
        webhookEndpointTest(input: $input) { delivery { id } userErrors { code message } } }`,
      { input: { ...(await made()), idempotencyKey: unique() } },
    )
    return { id: webhookEndpointTest.delivery.id }
  }
  const adminCase = (field: string, inputOf: () => Promise<object>): MutationCase => ({
    ...{ field, on: 'an endpoint', verdicts: '----+', call: async () => ({ input: await inputOf() }) },
  })
  return [
    adminCase('webhookEndpointCreate', async () => endpoint()),
    adminCase('webhookEndpointUpdate', async () => ({ ...(await made()), description: 'Renamed' })),
    adminCase('webhookEndpointDelete', made),
    adminCase('webhookEndpointSecretRotate', async () => ({ ...(await made()), idempotencyKey: unique() })),
    adminCase('webhookEndpointTest', async () => ({ ...(await made()), idempotencyKey: unique() })),
    adminCase('webhookDeliveryRetry', tested),
  ]
}
