// The checks that every fault run relies on, checked themselves: a shop in which everything has happened breaks none
// of them, and each finds the fault that is planted for it. A plant is rolled back, so the next finds a sound shop.
import type { Books } from '@supermarket/testkit/invariant.ts'
import { brokenInvariants, invariants, openWork } from '@supermarket/testkit/invariants.ts'
import { openStack } from '@supermarket/testkit/stack.ts'
import { anAccount, aShop, type Shop, unique } from '@supermarket/testkit/story.ts'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anOrder, type CartLine, orderWithCodes } from './buying.ts'
import { done } from './done.ts'
import { until } from './until.ts'

type Plant = { readonly in: 'products' | 'orders'; readonly sql: string }

/** By the name of the check that must find it. */
const plants: Readonly<Record<string, Plant>> = {
  'a line has on their way back, and back, what its returns hold': {
    in: 'orders',
    sql: 'update order_lines set quantity_returned = 1 where quantity_fulfilled > 0',
  },
  'a means of payment is kept only while there is something to pay with it': {
    in: 'orders',
    sql: `insert into checkouts (order_id, payment_token, created_at)
      select id, 'tok_approved', now() from orders where placed_at is not null limit 1`,
  },
  'an order is sent when nothing is left to be sent, and returned when all that was sent is back': {
    in: 'orders',
    sql: `update orders set fulfillment_status = 'RETURNED' where status = 'FULFILLED'`,
  },
  'products took back what was called off before it was sent, and what came back to be sold': {
    in: 'products',
    sql: `update stock_reservation_lines as line set taken_back = 1 from stock_reservations as reservation
      where reservation.order_id = line.order_id and reservation.status = 'COMMITTED'`,
  },
  "a variant's level is what its movements add up to": {
    in: 'products',
    sql: 'update stock_levels set on_hand = on_hand + 1',
  },
  'nothing is reserved but by open reservations': {
    in: 'products',
    sql: `update stock_reservations set status = 'RELEASED' where status = 'RESERVED'`,
  },
  'what is on hand and what was sold add up to what came in': {
    in: 'products',
    sql: `update stock_reservation_lines set quantity = quantity + 1`,
  },
  'never is more reserved than is on hand': {
    in: 'products',
    sql: 'update stock_levels set reserved = on_hand + 1',
  },
  'each reservation has moved exactly what it holds or has sold and not taken back': {
    in: 'products',
    sql: `insert into stock_movements (variant_id, reason, on_hand_delta, reserved_delta, order_id)
      select variant_id, reason, on_hand_delta, reserved_delta, order_id
      from stock_movements where reason = 'COMMITTED' limit 1`,
  },
  'each movement of an order belongs to a line of its reservation': {
    in: 'products',
    sql: `insert into stock_movements (variant_id, reason, on_hand_delta, reserved_delta, order_id)
      select variant_id, 'RESERVED', 0, 1, 'ord_none' from stock_levels limit 1`,
  },
  'an order says of its money what the ledger says': {
    in: 'orders',
    sql: `update orders set captured_minor = captured_minor - 1 where captured_minor > 0`,
  },
  'never is more captured than is payable, nor more refunded than was captured': {
    in: 'orders',
    sql: captureTwice(),
  },
  'an order is PAID exactly when captured less refunded is what is payable': {
    in: 'orders',
    sql: `update orders set payment_status = 'PAID' where payment_status = 'PARTIALLY_REFUNDED'`,
  },
  'an order is confirmed exactly when all of it was captured once, or set aside, and it was not called off': {
    in: 'orders',
    sql: `update orders set status = 'PENDING_PAYMENT' where status = 'CONFIRMED'`,
  },
  'a canceled order keeps no money': {
    in: 'orders',
    sql: `update orders set status = 'CANCELED' where status = 'FULFILLED'`,
  },
  'a payment says of its money what the ledger says': {
    in: 'orders',
    sql: `update payments set refunding_minor = 1 where captured_minor > 0`,
  },
  'a payment has set aside what its captures under way take, and each that is done is in the ledger once': {
    in: 'orders',
    sql: `update payments set capturing_minor = 1 where captured_minor = 0 and amount_minor > 0`,
  },
  'each refund that succeeded is in the ledger once, with its amount, and no other is': {
    in: 'orders',
    sql: `update refunds set status = 'FAILED'`,
  },
  "the ledger equals the provider's own": {
    in: 'orders',
    sql: `update sandbox_transactions set amount_minor = amount_minor + 1 where kind = 'CAPTURE'`,
  },
  'each payment and its charge at the provider agree on what was taken and given back': {
    in: 'orders',
    sql: `update sandbox_charges set captured_minor = captured_minor + 1`,
  },
  'a cart is ordered at most once, and is closed exactly while its order lives': {
    in: 'orders',
    sql: `drop index orders_live_cart_key; update orders set cart_id = (select min(cart_id) from orders)`,
  },
  'an order costs what its lines, its delivery, its discounts and its taxes come to': {
    in: 'orders',
    sql: `update order_lines set total_minor = total_minor + 1`,
  },
  'a discount is used by exactly the orders that took it and did not end before they were paid': {
    in: 'orders',
    sql: `delete from discount_uses`,
  },
  'each customer is counted for the uses that their orders hold': {
    in: 'orders',
    sql: `update discount_customers set uses = uses + 1`,
  },
  'a refund for lines and delivery pays back what they were paid back for, and no delivery twice': {
    in: 'orders',
    sql: `update refund_lines set amount_minor = amount_minor + 1`,
  },
  'a line has sent and refunded what its parcels and refunds hold': {
    in: 'orders',
    sql: `update order_lines set quantity_refunded = quantity_refunded + 1`,
  },
  'the timeline tells each turn of an order once': {
    in: 'orders',
    sql: `delete from order_events where type = 'CONFIRMED'`,
  },
  'a checkout that was answered with an order has it, and one that was refused has left none': {
    in: 'orders',
    sql: `update idempotency_keys set answer = '{"kind": "refused", "userErrors": []}' where operation = 'checkoutComplete'`,
  },
  'each paid order has exactly one committed reservation, of its lines': {
    in: 'products',
    sql: `update stock_reservation_lines set quantity = quantity + 1`,
  },
  'no canceled order holds or has sold stock': {
    in: 'products',
    sql: `update stock_reservations set status = 'COMMITTED' where status = 'RELEASED'`,
  },
  'each order that waits for its payment holds the stock of its lines': {
    in: 'products',
    sql: `update stock_reservations set status = 'EXPIRED' where status = 'RESERVED'`,
  },
  'no stock is held or sold in the name of an order that is not there': {
    in: 'products',
    sql: `insert into stock_reservations (order_id, status, expires_at) values ('ord_none', 'RESERVED', now())`,
  },
  'each turn of an order is told to others exactly once': {
    in: 'orders',
    sql: `update outbox set type = 'order.placed' where type = 'order.paid'`,
  },
  "an aggregate's events are numbered without a gap": {
    in: 'orders',
    sql: `delete from outbox where type = 'order.placed'`,
  },
  'no event is given up': { in: 'orders', sql: `update outbox_delivery set dead_at = now()` },
  'each event took effect exactly once at each subscriber': { in: 'products', sql: `delete from inbox` },
}

function captureTwice(): string {
  return `insert into payment_ledger
      (order_id, payment_id, kind, amount_minor, currency, provider, provider_transaction_id, occurred_at, recorded_at)
    select order_id, payment_id, kind, amount_minor, currency, provider, 'again', occurred_at, recorded_at
    from payment_ledger where kind = 'CAPTURE' limit 1`
}

let databases: Parameters<typeof brokenInvariants>[0]
let books: Record<'users' | 'products' | 'orders', Sql>

beforeAll(async () => {
  databases = await liveThrough()
  const open = (url: string) => postgres(url, { max: 1, onnotice: () => {} })
  books = { users: open(databases.users), products: open(databases.products), orders: open(databases.orders) }
}, 60_000)
afterAll(() => Promise.all(Object.values(books ?? {}).map((sql) => sql.end())))

test('a shop in which everything has happened breaks no invariant', async () => {
  expect(await brokenInvariants(databases)).toEqual([])
  const [lived] = await books.orders`
    select count(*) filter (where status = 'CONFIRMED')::integer as confirmed,
           count(*) filter (where status = 'FULFILLED')::integer as fulfilled,
           count(*) filter (where status = 'PENDING_PAYMENT')::integer as pending,
           count(*) filter (where status = 'CANCELED')::integer as canceled from orders`
  expect(lived).toEqual({ confirmed: 2, fulfilled: 1, pending: 1, canceled: 2 })
})

test('there is a plant for each invariant', () => {
  expect(Object.keys(plants).toSorted()).toEqual(invariants.map(({ name }) => name).toSorted())
})

test.each(invariants)('a planted fault is found: $name', async ({ name, violations }) => {
  const plant = plants[name]
  if (plant === undefined) throw new Error('nothing is planted')
  const rollback = new Error('enough')
  let found: readonly unknown[] = []
  await books[plant.in]
    .begin(async (tx) => {
      await tx.unsafe(unguard)
      await tx.unsafe(plant.sql)
      const planted: Books = { ...books, [plant.in]: tx }
      found = await violations(planted)
      throw rollback
    })
    .catch((error: unknown) => {
      if (error !== rollback) throw error
    })
  expect(found).not.toEqual([])
  expect(await violations(books)).toEqual([])
})

/** Takes away what the database itself would refuse: what is checked are the checks. */
const unguard = `do $$ declare one record; begin
  for one in select conrelid::regclass as target, conname as name from pg_constraint
             where contype in ('c', 'f') and connamespace = 'public'::regnamespace loop
    execute format('alter table %s drop constraint %I', one.target, one.name);
  end loop;
  for one in select distinct tgrelid::regclass as target from pg_trigger where not tgisinternal loop
    execute format('alter table %s disable trigger user', one.target);
  end loop;
end $$`

/** One of its two pieces is paid back. */
async function orderWithCode({ staff, anonymous }: Shop, lines: readonly CartLine[]): Promise<void> {
  const price = [{ minor: 500, currency: 'EUR' }]
  const method = { name: 'Post', weightTiers: [{ prices: price }] }
  await done(staff.graph, 'deliveryMethodCreate', 'DeliveryMethodCreateInput', method)
  const rate = { country: 'DE', taxClass: 'STANDARD', name: 'VAT', basisPoints: 1900 }
  await done(staff.graph, 'taxRateSet', 'TaxRateSetInput', rate)
  const code = { code: 'TENTH', kind: 'PERCENTAGE', basisPoints: 1000 }
  await done(staff.graph, 'discountCreate', 'DiscountCreateInput', code)
  const { id, lines: bought } = await orderWithCodes(anonymous, lines, ['TENTH'])
  const input = { id, lines: [{ id: bought[0]?.id, quantity: 1 }], idempotencyKey: unique() }
  await done(staff.graph, 'orderRefund', 'OrderRefundInput', input)
  const off = await staff.graph.get<{ deliveryMethods: { id: string }[] }>('{ deliveryMethods { id } }')
  for (const { id: methodId } of off.deliveryMethods) {
    const free = [{ prices: [{ minor: 0, currency: 'EUR' }] }]
    await done(staff.graph, 'deliveryMethodUpdate', 'DeliveryMethodUpdateInput', {
      ...{ id: methodId, weightTiers: free },
    })
  }
}

/** An order in every state, and then nobody at work any more. */
async function liveThrough() {
  await using stack = await openStack('one process')
  const shop = await aShop(stack).withProduct({ stock: 100 }).open()
  const lines = [{ variantId: shop.products[0]?.variants[0]?.id ?? '', quantity: 2 }]
  const buyer = await anAccount(stack)
  await anOrder(buyer.graph, lines)
  await orderWithCode(shop, lines)
  await anOrder(buyer.graph, lines, { token: 'tok_requires_action' })
  await expect(anOrder(shop.anonymous, lines, { token: 'tok_declined' })).rejects.toThrow('PAYMENT_DECLINED')
  const change = async (field: string, inputType: string, input: object) => {
    const data = await shop.staff.graph.get<Record<string, { userErrors: object[] }>>(
      `mutation Do($input: ${inputType}!) { ${field}(input: $input) { userErrors { code message } } }`,
      { input: { idempotencyKey: unique(), ...input } },
    )
    expect(data[field]?.userErrors).toEqual([])
  }
  const canceled = await anOrder(shop.anonymous, lines)
  await change('orderCancel', 'OrderCancelInput', { id: canceled.id })
  const sent = await anOrder(shop.anonymous, lines)
  await change('orderFulfill', 'OrderFulfillInput', { id: sent.id })
  await change('orderRefund', 'OrderRefundInput', { id: sent.id, amount: { minor: 100, currency: 'EUR' } })
  await until(
    () => openWork(stack.databases),
    ({ length }) => length === 0,
  )
  return stack.databases
}
