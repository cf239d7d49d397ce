// Roles × every field of this service, through root fields, nested paths and `_entities`.
import { loadSubgraphSdl } from '@supermarket/schema/load.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import { guardedSchema } from '@supermarket/service-kit/subgraph.ts'
import {
  type AccessMatrix,
  accessProblems,
  type Door,
  type Expectation,
  expectFields,
} from '@supermarket/testkit/access-matrix.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { access } from './access.ts'
import { address, type OrdersFixture, openFixture, type Someone } from './orders-service.fixture.ts'
import { resolvers } from './resolvers.ts'

type Actor = 'anonymous' | 'owner' | 'other' | 'staff' | 'admin'

let shop: OrdersFixture
beforeAll(async () => {
  shop = await openFixture()
})
afterAll(() => shop[Symbol.asyncDispose]())

const everybody: Expectation<Actor> = 'public'
const meaning: Readonly<Record<string, 'allow' | 'deny' | 'hide'>> = {
  '+': 'allow',
  '-': 'deny',
  '0': 'hide',
}
const verdicts = (text: string): Expectation<Actor> => {
  const [anonymous, owner, other, staff, admin] = text.split(' ').map((letter) => meaning[letter])
  if (!anonymous || !owner || !other || !staff || !admin) throw new Error(`not five verdicts: ${text}`)
  return { anonymous, owner, other, staff, admin }
}

const staffOnly = verdicts('- - - + +')
const adminOnly = verdicts('- - - - +')
const expectations: Record<string, Expectation<Actor>> = {
  //                                 anonymous owner other staff admin
  'Query.me': verdicts('0 + + + +'),
  'Query.cart': verdicts('0 + 0 + +'),
  'Query.order': verdicts('0 + 0 + +'),
  'Query.checkout': verdicts('0 + 0 + +'),
  'Query.orders': staffOnly,
  ...expectFields('Query', ['deliveryMethods', 'taxRates', 'discounts'], staffOnly),
  ...expectFields('Query', ['webhookEndpoint', 'webhookEndpoints'], adminOnly),
  ...expectFields(
    'Mutation',
    ['cartCreate', 'cartLinesAdd', 'cartLinesUpdate', 'cartBuyerUpdate'],
    everybody,
  ),
  ...expectFields(
    'Mutation',
    ['checkoutComplete', 'checkoutSubmit', 'paymentConfirm', 'orderAccessRequest'],
    everybody,
  ),
  'Mutation.cartMerge': verdicts('- + + + +'),
  ...expectFields('Mutation', ['cartDeliveryUpdate', 'cartDiscountCodesUpdate'], everybody),
  ...expectFields('Mutation', ['deliveryMethodCreate', 'deliveryMethodUpdate'], staffOnly),
  ...expectFields('Mutation', ['taxRateSet', 'taxRateRemove'], staffOnly),
  ...expectFields('Mutation', ['discountCreate', 'discountUpdate'], staffOnly),
  ...expectFields('Mutation', ['orderCancel', 'returnRequest', 'returnCancel'], everybody),
  ...expectFields('Mutation', ['orderNoteAdd', 'returnApprove', 'returnReject', 'returnReceive'], staffOnly),
  'Mutation.orderFulfill': staffOnly,
  'Mutation.orderRefund': staffOnly,
  'Mutation.paymentCapture': staffOnly,
  ...expectFields(
    'Mutation',
    [
      'webhookEndpointCreate',
      'webhookEndpointUpdate',
      'webhookEndpointDelete',
      'webhookEndpointSecretRotate',
      'webhookEndpointTest',
      'webhookDeliveryRetry',
    ],
    adminOnly,
  ),
  ...expectFields('Subscription', ['orderUpdated', 'checkoutUpdated'], everybody),
  'Subscription.orderPlaced': staffOnly,
  'Order.notes': staffOnly,
  'User.id': everybody,
  ...expectFields('User', ['orders', 'cart'], verdicts('- + - + +')),
  ...Object.fromEntries(
    Object.keys(access)
      .filter((field) => !/^((Query|Mutation|Subscription|User)\.|Order\.notes$)/.test(field))
      .map((field) => [field, everybody]),
  ),
}

/** With one delivery, which is refused its address. */
async function aWebhook(as: Someone): Promise<string> {
  const create = `mutation ($input: WebhookEndpointCreateInput!) {
    webhookEndpointCreate(input: $input) { endpoint { id } } }`
  const test = `mutation ($input: WebhookEndpointTestInput!) {
    webhookEndpointTest(input: $input) { delivery { id } } }`
  const input = { url: 'https://localhost/', events: ['order.paid'], idempotencyKey: newId('evt') }
  const { endpoint } = await shop.change(create, input, { as })
  await shop.change(test, { id: endpoint.id, idempotencyKey: newId('evt') }, { as })
  return endpoint.id
}

async function matrix(): Promise<AccessMatrix<Actor>> {
  const people: Record<Exclude<Actor, 'anonymous'>, Someone> = {
    owner: await shop.someone(),
    other: await shop.someone(),
    staff: await shop.someone('STAFF'),
    admin: await shop.someone('STAFF', 'ADMIN'),
  }
  const { owner } = people
  const order = await shop.anOrder({ as: owner })
  const guests = await shop.anOrder()
  const cart = await shop.aCart([{ variantId: order.variantId, quantity: 1 }], owner)
  const askAs = (actor: Actor) => (query: string, variables?: Readonly<Record<string, unknown>>) =>
    shop.answer(query, {
      ...(variables ? { variables: { ...variables } } : {}),
      as: actor === 'anonymous' ? undefined : people[actor],
    })
  const refused = 'userErrors { code }'
  const hook = await aWebhook(people.admin)
  const key = () => `idempotencyKey: "${newId('evt')}"`
  const insiders: readonly Actor[] = ['owner', 'staff', 'admin']
  const team: readonly Actor[] = ['staff', 'admin']
  const doors: Door<Actor>[] = [
    // Whoever asks gets the reference; what it leads to is guarded field by field.
    {
      type: 'User',
      open: ['anonymous', 'owner', 'other', 'staff', 'admin'],
      representation: { id: owner.userId },
    },
    {
      type: 'User',
      open: insiders,
      query: (selection) => `{ order(id: "${order.id}") { customer { ${selection} } } }`,
      at: ['order', 'customer'],
    },
    {
      type: 'ProductVariant',
      open: ['anonymous', 'owner', 'other', 'staff', 'admin'],
      representation: { id: order.variantId },
    },
    { type: 'Cart', open: insiders, representation: { id: cart.id } },
    {
      type: 'Cart',
      open: insiders,
      query: (selection) => `{ cart(id: "${cart.id}") { ${selection} } }`,
      at: ['cart'],
    },
    {
      type: 'Cart',
      open: ['owner'],
      query: (selection) => `{ me { cart { ${selection} } } }`,
      at: ['me', 'cart'],
    },
    { type: 'Order', open: insiders, representation: { id: order.id } },
    // The access token opens a guest's order by `order` alone.
    { type: 'Order', open: team, representation: { id: guests.id } },
    {
      type: 'Order',
      open: insiders,
      query: (selection) => `{ order(id: "${order.id}") { ${selection} } }`,
      at: ['order'],
    },
    {
      type: 'Order',
      open: ['anonymous', 'owner', 'other', 'staff', 'admin'],
      query: (selection) =>
        `{ order(id: "${guests.id}", accessToken: "${guests.accessToken}") { ${selection} } }`,
      at: ['order'],
    },
    {
      type: 'Checkout',
      open: insiders,
      query: (selection) => `{ checkout(id: "${order.id.replace('ord_', 'chk_')}") { ${selection} } }`,
      at: ['checkout'],
    },
    {
      type: 'Order',
      open: ['owner'],
      query: (selection) => `{ me { orders { nodes { ${selection} } } } }`,
      at: ['me', 'orders', 'nodes', 0],
    },
    {
      type: 'Order',
      open: team,
      query: (selection) => `{ orders(first: 1) { nodes { ${selection} } } }`,
      at: ['orders', 'nodes', 0],
    },
  ]
  for (const [type, inner] of [
    ['WebhookEndpoint', []],
    ['WebhookSecret', ['secrets', 0]],
    ['WebhookDelivery', ['deliveries', 'nodes', 0]],
  ] as const) {
    const steps = inner.filter((step) => typeof step === 'string')
    doors.push({
      type,
      open: ['admin'],
      query: (selection) =>
        `{ webhookEndpoint(id: "${hook}") { ${steps.reduceRight((text, step) => `${step} { ${text} }`, selection)} } }`,
      at: ['webhookEndpoint', ...inner],
    })
  }
  return {
    schema: guardedSchema({ name: 'orders', typeDefs: loadSubgraphSdl('orders'), resolvers, access }),
    access,
    actors: {
      anonymous: askAs('anonymous'),
      owner: askAs('owner'),
      other: askAs('other'),
      staff: askAs('staff'),
      admin: askAs('admin'),
    },
    expectations,
    roots: {
      'Query.me': 'me { __typename }',
      'Query.cart': `cart(id: "${cart.id}") { __typename }`,
      'Query.order': `order(id: "${order.id}") { __typename }`,
      'Query.checkout': `checkout(id: "${order.id.replace('ord_', 'chk_')}") { __typename }`,
      'Query.orders': 'orders(first: 1) { __typename }',
      'Query.deliveryMethods': 'deliveryMethods { __typename }',
      'Query.taxRates': 'taxRates(first: 1) { __typename }',
      'Query.discounts': 'discounts(first: 1) { __typename }',
      'Mutation.cartDeliveryUpdate': `cartDeliveryUpdate(input: { cartId: "none" }) { ${refused} }`,
      'Mutation.cartDiscountCodesUpdate': `cartDiscountCodesUpdate(input: { cartId: "none", codes: [] }) { ${refused} }`,
      'Mutation.deliveryMethodCreate': `deliveryMethodCreate(input: { name: "", weightTiers: [] }) { ${refused} }`,
      'Mutation.deliveryMethodUpdate': `deliveryMethodUpdate(input: { id: "none" }) { ${refused} }`,
      'Mutation.taxRateSet': `taxRateSet(input: { country: "DE", taxClass: ZERO, name: "", basisPoints: 0 }) { ${refused} }`,
      'Mutation.taxRateRemove': `taxRateRemove(input: { id: "none" }) { ${refused} }`,
      'Mutation.discountCreate': `discountCreate(input: { code: "", kind: FREE_DELIVERY }) { ${refused} }`,
      'Mutation.discountUpdate': `discountUpdate(input: { id: "none" }) { ${refused} }`,
      'Query.webhookEndpoint': `webhookEndpoint(id: "${hook}") { __typename }`,
      'Query.webhookEndpoints': 'webhookEndpoints(first: 1) { __typename }',
      'Mutation.cartCreate': `cartCreate(input: { lines: [{ variantId: "none", quantity: 1 }] }) { ${refused} }`,
      'Mutation.cartLinesAdd': `cartLinesAdd(input: { cartId: "none", lines: [] }) { ${refused} }`,
      'Mutation.cartLinesUpdate': `cartLinesUpdate(input: { cartId: "none", lines: [] }) { ${refused} }`,
      'Mutation.cartBuyerUpdate': `cartBuyerUpdate(input: { cartId: "none" }) { ${refused} }`,
      'Mutation.cartMerge': `cartMerge(input: { cartId: "none" }) { ${refused} }`,
      'Mutation.checkoutComplete': () => `checkoutComplete(input: { cartId: "none", ${key()},
        expectedTotal: { minor: 1, currency: "EUR" }, payment: { provider: "sandbox", token: "tok_approved" }
      }) { ${refused} }`,
      'Mutation.checkoutSubmit': () => `checkoutSubmit(input: { cartId: "none", ${key()},
        expectedTotal: { minor: 1, currency: "EUR" }, payment: { provider: "sandbox", token: "tok_approved" }
      }) { ${refused} }`,
      'Mutation.orderAccessRequest': `orderAccessRequest(input: { number: "S1", email: "a@shop.test" }) { ${refused} }`,
      'Mutation.paymentConfirm': () => `paymentConfirm(input: { orderId: "none", ${key()} }) { ${refused} }`,
      'Mutation.orderCancel': () => `orderCancel(input: { id: "none", ${key()} }) { ${refused} }`,
      'Mutation.orderFulfill': () => `orderFulfill(input: { id: "none", ${key()} }) { ${refused} }`,
      'Mutation.paymentCapture': () => `paymentCapture(input: { orderId: "none", ${key()} }) { ${refused} }`,
      'Mutation.orderNoteAdd': () =>
        `orderNoteAdd(input: { id: "none", text: "x", ${key()} }) { ${refused} }`,
      'Mutation.returnRequest': () =>
        `returnRequest(input: { orderId: "none", lines: [], ${key()} }) { ${refused} }`,
      'Mutation.returnCancel': () => `returnCancel(input: { id: "none", ${key()} }) { ${refused} }`,
      'Mutation.returnApprove': () => `returnApprove(input: { id: "none", ${key()} }) { ${refused} }`,
      'Mutation.returnReject': () =>
        `returnReject(input: { id: "none", reason: "x", ${key()} }) { ${refused} }`,
      'Mutation.returnReceive': () => `returnReceive(input: { id: "none", ${key()} }) { ${refused} }`,
      'Mutation.orderRefund': () => `orderRefund(input: { id: "none", ${key()} }) { ${refused} }`,
      'Mutation.webhookEndpointCreate': () =>
        `webhookEndpointCreate(input: { url: "https://127.0.0.1/", events: [], ${key()} }) { ${refused} }`,
      'Mutation.webhookEndpointUpdate': `webhookEndpointUpdate(input: { id: "none" }) { ${refused} }`,
      'Mutation.webhookEndpointDelete': `webhookEndpointDelete(input: { id: "none" }) { ${refused} }`,
      'Mutation.webhookEndpointSecretRotate': () =>
        `webhookEndpointSecretRotate(input: { id: "none", ${key()} }) { ${refused} }`,
      'Mutation.webhookEndpointTest': () =>
        `webhookEndpointTest(input: { id: "none", ${key()} }) { ${refused} }`,
      'Mutation.webhookDeliveryRetry': `webhookDeliveryRetry(input: { id: "none" }) { ${refused} }`,
    },
    doors,
    streams: {
      'Subscription.orderPlaced': async (actor) => {
        const begun = await shop.service.handler.subscribe('gateway', {
          query: 'subscription { orderPlaced { id } }',
          authorization: actor === 'anonymous' ? undefined : people[actor].authorization,
          requestId: 'request-of-a-test',
          deadlineAt: Date.now() + 10_000,
        })
        if (begun.kind === 'refused') return begun.answer
        await begun.stream.return()
        return { status: 200, body: { data: { orderPlaced: {} } } }
      },
    },
  }
}

test('every actor sees exactly what the table of the design grants, whichever way it asks', async () => {
  expect(await accessProblems(await matrix())).toEqual([])
})

test('a field that the expectations do not name is a problem', async () => {
  const { 'User.orders': _, ...incomplete } = expectations
  const problems = await accessProblems({ ...(await matrix()), expectations: incomplete })
  expect(problems).toEqual(['User.orders has no expectation'])
})

test("the mutations of somebody else's order refuse it like one that does not exist", async () => {
  const [owner, other, staff] = [await shop.someone(), await shop.someone(), await shop.someone('STAFF')]
  const { id } = await shop.anOrder({ as: owner })
  const cancel =
    'mutation ($input: OrderCancelInput!) { orderCancel(input: $input) { order { id } userErrors { code } } }'
  const confirm =
    'mutation ($input: PaymentConfirmInput!) { paymentConfirm(input: $input) { order { id } userErrors { code } } }'
  const unknown = newId('ord')
  for (const target of [id, unknown]) {
    const idempotencyKey = newId('evt')
    const notFound = { order: null, userErrors: [{ code: 'NOT_FOUND' }] }
    expect(await shop.change(cancel, { id: target, idempotencyKey }, { as: other })).toEqual(notFound)
    expect(await shop.change(confirm, { orderId: target, idempotencyKey }, { as: other })).toEqual(notFound)
    expect(await shop.change(confirm, { orderId: target, idempotencyKey })).toEqual(notFound)
  }
  const { order } = await shop.ask('query ($id: ID!) { order(id: $id) { status } }', {
    variables: { id },
    as: staff,
  })
  expect(order).toEqual({ status: 'CONFIRMED' })
})

test('what a client may not say is no part of any input', async () => {
  const { body } = await shop.answer(
    `mutation ($input: CheckoutCompleteInput!) { checkoutComplete(input: $input) { order { id } } }`,
    {
      variables: {
        input: {
          cartId: 'x',
          idempotencyKey: 'x',
          expectedTotal: { minor: 1, currency: 'EUR' },
          payment: { provider: 'sandbox', token: 'x' },
          status: 'CONFIRMED',
          shippingAddress: address,
        },
      },
    },
  )
  expect(body.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT')
})
