// Other people's orders by the million: one line and one payment each, in every state that lists are filtered by.
// Timelines and ledgers are left out: no list reads them, and the constraints of what is there hold all the same.
import type postgres from 'postgres'
import type { Bought } from '../bulk-orders.ts'
import { withoutIndexes } from '../without-indexes.ts'

export type Crowd = {
  readonly count: number
  readonly customerIds: readonly string[]
  readonly variants: readonly Bought[]
}

/** Of a thousand orders: 1 waits for its money, 49 were called off and paid back, 250 are to be sent, 700 are done. */
export async function bulkSeedCrowd(sql: postgres.Sql, crowd: Crowd): Promise<void> {
  await sql.begin(async (tx) => {
    // Building an index over millions of rows is no statement of a request.
    await tx`set local statement_timeout = 0`
    await tx`set local maintenance_work_mem = '512MB'`
    await loadVariants(tx, crowd.variants)
    await withoutIndexes(tx, ['orders', 'order_lines', 'payments'], async () => {
      await insertOrders(tx, crowd)
      // Unknown, the new rows are taken for few, and joined one by one.
      await tx`analyze orders`
      await insertLines(tx)
      // Nobody follows these orders, and each notification would look its order up.
      await tx`alter table payments disable trigger user`
      await insertPayments(tx)
      await tx`alter table payments enable trigger user`
    })
  })
}

type Sql = postgres.TransactionSql

async function loadVariants(tx: Sql, variants: readonly Bought[]): Promise<void> {
  const column = (name: keyof Bought) => variants.map((variant) => variant[name])
  await tx`
    create temporary table crowd_variants on commit drop as
    select ordinality::integer - 1 as place, variant.* from unnest(
      ${column('variantId')}::text[], ${column('productId')}::text[], ${column('productName')}::text[],
      ${column('variantName')}::text[], ${column('sku')}::text[], ${column('minor')}::bigint[]
    ) with ordinality
      as variant (variant_id, product_id, product_name, variant_name, sku, minor, ordinality)`
  await tx`create unique index on crowd_variants (place)`
  await tx`analyze crowd_variants`
}

/** Spread evenly over the last two years, in no order: the table is not laid out as the lists are. */
async function insertOrders(tx: Sql, { count, customerIds, variants }: Crowd): Promise<void> {
  await tx`
    insert into orders (id, number, cart_id, customer_id, currency, status, payment_status, fulfillment_status,
      subtotal_minor, total_minor, captured_minor, refunded_minor, email, shipping_address,
      created_at, placed_at, fulfilled_at, canceled_at, payable_until)
    select 'ord_' || body, 'C' || n, 'crt_' || body, (${customerIds}::text[])[1 + n % ${customerIds.length}::integer],
           'EUR', state.status, state.payment_status, state.fulfillment_status, minor, minor,
           case when state.payment_status = 'REQUIRES_ACTION' then 0 else minor end,
           case when state.payment_status = 'REFUNDED' then minor else 0 end, 'buyer@bench.test',
           jsonb_build_object('name', 'Bench Buyer', 'line1', 'Market Square 1', 'line2', null, 'city', 'Berlin',
             'region', null, 'postalCode', '10115', 'country', 'DE', 'phone', null),
           placed_at, placed_at,
           case when state.fulfillment_status = 'FULFILLED' then placed_at + interval '2 days' end,
           case when state.status = 'CANCELED' then placed_at + interval '1 hour' end,
           placed_at + interval '30 minutes'
    from generate_series(1, ${count}::integer) as n
    join crowd_variants as v on v.place = n % ${variants.length}::integer
    cross join lateral (select
      '02' || lpad(upper(to_hex(n)), 10, '0') || upper(substr(md5('ord' || n), 1, 14)) as body,
      date_trunc('milliseconds', now() - interval '730 days' * random()) as placed_at,
      abs(hashint4(n)::bigint) % 1000 as turn
    ) as drawn
    cross join lateral (select
      case when turn = 0 then 'PENDING_PAYMENT' when turn < 50 then 'CANCELED' when turn < 300 then 'CONFIRMED'
           else 'COMPLETED' end as status,
      case when turn = 0 then 'REQUIRES_ACTION' when turn < 50 then 'REFUNDED' else 'PAID' end as payment_status,
      case when turn < 300 then 'UNFULFILLED' else 'FULFILLED' end as fulfillment_status
    ) as state`
}

async function insertLines(tx: Sql): Promise<void> {
  await tx`
    insert into order_lines (id, order_id, position, variant_id, product_id, product_name, variant_name, sku,
      quantity, quantity_fulfilled, unit_minor, total_minor)
    select 'oli_' || substr(o.id, 5), o.id, 1, v.variant_id, v.product_id, v.product_name, v.variant_name, v.sku,
           1, case when o.fulfillment_status = 'FULFILLED' then 1 else 0 end, v.minor, v.minor
    from orders as o
    join crowd_variants as v on v.place = substr(o.number, 2)::integer % (select count(*) from crowd_variants)
    where o.number like 'C%'`
}

async function insertPayments(tx: Sql): Promise<void> {
  await tx`
    insert into payments (id, order_id, provider, status, currency, amount_minor, captured_minor, refunded_minor,
      created_at)
    select 'pay_' || substr(id, 5), id, 'sandbox',
           case when captured_minor = 0 then 'REQUIRES_ACTION' else 'CAPTURED' end,
           currency, total_minor, captured_minor, refunded_minor, placed_at
    from orders where number like 'C%'`
}
