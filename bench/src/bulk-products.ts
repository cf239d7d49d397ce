// Makes products by the million with INSERT … SELECT: what the service's own writes would leave, derived columns, counts
// and search terms included, in minutes instead of hours. Everything follows from a product's number, so that two runs
// make the same shop. One transaction: it ends as a whole or not at all.
import type { Sql, TransactionSql } from 'postgres'
import { withoutIndexes } from './without-indexes.ts'

const tables = [
  'categories',
  'products',
  'product_categories',
  'variants',
  'variant_prices',
  'stock_levels',
  'stock_movements',
] as const

/** `sql` is the role that owns the tables, and nobody else writes meanwhile. Adds to what is there. */
export async function bulkSeedProducts(sql: Sql, count: number): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local statement_timeout = 0`
    await tx`set local lock_timeout = 0`
    await tx`set local idle_in_transaction_session_timeout = 0`
    await tx`set local maintenance_work_mem = '512MB'`
    await tx`set local work_mem = '256MB'`
    await tx`set constraints all immediate`
    await defineFunctions(tx)
    await draft(tx, count)
    for (const table of tables) await tx`alter table ${tx(table)} disable trigger user`
    await withoutIndexes(tx, tables, () => insert(tx))
    for (const table of tables) await tx`alter table ${tx(table)} enable trigger user`
    await recount(tx)
  })
  for (const table of [...tables, 'catalog_counts']) await sql`vacuum (analyze) ${sql(table)}`
}

async function defineFunctions(tx: TransactionSql): Promise<void> {
  // In [0, 1), evenly, and always the same for the same number and purpose.
  await tx`
    create or replace function pg_temp.share(n bigint, purpose bigint) returns double precision language sql immutable as $$
      select (hashint8extended(n, purpose) & 4503599627370495) / 4503599627370496.0 $$`
  // Early entries are far more frequent than late ones, as words are.
  await tx`
    create or replace function pg_temp.pick(words text[], n bigint, purpose bigint) returns text language sql immutable as $$
      select words[1 + floor(cardinality(words) * power(pg_temp.share(n, purpose), 2.0))::integer] $$`
  // The time in Crockford's base 32, then 16 hexadecimal digits, which are digits there as well.
  await tx`
    create or replace function pg_temp.ulid(ms bigint, seed text) returns text language sql immutable as $$
      select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + ((ms >> place) & 31)::integer, 1), '' order by place desc)
             || upper(substr(md5(seed), 1, 16))
      from generate_series(0, 45, 5) as place $$`
}

/** Temporary tables of what is to be inserted. */
async function draft(tx: TransactionSql, count: number): Promise<void> {
  await tx`
    create temporary table draft_categories on commit drop as
    select n, 'cat_' || pg_temp.ulid((extract(epoch from now()) * 1000)::bigint, 'category ' || n || ' of ' || start) as id,
           initcap(pg_temp.pick(${adjectives}::text[], n, 11)) || ' ' || initcap(pg_temp.pick(${nouns}::text[], n, 12)) as name,
           start + n as number
    from (select count(*) as start from categories) as present,
         generate_series(1, 6 + least(194, ${count}::integer / 5000)) as n`
  await tx`
    create temporary table draft_products on commit drop as
    select start + n as number,
           (extract(epoch from now()) * 1000)::bigint - (${count}::bigint - n) * 1000 as created_ms,
           initcap(pg_temp.pick(${adjectives}::text[], start + n, 1)) || ' '
             || initcap(pg_temp.pick(${nouns}::text[], start + n, 2)) || ' '
             || initcap(pg_temp.pick(${forms}::text[], start + n, 3)) as name,
           'made for ' || pg_temp.pick(${nouns}::text[], start + n, 4) || ' and ' || pg_temp.pick(${nouns}::text[], start + n, 5)
             || ' in a ' || pg_temp.pick(${adjectives}::text[], start + n, 6) || ' ' || pg_temp.pick(${forms}::text[], start + n, 7)
             || ' that keeps ' || pg_temp.pick(${adjectives}::text[], start + n, 8) as description,
           case when pg_temp.share(start + n, 9) < 0.97 then 'ACTIVE'
                when pg_temp.share(start + n, 9) < 0.99 then 'DRAFT' else 'ARCHIVED' end::product_status as status,
           1 + floor(3 * pg_temp.share(start + n, 10))::integer as variants
    from (select count(*) as start from products) as present, generate_series(1, ${count}::bigint) as n`
  await tx`alter table draft_products add column id text`
  await tx`update draft_products set id = 'prd_' || pg_temp.ulid(created_ms, 'product ' || number)`
  await tx`
    create temporary table draft_variants on commit drop as
    select p.id as product_id, p.number, position::smallint,
           'var_' || substr(p.id, 5, 10) || upper(substr(md5('variant ' || p.number || '-' || position), 1, 16)) as id,
           'SKU-' || lpad(p.number::text, 7, '0') || '-' || position as sku,
           (50 + floor(50000 * power(pg_temp.share(p.number * 4 + position, 20), 3)))::bigint as minor,
           case when pg_temp.share(p.number * 4 + position, 21) < 0.05 then 0
                when pg_temp.share(p.number * 4 + position, 21) < 0.10
                  then 1 + floor(5 * pg_temp.share(p.number * 4 + position, 22))::integer
                else 10 + floor(490 * pg_temp.share(p.number * 4 + position, 22))::integer end as on_hand
    from draft_products as p, generate_series(1, p.variants) as position`
  await tx`alter table draft_variants add column availability availability`
  await tx`
    update draft_variants set availability = (case when on_hand = 0 then 'OUT_OF_STOCK'
      when on_hand <= low_stock_threshold then 'LOW_STOCK' else 'IN_STOCK' end)::availability
    from stock_settings`
  await tx`analyze draft_categories, draft_products, draft_variants`
}

async function insert(tx: TransactionSql): Promise<void> {
  await tx`
    insert into categories (id, slug, name, sort_name, created_at, updated_at)
    select id, lower(replace(name, ' ', '-')) || '-' || number, name, lower(name), now(), now() from draft_categories`
  await tx`
    insert into products (id, slug, name, sort_name, description, status, created_at, updated_at, min_price_minor,
                          max_price_minor, in_stock_variants, low_stock_variants, out_of_stock_variants, search)
    select p.id, lower(replace(p.name, ' ', '-')) || '-' || p.number, p.name, lower(p.name), p.description, p.status,
           to_timestamp(created_ms / 1000.0), to_timestamp(created_ms / 1000.0), v.min_minor, v.max_minor,
           v.in_stock, v.low_stock, v.out_of_stock,
           array_to_tsvector(array(select ' ' || term from unnest(t.title) as term)
                             || string_to_array(lower(p.description), ' '))
    from draft_products as p
    join (
      select product_id, min(minor) as min_minor, max(minor) as max_minor,
             count(*) filter (where availability = 'IN_STOCK') as in_stock,
             count(*) filter (where availability = 'LOW_STOCK') as low_stock,
             count(*) filter (where availability = 'OUT_OF_STOCK') as out_of_stock
      from draft_variants group by product_id
    ) as v on v.product_id = p.id
    cross join lateral (
      select string_to_array(lower(p.name), ' ') || array(
        select unnest(array['sku-' || n || '-' || nth, n || '-' || nth, nth::text, '-'])
        from generate_series(1, p.variants) as nth, lpad(p.number::text, 7, '0') as n) as title
    ) as t`
  await tx`
    insert into product_categories (product_id, category_id, status, sort_name, min_price_minor, created_at)
    select distinct p.id, c.id, p.status, p.sort_name, p.min_price_minor, p.created_at
    from draft_products as d
    join products as p on p.id = d.id
    cross join generate_series(1, 1 + (d.number % 3)::integer) as nth
    join draft_categories as c on c.n = 1 + floor(
      (select count(*) from draft_categories) * power(pg_temp.share(d.number * 4 + nth, 30), 2))::integer`
  await tx`
    insert into variants (id, product_id, position, sku, name, prices)
    select id, product_id, position, sku, (array['Small', 'Medium', 'Large'])[position],
           jsonb_strip_nulls(jsonb_build_object('EUR', minor, 'USD', case when number % 2 = 0 then minor * 11 / 10 end,
                                                'JPY', case when number % 5 = 0 then minor * 16 / 10 end))
    from draft_variants`
  await tx`
    insert into variant_prices (variant_id, currency, minor, product_id)
    select v.id, x.currency, x.minor::bigint, v.product_id
    from variants as v join draft_variants as d on d.id = v.id
    cross join lateral jsonb_each_text(v.prices) as x (currency, minor)`
  await tx`
    insert into stock_levels (variant_id, product_id, on_hand, reserved, availability)
    select id, product_id, on_hand, 0, availability from draft_variants`
  await tx`
    insert into stock_movements (variant_id, reason, on_hand_delta, reserved_delta)
    select id, 'RECEIVED', on_hand, 0 from draft_variants where on_hand > 0`
}

async function recount(tx: TransactionSql): Promise<void> {
  await tx`delete from catalog_counts`
  await tx`
    insert into catalog_counts (shard, draft_products, active_products, archived_products, categories)
    select 0, count(*) filter (where status = 'DRAFT'), count(*) filter (where status = 'ACTIVE'),
           count(*) filter (where status = 'ARCHIVED'), (select count(*) from categories)
    from products`
}

const adjectives =
  words(`fresh organic green golden wild smoked classic pure ripe sweet bitter roasted salted crisp tender
  spicy mild creamy dark light whole ground dried frozen raw rustic royal alpine coastal northern southern sunny winter summer
  spring autumn ancient modern daily grand petite hearty zesty tangy velvet silky crunchy chunky honest humble noble rare`)

const nouns =
  words(`tea coffee bread butter cheese apple pear plum cherry lemon orange grape melon berry olive tomato potato carrot
  onion garlic pepper salt sugar honey syrup jam sauce soup broth pasta rice bean lentil pea corn oat wheat rye barley flour yeast
  milk cream yoghurt egg ham bacon sausage beef pork lamb chicken turkey duck salmon tuna trout cod shrimp crab mussel squid
  cookie biscuit cake muffin waffle pancake cracker chip nut almond walnut hazelnut cashew pistachio raisin date fig apricot peach
  mango papaya banana pineapple coconut avocado spinach lettuce kale cabbage leek celery fennel beet radish turnip pumpkin squash
  cucumber zucchini eggplant mushroom truffle basil thyme rosemary sage mint parsley dill oregano cumin curry ginger turmeric
  cinnamon vanilla cocoa chocolate caramel toffee nougat marzipan sorbet wine beer cider juice soda water soap sponge candle towel`)

const forms =
  words(`box bag jar bottle tin pack bundle basket crate pouch tube roll loaf slice block wheel bar stick cube flake powder
  pellet drop mix blend`)

function words(text: string): string[] {
  return text.split(/\s+/)
}
