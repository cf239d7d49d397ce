// What administrators do with endpoints: register, change, delete, give a new secret, try.
import { type Transaction, withTransaction } from '@supermarket/drizzle/with-transaction.ts'
import { isId, newId } from '@supermarket/service-kit/ids.ts'
import { requestKey } from '../idempotency/key.ts'
import type { Caller, Parts } from '../parts.ts'
import { refuse } from '../user-error.ts'
import { findDelivery, insertTest, retryDelivery, wakeSenders } from './delivery-store.ts'
import { type EndpointInput, parseEndpoint } from './endpoint-input.ts'
import {
  countEndpoints,
  deleteEndpoint,
  findEndpoint,
  findSecret,
  insertEndpoint,
  insertSecret,
  lockEndpoint,
  lockRegistry,
  replaceSecret,
  updateEndpoint,
} from './endpoint-store.ts'
import { makeOnce } from './make-once.ts'
import { newWebhookSecret } from './signature.ts'
import { testEventType, type WebhookDelivery, type WebhookEndpoint, type WebhookSecret } from './webhook.ts'

const maxEndpoints = 50

/** The secret is null when the request is a repeated one and another secret has taken its place for good. */
export type EndpointWithSecret = { readonly endpoint: WebhookEndpoint; readonly secret: string | null }

type Keyed = { readonly idempotencyKey: string }
type Named = { readonly id: string }

export async function createEndpoint(
  parts: Parts,
  { viewer }: Caller,
  input: EndpointInput & Keyed & { readonly url: URL; readonly events: readonly string[] },
): Promise<EndpointWithSecret> {
  const key = requestKey({ viewer, cartId: '', operation: 'webhookEndpointCreate', input: { ...input } })
  const secretId = await makeOnce(parts, key, async (tx) => {
    const { events = [], description = null } = parseEndpoint(input, parts.webhooks.targets)
    await lockRegistry(tx)
    if ((await countEndpoints(tx)) >= maxEndpoints)
      throw refuse('LIMIT_REACHED', `There are at most ${maxEndpoints} endpoints.`)
    const at = parts.now()
    const id = newId('whe')
    const none = { disabledReason: null, failingSince: null }
    const { href: url } = input.url
    await insertEndpoint(tx, {
      id,
      url,
      events,
      description,
      isActive: true,
      ...none,
      createdAt: at,
      updatedAt: at,
    })
    const secret = madeSecret(parts, id, at)
    await insertSecret(tx, secret)
    return `${id} ${secret.id}`
  })
  return showSecret(parts, secretId)
}

export async function rotateSecret(
  parts: Parts,
  { viewer }: Caller,
  input: Named & Keyed,
): Promise<EndpointWithSecret> {
  const operation = 'webhookEndpointSecretRotate'
  const key = requestKey({ viewer, cartId: '', operation, input: { ...input } })
  const secretId = await makeOnce(parts, key, async (tx) => {
    const { id } = await requireLocked(tx, input.id)
    const at = parts.now()
    const secret = madeSecret(parts, id, at)
    await replaceSecret(tx, secret, new Date(at.getTime() + parts.timings.webhookSecretMs))
    return `${id} ${secret.id}`
  })
  return showSecret(parts, secretId)
}

export async function changeEndpoint(
  parts: Parts,
  input: EndpointInput & Named & { readonly isActive?: boolean | null | undefined },
): Promise<WebhookEndpoint> {
  const change = parseEndpoint(input, parts.webhooks.targets)
  const isActive = input.isActive ?? undefined
  return withTransaction(parts.connection, async (tx) => {
    const before = await requireLocked(tx, input.id)
    const isMoved = change.url !== undefined && change.url !== before.url
    const changed = await updateEndpoint(tx, before.id, {
      ...change,
      ...(isActive === undefined ? {} : { isActive }),
      ...(isActive ? { disabledReason: null } : {}),
      // What failed was somewhere else, or is given another chance.
      ...(isMoved || (isActive && !before.isActive) ? { failingSince: null } : {}),
      updatedAt: parts.now(),
    })
    if (changed === undefined) throw new Error(`endpoint ${before.id} is gone under its lock`)
    if (changed.isActive) await wakeSenders(tx)
    return changed
  })
}

export async function removeEndpoint(parts: Parts, { id }: Named): Promise<string> {
  const isDeleted = isId('whe', id) && (await deleteEndpoint(parts.connection, id, parts.now()))
  if (!isDeleted) throw notFound()
  return id
}

export async function sendTest(
  parts: Parts,
  { viewer, scope }: Caller,
  input: Named & Keyed,
): Promise<WebhookDelivery> {
  const key = requestKey({ viewer, cartId: '', operation: 'webhookEndpointTest', input: { ...input } })
  const deliveryId = await makeOnce(parts, key, async (tx) => {
    const endpoint = await requireLocked(tx, input.id)
    requireActive(endpoint)
    const id = newId('whd')
    await insertTest(tx, {
      id,
      endpointId: endpoint.id,
      eventId: newId('evt'),
      eventType: testEventType,
      eventVersion: 1,
      aggregateType: 'webhook',
      aggregateId: endpoint.id,
      correlationId: scope.requestId,
      causationId: null,
      payload: { endpointId: endpoint.id },
      occurredAt: parts.now(),
    })
    return id
  })
  return getDelivery(parts, deliveryId)
}

export async function sendAgain(parts: Parts, { id }: Named): Promise<WebhookDelivery> {
  const delivery = await getDelivery(parts, id)
  await withTransaction(parts.connection, async (tx) => {
    requireActive(await requireLocked(tx, delivery.endpointId))
    await retryDelivery(tx, id)
  })
  return getDelivery(parts, id)
}

function madeSecret({ webhooks }: Parts, endpointId: string, createdAt: Date): WebhookSecret {
  const sealed = webhooks.vault.seal(newWebhookSecret(), endpointId)
  return { id: newId('whs'), endpointId, sealed, createdAt, expiresAt: null }
}

async function showSecret({ connection, webhooks }: Parts, made: string): Promise<EndpointWithSecret> {
  const [endpointId = '', secretId = ''] = made.split(' ')
  const [endpoint, secret] = await Promise.all([
    findEndpoint(connection.db, endpointId),
    findSecret(connection, secretId),
  ])
  if (endpoint === undefined) throw notFound()
  return { endpoint, secret: secret ? webhooks.vault.open(secret.sealed, endpointId) : null }
}

async function requireLocked(tx: Transaction, id: string): Promise<WebhookEndpoint> {
  const endpoint = isId('whe', id) ? await lockEndpoint(tx, id) : undefined
  if (endpoint === undefined) throw notFound()
  return endpoint
}

function requireActive({ isActive }: WebhookEndpoint): void {
  if (!isActive) throw refuse('ILLEGAL_STATE', 'The endpoint is not active.', ['input', 'id'])
}

async function getDelivery({ connection }: Parts, id: string): Promise<WebhookDelivery> {
  const delivery = isId('whd', id) ? await findDelivery(connection, id) : undefined
  if (delivery === undefined) throw refuse('NOT_FOUND', 'There is no such delivery.', ['input', 'id'])
  return delivery
}

function notFound() {
  return refuse('NOT_FOUND', 'There is no such endpoint.', ['input', 'id'])
}
