// Endpoints of merchants and what is sent to them, made for one test each.
import type { GraphClient } from '@supermarket/testkit/graph-client.ts'
import type { Stack } from '@supermarket/testkit/stack.ts'
import { unique } from '@supermarket/testkit/story.ts'
import postgres from 'postgres'
import { done } from './done.ts'

/** Nobody listens there. */
export function endpointInput() {
  return {
    ...{ url: 'http://127.0.0.1:9/hooks', events: ['order.paid'], description: 'The warehouse' },
    idempotencyKey: unique(),
  }
}

export async function anEndpoint(admin: GraphClient): Promise<{ id: string }> {
  const { webhookEndpointCreate } = await admin.get<{ webhookEndpointCreate: { endpoint: { id: string } } }>(
    `mutation Make($input: WebhookEndpointCreateInput!) {
      webhookEndpointCreate(input: $input) { endpoint { id } userErrors { code message } } }`,
    { input: endpointInput() },
  )
  return { id: webhookEndpointCreate.endpoint.id }
}

export async function aDelivery(admin: GraphClient): Promise<{ id: string }> {
  const { webhookEndpointTest } = await admin.get<{ webhookEndpointTest: { delivery: { id: string } } }>(
    `mutation Try($input: WebhookEndpointTestInput!) {
      webhookEndpointTest(input: $input) { delivery { id } userErrors { code message } } }`,
    { input: { ...(await anEndpoint(admin)), idempotencyKey: unique() } },
  )
  return { id: webhookEndpointTest.delivery.id }
}

/** With two secrets, switched off by its receiver, and a log of what was delivered and, newer, what still waits. */
export async function anEndpointWithLog(stack: Stack, admin: GraphClient): Promise<{ id: string }> {
  const endpoint = await anEndpoint(admin)
  await done(admin, 'webhookEndpointSecretRotate', 'WebhookEndpointSecretRotateInput', {
    ...endpoint,
    idempotencyKey: unique(),
  })
  const sql = postgres(stack.databases.orders, { max: 1, onnotice: () => {} })
  try {
    await sql`update webhook_endpoints set is_active = false, disabled_reason = 'GONE', failing_since = now()
      where id = ${endpoint.id}`
    await sql`
      insert into webhook_deliveries (id, endpoint_id, event_id, event_type, event_version, aggregate_type,
        aggregate_id, aggregate_sequence, correlation_id, payload, occurred_at, attempts, delivered_at,
        last_status_code, last_error)
      select 'whd_01HZZZZZZZZZZZZZZZZZZZZZZ' || nth, ${endpoint.id}, 'evt_01HZZZZZZZZZZZZZZZZZZZZZZ' || nth, 'order.paid', 1,
        'order', 'ord_1', nth, 'request-1', '{}', now(), 1, case nth when 1 then now() end,
        case nth when 1 then 204 else 500 end, case nth when 2 then 'answered 500' end
      from generate_series(1, 2) as nth`
  } finally {
    await sql.end()
  }
  return endpoint
}
