// Order histories by the hundred thousand: paid orders of three lines with their payment, ledger entry and timeline,
// in a few statements. Rows are those that a checkout leaves; the constraints of the tables check them.
import type postgres from 'postgres'

export type Bought = {
  readonly variantId: string
  readonly productId: string
  readonly productName: string
  readonly variantName: string
  readonly sku: string
  readonly minor: number
}

export type Histories = {
  /** Customers with how many orders each is to have. */
  readonly customers: readonly { readonly id: string; readonly orders: number }[]
  /** What they draw from. */
  readonly variants: readonly Bought[]
}

export async function bulkSeedOrders(sql: postgres.Sql, { customers, variants }: Histories): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`
      create temporary table bench_customers on commit drop as
      select * from unnest(
        ${customers.map(({ id }) => id)}::text[], ${customers.map(({ orders }) => orders)}::integer[]
      ) as customer (id, orders)`
    await loadVariants(tx, variants)
    await planOrders(tx)
    await insertOrders(tx)
    await insertPayments(tx)
    await insertTimeline(tx)
  })
}

type Sql = postgres.TransactionSql

async function loadVariants(tx: Sql, variants: readonly Bought[]): Promise<void> {
  const column = (name: keyof Bought) => variants.map((variant) => variant[name])
  await tx`
    create temporary table bench_variants on commit drop as
    select ordinality::integer - 1 as place, variant.* from unnest(
      ${column('variantId')}::text[], ${column('productId')}::text[], ${column('productName')}::text[],
      ${column('variantName')}::text[], ${column('sku')}::text[], ${column('minor')}::bigint[]
    ) with ordinality
      as variant (variant_id, product_id, product_name, variant_name, sku, minor, ordinality)`
  await tx`analyze bench_variants`
}

/** Each order with its ids and three lines of different variants, spread over the last year. */
async function planOrders(tx: Sql): Promise<void> {
  await tx`
    create temporary table bench_orders on commit drop as
    select seq, customer_id, placed_at,
           '01' || lpad(upper(to_hex(seq)), 10, '0') || upper(substr(md5('ord' || seq), 1, 14)) as body
    from (
      select row_number() over (order by turn, c.id) as seq, c.id as customer_id,
             date_trunc('milliseconds', now() - interval '365 days' * random()) as placed_at
      from bench_customers as c, generate_series(1, c.orders) as turn
    ) as numbered`
  await tx`
    create temporary table bench_lines on commit drop as
    select o.seq, o.body, line.position, v.*, 1 + (o.seq + line.position) % 3 as quantity
    from bench_orders as o, generate_series(1, 3) as line (position)
    join bench_variants as v on true
    where v.place = (abs(hashint8(o.seq)::bigint) + line.position * 7919)
      % (select count(*) from bench_variants)`
  await tx`analyze bench_orders, bench_lines`
}

async function insertOrders(tx: Sql): Promise<void> {
  await tx`
    insert into orders (id, cart_id, customer_id, currency, status, payment_status, fulfillment_status,
      subtotal_minor, total_minor, captured_minor, email, shipping_address, created_at, placed_at, payable_until)
    select 'ord_' || body, 'crt_' || body, customer_id, 'EUR', 'CONFIRMED', 'PAID', 'UNFULFILLED',
           total, total, total, 'buyer@bench.test',
           jsonb_build_object('name', 'Bench Buyer', 'line1', 'Market Square 1', 'line2', null, 'city', 'Berlin',
             'region', null, 'postalCode', '10115', 'country', 'DE', 'phone', null),
           placed_at, placed_at, placed_at + interval '1 hour'
    from bench_orders
    join (select seq, sum(minor * quantity)::bigint as total from bench_lines group by seq) as sums using (seq)
    order by seq`
  await tx`
    insert into order_lines (id, order_id, position, variant_id, product_id, product_name, variant_name, sku,
      quantity, unit_minor, total_minor)
    select 'oli_' || left(body, 24) || '0' || position, 'ord_' || body, position, variant_id, product_id,
           product_name, variant_name, sku, quantity, minor, minor * quantity
    from bench_lines order by seq, position`
}

async function insertPayments(tx: Sql): Promise<void> {
  await tx`
    insert into payments (id, order_id, provider, status, currency, amount_minor, captured_minor, created_at)
    select 'pay_' || substr(id, 5), id, 'sandbox', 'CAPTURED', currency, total_minor, total_minor, placed_at
    from orders order by id`
  await tx`
    insert into payment_ledger (order_id, payment_id, kind, amount_minor, currency, provider,
      provider_transaction_id, occurred_at, recorded_at)
    select order_id, id, 'CAPTURE', amount_minor, currency, provider, 'bulk_' || id, created_at, created_at
    from payments order by id`
}

async function insertTimeline(tx: Sql): Promise<void> {
  await tx`
    insert into order_events (id, order_id, type, actor, at)
    select 'oev_' || left(substr(o.id, 5), 24) || '0' || step.place, o.id, step.type, step.actor, o.placed_at
    from orders as o, (values (1, 'PLACED', 'BUYER'), (2, 'PAYMENT_CAPTURED', 'PROVIDER'), (3, 'CONFIRMED', 'SYSTEM'))
      as step (place, type, actor)
    order by o.id, step.place`
}
