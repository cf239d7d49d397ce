import { readFileSync } from 'node:fs'
import { newId } from '@supermarket/service-kit/ids.ts'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type OrdersFixture, openFixture, type Someone } from '../orders-service.fixture.ts'
import { answers, openReceiver, type Receiver } from './receiver.fixture.ts'

let shop: OrdersFixture
let admin: Someone
let receiver: Receiver
beforeAll(async () => {
  shop = await openFixture({
    webhooks: { allowsPrivate: true },
    timings: { webhookTimeoutMs: 400, webhookLeaseMs: 1_500, webhookPollMs: 50 },
  })
  admin = await shop.someone('STAFF', 'ADMIN')
  receiver = await openReceiver()
})
afterEach(async () => {
  await shop.sql`update webhook_endpoints set is_active = false, deleted_at = now()`
  await shop.sql`update webhook_deliveries set dead_at = now(), leased_until = null
    where delivered_at is null and dead_at is null`
  receiver.behave(answers(204))
})
afterAll(async () => {
  await receiver[Symbol.asyncDispose]()
  await shop.settle()
  await shop.requireInvariants()
  await shop[Symbol.asyncDispose]()
})

const errors = 'userErrors { code message path }'
const deliveryFields =
  'id event eventId status attempts lastStatusCode lastError nextAttemptAt deliveredAt body'
const mutation = (name: string, selection: string) =>
  `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) {
    ${name}(input: $input) { ${selection} ${errors} } }`
const change = (name: string, selection: string, input: Record<string, unknown>) =>
  shop.change(mutation(name, selection), input, { as: admin })
const all = ['order.placed', 'order.paid', 'order.canceled', 'order.shipped', 'order.refunded']

async function register(events = all, url = receiver.url): Promise<{ id: string; secret: string }> {
  const input = { url, events, idempotencyKey: newId('evt') }
  const { endpoint, secret, userErrors } = await change(
    'webhookEndpointCreate',
    'endpoint { id } secret',
    input,
  )
  expect(userErrors).toEqual([])
  return { id: endpoint.id, secret }
}

/** The last of an order's events first: those of one millisecond have no order of their own in the log. */
// biome-ignore lint/suspicious/noExplicitAny: tests assert on the shape they asked for
async function log(id: string): Promise<any[]> {
  const query = `query ($id: ID!) { webhookEndpoint(id: $id) { deliveries(first: 100) { nodes { ${deliveryFields} } } } }`
  const { webhookEndpoint } = await shop.ask(query, { variables: { id }, as: admin })
  const sequenceOf = ({ body }: { body: string }) => JSON.parse(body).sequence
  return webhookEndpoint.deliveries.nodes.toSorted(
    (left: { body: string }, right: { body: string }) => sequenceOf(right) - sequenceOf(left),
  )
}

const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 15_000, interval: 30 })
const untilAll = (id: string, status: string, count: number) =>
  until(async () => {
    const statuses = (await log(id)).map((one) => one.status)
    expect(statuses).toEqual(Array(count).fill(status))
  })
const testOf = (id: string) =>
  change('webhookEndpointTest', `delivery { ${deliveryFields} }`, { id, idempotencyKey: newId('evt') })
const paymentOf = () => shop.anOrder()
const received = () => receiver.received.splice(0)
const dueNow = (id: string) => shop.sql`
  update webhook_deliveries set next_attempt_at = now()
  where endpoint_id = ${id} and delivered_at is null and dead_at is null`

type Verify = (secret: string, headers: object, body: string, now?: number) => { type: string }

/** The snippet of docs/webhooks.md. */
async function verifier(): Promise<Verify> {
  const page = readFileSync(new URL('../../../../docs/webhooks.md', import.meta.url), 'utf8')
  const [, code = ''] = /```js verify\n([\s\S]+?)```/.exec(page) ?? []
  return (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`)).verify
}

test('an order is told of in the order of its events, with signatures that the snippet of the docs takes', async () => {
  const verify = await verifier()
  const { id, secret } = await register()
  received()
  const order = await paymentOf()
  await untilAll(id, 'DELIVERED', 2)
  const [placed, paid, ...more] = received()
  expect(more).toEqual([])
  if (!placed || !paid) throw new Error('two requests')
  expect(verify(secret, placed.headers, placed.body)).toMatchObject({
    specversion: '1.0',
    id: placed.headers['webhook-id'],
    type: 'order.placed',
    subject: order.id,
    sequence: 1,
    data: { orderId: order.id, total: { minor: order.totalMinor, currency: 'EUR' } },
  })
  expect(verify(secret, paid.headers, paid.body)).toMatchObject({ type: 'order.paid', sequence: 2 })
  expect(placed.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8')
  expect(() => verify(secret, placed.headers, paid.body)).toThrow('wrong signature')
  expect(() => verify('whsec_AAAA', placed.headers, placed.body)).toThrow('wrong signature')
  expect(() => verify(secret, placed.headers, placed.body, Date.now() + 301_000)).toThrow('too old')
  const [newest, oldest] = await log(id)
  expect(newest).toMatchObject({ event: 'order.paid', status: 'DELIVERED', attempts: 1, lastStatusCode: 204 })
  expect(newest).toMatchObject({ lastError: null, nextAttemptAt: null, deliveredAt: expect.any(String) })
  expect(oldest.body).toBe(placed.body)
})

test('only the types that were asked for are sent, and only while the endpoint is active', async () => {
  const { id } = await register(['order.paid'])
  await paymentOf()
  await untilAll(id, 'DELIVERED', 1)
  await change('webhookEndpointUpdate', 'endpoint { id }', { id, isActive: false })
  await paymentOf()
  expect((await log(id)).map(({ event }) => event)).toEqual(['order.paid'])
})

test('a checkout is as many statements with an endpoint as without, and writes nothing for none', async () => {
  const count = async () => {
    const cart = await shop.aCart([{ variantId: await shop.aVariant(), quantity: 1 }])
    shop.takeQueries()
    await shop.checkout({ cart })
    return shop.takeQueries().length
  }
  await count()
  const [before] = await shop.sql`select count(*)::integer as rows from webhook_deliveries`
  const without = await count()
  const [after] = await shop.sql`select count(*)::integer as rows from webhook_deliveries`
  expect(after).toEqual(before)
  await register()
  expect(await count()).toBe(without)
})

test.each([
  ['a failure of its own', answers(500), 500, 'answered 500'],
  [
    'a redirect',
    answers(302, { location: 'http://127.0.0.1:1/' }),
    302,
    'answered 302; redirects are not followed',
  ],
  ['silence', () => {}, null, 'no answer within 400 ms'],
  [
    'a reset',
    (response: import('node:http').ServerResponse) => response.socket?.resetAndDestroy(),
    null,
    'ECONNRESET',
  ],
])(
  'after %s it is tried again under the same id, and what follows waits',
  async (_name, behavior, status, error) => {
    const { id } = await register()
    received()
    receiver.behave(behavior)
    await paymentOf()
    await until(async () => expect((await log(id)).at(-1)?.lastError).toContain(error))
    const [paid, placed] = await log(id)
    expect(placed).toMatchObject({ status: 'PENDING', attempts: 1, lastStatusCode: status })
    expect(paid).toMatchObject({ status: 'PENDING', attempts: 0 })
    const inMs = Date.parse(placed.nextAttemptAt) - Date.now()
    expect(inMs).toBeGreaterThan(500)
    expect(inMs).toBeLessThanOrEqual(5_000)
    receiver.behave(answers(204))
    await dueNow(id)
    await untilAll(id, 'DELIVERED', 2)
    const ids = received().map(({ headers }) => headers['webhook-id'])
    expect(ids).toEqual([placed.eventId, placed.eventId, paid.eventId])
  },
)

test('an endless body is cut off, and its status counts', async () => {
  const { id } = await register(['order.paid'])
  let written = 0
  receiver.behave((response) => {
    response.writeHead(200)
    const pump = () => {
      while (!response.destroyed && response.write(Buffer.alloc(16_384))) written += 16_384
    }
    response.on('drain', pump)
    pump()
  })
  await paymentOf()
  await untilAll(id, 'DELIVERED', 1)
  expect(written).toBeLessThan(64 * 1024 * 1024)
})

test('after a day of failures it is dead, what follows goes on, and staff may send it again', async () => {
  const { id } = await register()
  receiver.behave(answers(500))
  await paymentOf()
  await until(async () => expect((await log(id)).at(-1)?.attempts).toBe(1))
  await until(async () => expect((await log(id)).at(-1)?.lastStatusCode).toBe(500))
  await shop.sql`update webhook_deliveries set tries_since = now() - interval '24 hours'
    where endpoint_id = ${id} and tries_since is not null`
  const [, placed] = await log(id)
  const query = 'query ($id: ID!) { webhookEndpoint(id: $id) { isActive failingSince } }'
  const failing = await shop.ask(query, { variables: { id }, as: admin })
  expect(failing.webhookEndpoint).toEqual({ isActive: true, failingSince: expect.any(String) })
  receiver.behave((response, { headers }) =>
    response.writeHead(headers['webhook-id'] === placed.eventId ? 500 : 204).end(),
  )
  await dueNow(id)
  await until(async () => {
    await dueNow(id)
    expect((await log(id)).map(({ status }) => status)).toEqual(['DELIVERED', 'DEAD'])
  })
  const healed = await shop.ask(query, { variables: { id }, as: admin })
  expect(healed.webhookEndpoint).toEqual({ isActive: true, failingSince: null })
  receiver.behave(answers(204))
  received()
  const { delivery, userErrors } = await change('webhookDeliveryRetry', `delivery { ${deliveryFields} }`, {
    id: placed.id,
  })
  expect(userErrors).toEqual([])
  expect(delivery).toMatchObject({ id: placed.id, status: 'PENDING' })
  await untilAll(id, 'DELIVERED', 2)
  expect(received().map(({ headers }) => headers['webhook-id'])).toEqual([placed.eventId])
})

test('an endpoint that is gone is switched off and keeps what waits', async () => {
  const { id } = await register()
  receiver.behave(answers(410))
  await paymentOf()
  const query = 'query ($id: ID!) { webhookEndpoint(id: $id) { isActive disabledReason } }'
  await until(async () => {
    const { webhookEndpoint } = await shop.ask(query, { variables: { id }, as: admin })
    expect(webhookEndpoint).toEqual({ isActive: false, disabledReason: 'GONE' })
  })
  expect((await log(id)).map(({ status }) => status)).toEqual(['PENDING', 'DEAD'])
  receiver.behave(answers(204))
  const revived = await change('webhookEndpointUpdate', 'endpoint { isActive disabledReason }', {
    id,
    isActive: true,
  })
  expect(revived.endpoint).toEqual({ isActive: true, disabledReason: null })
  await until(async () => expect((await log(id)).map(({ status }) => status)).toEqual(['DELIVERED', 'DEAD']))
})

test.each([
  ['webhook:claimed', { attempts: 2, requests: 1 }],
  ['webhook:sent', { attempts: 2, requests: 2 }],
  ['webhook:recorded', { attempts: 1, requests: 1 }],
] as const)('killed at %s, it goes out under one id', async (step, expected) => {
  const { id } = await register(['order.paid'])
  received()
  shop.fate.diesAt = step
  await paymentOf()
  await untilAll(id, 'DELIVERED', 1)
  const [delivery] = await log(id)
  expect(delivery.attempts).toBe(expected.attempts)
  const ids = received().map(({ headers }) => headers['webhook-id'])
  expect(ids).toEqual(Array(expected.requests).fill(delivery.eventId))
  await until(async () => expect(shop.fate.diesAt).toBeUndefined())
})

test('two senders send each event once', async () => {
  const { id } = await register(['order.paid'])
  await using _other = await shop.replica()
  received()
  for (let made = 0; made < 6; made++) await paymentOf()
  await untilAll(id, 'DELIVERED', 6)
  const ids = received().map(({ headers }) => headers['webhook-id'])
  expect(new Set(ids).size).toBe(6)
  expect(ids.length).toBe(6)
})

test('a service that stops while it sends leaves nothing undone', async () => {
  const other = await shop.replica()
  const { id } = await register(['order.paid'])
  receiver.behave((response) => setTimeout(() => response.writeHead(204).end(), 150))
  for (let made = 0; made < 3; made++) await paymentOf()
  await other[Symbol.asyncDispose]()
  await untilAll(id, 'DELIVERED', 3)
})

test('a slow endpoint keeps no other waiting', async () => {
  await using slow = await openReceiver()
  slow.behave(() => {})
  await register(['order.paid'], slow.url)
  const quick = await register(['order.paid'])
  for (let made = 0; made < 8; made++) await paymentOf()
  await untilAll(quick.id, 'DELIVERED', 8)
})

test('for a day after a rotation both secrets sign, and a repeated rotation makes no third', async () => {
  const verify = await verifier()
  const { id, secret } = await register(['order.paid'])
  const input = { id, idempotencyKey: newId('evt') }
  const selection = 'endpoint { secrets { expiresAt } } secret'
  const rotated = await change('webhookEndpointSecretRotate', selection, input)
  expect(rotated.endpoint.secrets).toEqual([{ expiresAt: null }, { expiresAt: expect.any(String) }])
  expect(rotated.secret).not.toBe(secret)
  expect(await change('webhookEndpointSecretRotate', selection, input)).toEqual(rotated)
  const sealed = await shop.sql`select sealed from webhook_secrets where endpoint_id = ${id}`
  expect(sealed.length).toBe(2)
  expect(JSON.stringify(sealed)).not.toContain(secret.slice(6))
  const send = async () => {
    received()
    await testOf(id)
    await receiver.count(1)
    const [one] = received()
    if (one === undefined) throw new Error('a request')
    return one
  }
  const both = await send()
  expect(verify(secret, both.headers, both.body).type).toBe('webhook.test')
  expect(verify(rotated.secret, both.headers, both.body).type).toBe('webhook.test')
  await shop.sql`update webhook_secrets set expires_at = now() where endpoint_id = ${id} and expires_at is not null`
  const one = await send()
  expect(() => verify(secret, one.headers, one.body)).toThrow('wrong signature')
  expect(verify(rotated.secret, one.headers, one.body).type).toBe('webhook.test')
})

test('a test is sent once: a failure is final, a repeated request is none', async () => {
  const { id } = await register(['order.paid'])
  receiver.behave(answers(503))
  received()
  const input = { id, idempotencyKey: newId('evt') }
  const { delivery } = await change('webhookEndpointTest', 'delivery { id }', input)
  await untilAll(id, 'DEAD', 1)
  expect((await change('webhookEndpointTest', 'delivery { id }', input)).delivery).toEqual(delivery)
  expect(received().length).toBe(1)
  expect((await log(id)).length).toBe(1)
})

test('what is wrong with an endpoint is told, and nothing is registered', async () => {
  const count = async () => (await shop.sql`select count(*)::integer as n from webhook_endpoints`)[0]?.n
  const before = await count()
  const create = (input: object) =>
    change('webhookEndpointCreate', 'endpoint { id } secret', {
      url: receiver.url,
      events: ['order.paid'],
      idempotencyKey: newId('evt'),
      ...input,
    })
  const paths = async (input: object) => {
    const { endpoint, secret, userErrors } = await create(input)
    expect({ endpoint, secret }).toEqual({ endpoint: null, secret: null })
    return userErrors.map(({ code, path }: { code: string; path: string[] }) => `${code} ${path.join('.')}`)
  }
  expect(await paths({ url: 'http://me:word@127.0.0.1/' })).toEqual(['INVALID input.url'])
  expect(await paths({ events: [] })).toEqual(['INVALID input.events'])
  expect(await paths({ events: ['order.paid', 'order.paid', 'user.deleted'] })).toEqual([
    'INVALID input.events.1',
    'INVALID input.events.2',
  ])
  expect(await paths({ description: 'x'.repeat(501) })).toEqual(['INVALID input.description'])
  expect(await count()).toBe(before)
  const unknown = { id: newId('whe') }
  const { userErrors } = await change('webhookEndpointDelete', 'deletedId', unknown)
  expect(userErrors).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'id'] }])
})

test('a repeated registration is answered alike, one with another input refused', async () => {
  const input = { url: receiver.url, events: ['order.paid'], idempotencyKey: newId('evt') }
  const selection = 'endpoint { id } secret'
  const made = await change('webhookEndpointCreate', selection, input)
  expect(await change('webhookEndpointCreate', selection, input)).toEqual(made)
  const other = await change('webhookEndpointCreate', selection, { ...input, events: ['order.shipped'] })
  expect(other.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }])
  const twice = { ...input, idempotencyKey: newId('evt') }
  const answersOfBoth = await Promise.all([1, 2].map(() => change('webhookEndpointCreate', selection, twice)))
  expect(answersOfBoth[0]).toEqual(answersOfBoth[1])
})

test('where private addresses are not allowed, a name that leads to one gets nothing', async () => {
  await using quiet = await openFixture({
    webhooks: { resolve: async () => [{ address: '127.0.0.1', family: 4 }] },
    timings: { webhookPollMs: 50 },
  })
  const boss = await quiet.someone('STAFF', 'ADMIN')
  const input = { url: 'https://shop.example/hooks', events: ['order.paid'], idempotencyKey: newId('evt') }
  const selection = 'endpoint { id }'
  const { endpoint } = await quiet.change(mutation('webhookEndpointCreate', selection), input, { as: boss })
  await quiet.anOrder()
  const query = `query ($id: ID!) { webhookEndpoint(id: $id) { deliveries { nodes { lastError attempts } } } }`
  await until(async () => {
    const { webhookEndpoint } = await quiet.ask(query, { variables: { id: endpoint.id }, as: boss })
    expect(webhookEndpoint.deliveries.nodes).toEqual([
      { lastError: 'shop.example has an address that is not of the public internet.', attempts: 1 },
    ])
  })
  const local = { ...input, url: 'https://127.0.0.1/', idempotencyKey: newId('evt') }
  const refused = await quiet.change(mutation('webhookEndpointCreate', selection), local, { as: boss })
  expect(refused.userErrors).toMatchObject([{ code: 'INVALID', path: ['input', 'url'] }])
  await quiet.settle()
})

test('a page of endpoints with their logs and secrets is three statements, each log a page of its own', async () => {
  const ids = [(await register(['order.paid'])).id, (await register(['order.paid'])).id]
  await paymentOf()
  await paymentOf()
  for (const id of ids) await untilAll(id, 'DELIVERED', 2)
  shop.takeQueries()
  const query = `{ webhookEndpoints(first: 50) { nodes { id secrets { createdAt }
    deliveries(first: 1, where: { status: [DELIVERED] }) { nodes { id } pageInfo { hasNextPage } } } } }`
  const { webhookEndpoints } = await shop.ask(query, { as: admin })
  expect(shop.takeQueries().length).toBe(3)
  const pages = webhookEndpoints.nodes.map((node: { deliveries: object }) => node.deliveries)
  expect(webhookEndpoints.nodes.map(({ id }: { id: string }) => id)).toEqual(ids.toReversed())
  expect(pages).toEqual(
    Array(2).fill({ nodes: [{ id: expect.any(String) }], pageInfo: { hasNextPage: true } }),
  )
})

test('the log is forgotten after thirty days, and deleted endpoints with it', async () => {
  const { purgeWebhooks } = await import('./purge-store.ts')
  const { connect } = await import('@supermarket/drizzle/connect.ts')
  const { id } = await register(['order.paid'])
  await paymentOf()
  await untilAll(id, 'DELIVERED', 1)
  await change('webhookEndpointDelete', 'deletedId', { id })
  await using connection = connect({ url: shop.databaseUrl, applicationName: 'test' })
  const left = async () => ({
    endpoints: (await shop.sql`select id from webhook_endpoints where id = ${id}`).length,
    deliveries: (await shop.sql`select id from webhook_deliveries where endpoint_id = ${id}`).length,
  })
  await purgeWebhooks(connection, new Date(Date.now() - 60_000))
  expect(await left()).toEqual({ endpoints: 1, deliveries: 1 })
  await purgeWebhooks(connection, new Date(Date.now() + 60_000))
  expect(await left()).toEqual({ endpoints: 0, deliveries: 0 })
})
