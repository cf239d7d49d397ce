// For tests: what must hold in the database whenever nothing is running, and waiting until nothing is.
import type postgres from 'postgres'
import type { OrdersService } from './server.ts'

/** Until nothing is due and every event has been delivered; throws after 15 s. */
export async function settle(service: OrdersService, sql: postgres.Sql, now: () => number): Promise<void> {
  const givenUp = Date.now() + 15_000
  for (;;) {
    await service.sweepOrders()
    const [open] = await sql<{ orders: number; events: number }[]>`
      select (select count(*)::integer from orders where settle_after <= ${new Date(now()).toISOString()}
                or (status = 'CANCELED' and settle_after is not null)) as orders,
             (select count(*)::integer from outbox_delivery where delivered_at is null) as events`
    if (open?.orders === 0 && open.events === 0) return
    if (Date.now() > givenUp) throw new Error(`not settled: ${JSON.stringify(open)}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const invariants: Readonly<Record<string, string>> = {
  'no checkout is left half done': `
    select id from orders where placed_at is null and status = 'PENDING_PAYMENT'`,
  'an order adds up': `
    select o.id from orders as o left join order_lines as l on l.order_id = o.id
    group by o.id having o.subtotal_minor is distinct from sum(l.total_minor)
      or o.discount_minor <> sum(l.discount_minor) + coalesce((o.delivery ->> 'discountMinor')::bigint, 0)
      or o.discount_minor <> (select coalesce(sum((d ->> 'amountMinor')::bigint), 0)
                              from jsonb_array_elements(o.discounts) as d)
      or o.tax_minor <> sum(l.tax_minor) + coalesce((o.delivery ->> 'taxMinor')::bigint, 0)
      or o.tax_minor <> (select coalesce(sum((t ->> 'taxMinor')::bigint), 0) from jsonb_array_elements(o.taxes) as t)
      or o.total_minor <> o.subtotal_minor - o.discount_minor + o.delivery_minor
        + case when o.prices_include_tax then 0 else o.tax_minor end`,
  'a discount has the uses of the orders that hold one, and no order more': `
    select d.id from discounts as d
    where d.uses <> (select count(*) from discount_uses as u where u.discount_id = d.id) or d.uses > d.max_uses
    union all
    select o.id from orders as o where jsonb_array_length(o.discounts) * (case
        when o.status = 'CANCELED' and not exists (
          select from order_events as e where e.order_id = o.id and e.type = 'CONFIRMED') then 0
        else 1 end)
      <> (select count(*) from discount_uses as u where u.order_id = o.id)`,
  'a customer is counted for each use': `
    select c.discount_id from discount_customers as c where c.uses > c.max_uses or c.uses <> (
      select count(*) from discount_uses as u
      where u.discount_id = c.discount_id and u.customer_keys ? c.customer_key)`,
  'a line was paid back what its refunds hold': `
    select l.id from order_lines as l cross join lateral (
      select coalesce(sum(x.quantity), 0) as quantity, coalesce(sum(x.amount_minor), 0) as minor
      from refund_lines as x join refunds as r on r.id = x.refund_id
      where x.order_line_id = l.id and r.status <> 'FAILED') as held
    where l.quantity_refunded <> held.quantity or l.refunded_minor <> held.minor`,
  'a balance is what the ledger adds up to': `
    select p.id from payments as p left join payment_ledger as e on e.payment_id = p.id
    group by p.id having p.captured_minor <> coalesce(sum(e.amount_minor) filter (where e.kind = 'CAPTURE'), 0)
      or p.authorized_minor <> coalesce(sum(e.amount_minor) filter (where e.kind = 'AUTHORIZATION'), 0)
      or p.voided_minor <> coalesce(sum(e.amount_minor) filter (where e.kind = 'VOID'), 0)
      or p.refunded_minor <> coalesce(sum(e.amount_minor) filter (where e.kind = 'REFUND'), 0)
        - coalesce(sum(e.amount_minor) filter (where e.kind = 'REFUND_REVERSAL'), 0)`,
  'what is set aside is what captures wait for': `
    select p.id from payments as p left join captures as c on c.payment_id = p.id and c.status = 'PENDING'
    group by p.id having p.capturing_minor <> coalesce(sum(c.amount_minor), 0)`,
  'a capture that is done is in the ledger once': `
    select c.id from captures as c full join (select * from payment_ledger where capture_id is not null) as e
      on e.capture_id = c.id
    where c.id is null or (c.status = 'SUCCEEDED') <> (e.id is not null) or c.amount_minor <> e.amount_minor`,
  'a refund that is done is in the ledger once': `
    select r.id from refunds as r left join (
      select refund_id, sum(case kind when 'REFUND' then amount_minor else -amount_minor end) as minor
      from payment_ledger where refund_id is not null group by refund_id) as e on e.refund_id = r.id
    where coalesce(e.minor, 0) <> (case r.status when 'SUCCEEDED' then r.amount_minor else 0 end)`,
  'what is set aside is what refunds wait for': `
    select p.id from payments as p left join refunds as r on r.payment_id = p.id and r.status = 'PENDING'
    group by p.id having p.refunding_minor <> coalesce(sum(r.amount_minor), 0)`,
  'an order has what its payments have': `
    select o.id from orders as o join payments as p on p.order_id = o.id
    group by o.id having o.captured_minor <> sum(p.captured_minor)
      or o.authorized_minor <> sum(p.authorized_minor) or o.refunded_minor <> sum(p.refunded_minor)`,
  'the ledger is what the provider has in its own books': `
    select theirs.id, ours.provider_transaction_id
    from sandbox_transactions as theirs
    full join payment_ledger as ours on ours.provider_transaction_id = theirs.id
    where (ours.provider is null or ours.provider = 'sandbox')
      and (theirs.charge_key, theirs.kind, theirs.amount_minor, coalesce(theirs.refund_key, ours.refund_id))
      is distinct from (ours.payment_id, ours.kind, ours.amount_minor, ours.refund_id)`,
  'the provider charged nothing for an order that is not paid': `
    select c.key from sandbox_charges as c left join payments as p on p.id = c.key
    left join orders as o on o.id = p.order_id
    where c.captured_minor > 0 and (o.id is null or o.placed_at is null)`,
  'a paid order is paid in full, another is not': `
    select id from orders where total_minor > 0
      and (payment_status = 'PAID') <> (captured_minor - refunded_minor = total_minor)`,
  'a canceled order keeps no money': `
    select id from orders where status = 'CANCELED' and captured_minor <> refunded_minor`,
  'a cart has one live order': `
    select cart_id from orders where status <> 'CANCELED' group by cart_id having count(*) > 1`,
  'every order tells of its end once': `
    select o.id from orders as o where o.placed_at is not null and (
      (select count(*) from outbox as e where e.aggregate_id = o.id and e.type = 'order.placed') <> 1
      or (select count(*) from outbox as e where e.aggregate_id = o.id and e.type = 'order.paid')
        <> (select count(*) from order_events as e where e.order_id = o.id and e.type = 'CONFIRMED')
      or (select count(*) from outbox as e where e.aggregate_id = o.id and e.type = 'order.canceled')
        <> (case when o.status = 'CANCELED' then 1 else 0 end))`,
  'a means of payment is kept only while there is something to pay with it': `
    select c.order_id from checkouts as c left join orders as o on o.id = c.order_id
    where o.id is null or c.payment_token is not null and (o.placed_at is not null or o.status = 'CANCELED')`,
  'a line has on their way back, and back, what its returns hold': `
    select line.id, line.quantity_returning, line.quantity_returned, back.* from order_lines as line
    cross join lateral (
      select coalesce(sum(quantity) filter (where status in ('REQUESTED', 'APPROVED')), 0) as returning,
             coalesce(sum(quantity_sellable + quantity_damaged), 0) as returned,
             coalesce(sum(quantity_sellable + quantity_damaged) filter (where status <> 'RECEIVED'), 0) as early
      from return_lines join returns on returns.id = return_lines.return_id
      where order_line_id = line.id) as back
    where line.quantity_returning <> back.returning or line.quantity_returned <> back.returned or back.early > 0`,
  'an order is sent when nothing is left to be sent, and returned when all that was sent is back': `
    select orders.id, status, fulfillment_status from orders
    join order_lines as line on line.order_id = orders.id
    group by orders.id
    having (fulfillment_status = 'RETURNED') <> (status in ('FULFILLED', 'COMPLETED')
        and sum(quantity_fulfilled) = sum(quantity_returned) and sum(quantity_fulfilled) > 0)
      or (status in ('FULFILLED', 'COMPLETED')) <> (sum(quantity_fulfilled + quantity_canceled) = sum(quantity) and sum(quantity_fulfilled) > 0)`,
  'a return that paid back has one refund of its order, and each refund at most one return': `
    select returns.id from returns left join refunds on refunds.id = returns.refund_id
    where returns.refund_id is not null and refunds.order_id is distinct from returns.order_id
    union all select refund_id from returns where refund_id is not null group by refund_id having count(*) > 1`,
  'no key is left without an answer': `select key from idempotency_keys where answer is null`,
}

/** These hold once somebody has asked the provider, and nobody has to look again. */
const settledOnly: ReadonlySet<string> = new Set([
  'the ledger is what the provider has in its own books',
  'a canceled order keeps no money',
])

/** Throws on the first that does not hold. `isSettled` is false while news of the provider's have not been heard. */
export async function requireInvariants(sql: postgres.Sql, isSettled = true): Promise<void> {
  const checks = Object.entries(invariants).filter(([name]) => isSettled || !settledOnly.has(name))
  // One statement, because tests ask after every step.
  const [first] = await sql.unsafe<{ name: string; broken: unknown }[]>(
    checks
      .map(
        ([name, query]) => `select '${name.replaceAll("'", "''")}' as name, jsonb_agg(row) as broken
        from (select * from (${query}) as found limit 3) as row having count(*) > 0`,
      )
      .join(' union all '),
  )
  if (first !== undefined) throw new Error(`${first.name}: broken for ${JSON.stringify(first.broken)}`)
}

/** What was called off before it was sent, and what came back to be sold, is in stock again. */
async function requireSameBack(orders: postgres.Sql, products: postgres.Sql): Promise<void> {
  const given = await orders<{ pair: string }[]>`
    select line.order_id || ' ' || line.variant_id || ' ' || back.quantity as pair from order_lines as line
    cross join lateral (
      select line.quantity_canceled + coalesce(sum(quantity_sellable), 0) as quantity
      from return_lines where order_line_id = line.id) as back
    where back.quantity > 0 order by 1`
  const taken = await products<{ pair: string }[]>`
    select order_id || ' ' || variant_id || ' ' || taken_back as pair
    from stock_reservation_lines join stock_reservations using (order_id)
    where taken_back > 0 and status = 'COMMITTED' order by 1`
  const [ours, theirs] = [given, taken].map((rows) => JSON.stringify(rows.map(({ pair }) => pair).sort()))
  if (ours !== theirs) throw new Error(`given back: ${ours}, taken back: ${theirs}`)
}

/** Nothing sold that was not reserved, nothing reserved that nobody wants. */
export async function requireSameStock(orders: postgres.Sql, products: postgres.Sql): Promise<void> {
  await requireSameBack(orders, products)
  const wanted = await orders<{ id: string; status: string; isPlaced: boolean }[]>`
    select id, status, placed_at is not null as "isPlaced" from orders`
  const reservations = await products<{ id: string; status: string }[]>`
    select order_id as id, status::text from stock_reservations`
  const statusOf = new Map(reservations.map(({ id, status }) => [id, status]))
  for (const { id, status } of wanted) {
    const expected =
      status === 'CANCELED'
        ? ['RELEASED', undefined]
        : status === 'PENDING_PAYMENT'
          ? ['RESERVED']
          : ['COMMITTED']
    const found = statusOf.get(id)
    if (!expected.includes(found)) throw new Error(`order ${id} is ${status}, its stock ${found}`)
    statusOf.delete(id)
  }
  if (statusOf.size > 0) throw new Error(`reserved for nobody: ${JSON.stringify([...statusOf])}`)
}
