// What services tell one another, over both topologies and by whatever carries it: each event has its effect
// elsewhere, once.
import {
  kafkaForTest,
  kafkaMissing,
  rabbitForTest,
  rabbitMissing,
  type TestBroker,
} from '@supermarket/service-kit/events/broker/brokers.fixture.ts'
import type { GraphClient } from '@supermarket/testkit/graph-client.ts'
import { brokenInvariants, openWork } from '@supermarket/testkit/invariants.ts'
import { openStack, type Stack, type Topology, topologies } from '@supermarket/testkit/stack.ts'
import { anAccount, aShop, makeProduct, type Shop, unique } from '@supermarket/testkit/story.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aCart, anOrder, checkOut, type UserError } from './buying.ts'
import { until } from './until.ts'

type Movement = { readonly reason: string; readonly onHandDelta: number; readonly reservedDelta: number }

const carriers: readonly Carrier[] = [
  { name: 'push', missing: '', open: undefined },
  { name: 'RabbitMQ', missing: rabbitMissing, open: async () => rabbitForTest() },
  { name: 'Kafka', missing: kafkaMissing, open: kafkaForTest },
]

type Carrier = {
  readonly name: string
  readonly missing: string
  readonly open: (() => Promise<TestBroker>) | undefined
}

const worlds = topologies.flatMap((topology) => carriers.map((carrier) => ({ topology, carrier })))

for (const { topology, carrier } of worlds) {
  describe.skipIf(carrier.missing)(`in ${topology}, by ${carrier.name}${carrier.missing}`, () =>
    events(topology, carrier),
  )
}

function events(topology: Topology, carrier: Carrier): void {
  let broker: TestBroker | undefined
  let stack: Stack
  let shop: Shop
  beforeAll(async () => {
    broker = await carrier.open?.()
    stack = await openStack(topology, broker ? { events: broker.url } : {})
    shop = await aShop(stack).open()
  }, 120_000)
  afterAll(async () => {
    await stack?.[Symbol.asyncDispose]()
    await broker?.[Symbol.asyncDispose]()
  })

  /** What orders did to a variant's stock, oldest first, once there are `count` of them. */
  const movementsOf = async (sku: string, count: number): Promise<Movement[]> => {
    const { variant } = await until(
      () =>
        shop.staff.graph.get<{
          variant: { stockMovements: { nodes: (Movement & { orderId: string | null })[] } }
        }>(
          `query Moves($sku: String!) { variant(sku: $sku) {
            stockMovements(first: 100) { nodes { reason onHandDelta reservedDelta orderId } } } }`,
          { sku },
        ),
      (found) => ofOrders(found.variant.stockMovements.nodes).length >= count,
    )
    return ofOrders(variant.stockMovements.nodes)
  }

  const stockOf = async (sku: string) => {
    const { variant } = await shop.staff.graph.get<{ variant: { stock: unknown } }>(
      'query Stock($sku: String!) { variant(sku: $sku) { stock { onHand reserved available } } }',
      { sku },
    )
    return variant.stock
  }

  const aVariant = async (stock: number) => {
    const [variant] = (await makeProduct(shop.staff.graph, { stock })).variants
    if (variant === undefined) throw new Error('a product without a variant')
    return { ...variant, lines: [{ variantId: variant.id, quantity: 2 }] }
  }

  test('a paid order turns its reservation into a sale', async () => {
    const { sku, lines } = await aVariant(10)
    await anOrder(shop.anonymous, lines)
    expect(await movementsOf(sku, 2)).toEqual([
      { reason: 'RESERVED', onHandDelta: 0, reservedDelta: 2 },
      { reason: 'COMMITTED', onHandDelta: -2, reservedDelta: -2 },
    ])
    expect(await stockOf(sku)).toEqual({ onHand: 8, reserved: 0, available: 8 })
  })

  test('an order that waits for its payment keeps its reservation, and gives it back when it is canceled', async () => {
    const { sku, lines } = await aVariant(10)
    const buyer = await anAccount(stack)
    const { id, status } = await anOrder(buyer.graph, lines, { token: 'tok_requires_action' })
    expect(status).toBe('PENDING_PAYMENT')
    expect(await stockOf(sku)).toEqual({ onHand: 10, reserved: 2, available: 8 })
    expect(await cancel(buyer.graph, id)).toEqual({
      order: { status: 'CANCELED', paymentStatus: 'VOIDED' },
      userErrors: [],
    })
    expect(await movementsOf(sku, 2)).toEqual([
      { reason: 'RESERVED', onHandDelta: 0, reservedDelta: 2 },
      { reason: 'RELEASED', onHandDelta: 0, reservedDelta: -2 },
    ])
    expect(await stockOf(sku)).toEqual({ onHand: 10, reserved: 0, available: 10 })
  })

  test('a paid order that is canceled brings its pieces back', async () => {
    const { sku, lines } = await aVariant(10)
    const buyer = await anAccount(stack)
    const { id } = await anOrder(buyer.graph, lines)
    await movementsOf(sku, 2)
    expect(await cancel(buyer.graph, id)).toEqual({
      order: { status: 'CANCELED', paymentStatus: 'REFUNDED' },
      userErrors: [],
    })
    expect((await movementsOf(sku, 3)).at(-1)).toEqual({
      reason: 'RESTOCKED',
      onHandDelta: 2,
      reservedDelta: 0,
    })
    expect(await stockOf(sku)).toEqual({ onHand: 10, reserved: 0, available: 10 })
  })

  test('a checkout that the provider declines gives the pieces and the cart back, to be paid otherwise', async () => {
    const { sku, lines } = await aVariant(10)
    const cart = await aCart(shop.anonymous, lines)
    const declined = await checkOut(shop.anonymous, cart, { token: 'tok_declined' })
    expect(declined).toMatchObject({ order: null, userErrors: [{ code: 'PAYMENT_DECLINED' }] })
    expect(await stockOf(sku)).toEqual({ onHand: 10, reserved: 0, available: 10 })
    const paid = await checkOut(shop.anonymous, cart)
    expect(paid).toMatchObject({ order: { status: 'CONFIRMED' }, userErrors: [] })
    expect((await movementsOf(sku, 4)).map(({ reason }) => reason)).toEqual([
      'RESERVED',
      'RELEASED',
      'RESERVED',
      'COMMITTED',
    ])
  })

  test('an account that is deleted is forgotten by its orders, whose figures stay', async () => {
    const { lines } = await aVariant(10)
    const buyer = await anAccount(stack)
    const { id, total } = await anOrder(buyer.graph, lines)
    const cart = await aCart(buyer.graph, lines)
    const { userDelete } = await buyer.graph.get<{ userDelete: unknown }>(
      'mutation Delete($input: UserDeleteInput!) { userDelete(input: $input) { userId userErrors { code } } }',
      { input: { password: buyer.password } },
    )
    expect(userDelete).toEqual({ userId: buyer.id, userErrors: [] })
    const { order } = await until(
      () =>
        shop.staff.graph.get<{ order: { customer: object | null } & Record<string, unknown> }>(
          `query Order($id: ID!) { order(id: $id) {
            status paymentStatus customer { id } email shippingAddress { name city } billingAddress { name }
            total { minor currency } lines { quantity } } }`,
          { id },
        ),
      (found) => found.order.customer === null,
    )
    expect(order).toEqual({
      status: 'CONFIRMED',
      paymentStatus: 'PAID',
      customer: null,
      email: null,
      shippingAddress: null,
      billingAddress: null,
      total,
      lines: [{ quantity: 2 }],
    })
    // The cart of a deleted user is not a guest's: it is gone.
    await until(
      () => shop.staff.graph.get<{ cart: unknown }>(`{ cart(id: "${cart.id}") { id } }`),
      (found) => found.cart === null,
    )
    expect((await shop.anonymous.ask(`{ cart(id: "${cart.id}") { id } }`)).data).toEqual({ cart: null })
  })

  test('in the end every event had its effect once, and every invariant holds', async () => {
    await until(
      () => openWork(stack.databases),
      ({ length }) => length === 0,
    )
    expect(await brokenInvariants(stack.databases)).toEqual([])
  })
}

function ofOrders(movements: readonly (Movement & { orderId: string | null })[]): Movement[] {
  return movements
    .filter(({ orderId }) => orderId !== null)
    .map(({ orderId: _, ...movement }) => movement)
    .toReversed()
}

async function cancel(graph: GraphClient, id: string) {
  const { orderCancel } = await graph.get<{ orderCancel: { userErrors: UserError[] } }>(
    `mutation Cancel($input: OrderCancelInput!) {
      orderCancel(input: $input) { order { status paymentStatus } userErrors { code } } }`,
    { input: { id, idempotencyKey: unique() } },
  )
  return orderCancel
}
