// For tests: the products service on a database of its own, asked through its handler as the gateway or orders would.
import type { EventEnvelope } from '@supermarket/service-kit/events/envelope.ts'
import { newId } from '@supermarket/service-kit/ids.ts'
import type { SubgraphAnswer } from '@supermarket/service-kit/subgraph-call.ts'
import type { Role, ServiceName } from '@supermarket/service-kit/viewer.ts'
import { testDatabase } from '@supermarket/testkit/test-database.ts'
import { testTokens } from '@supermarket/testkit/tokens.ts'
import { pino } from 'pino'
import postgres from 'postgres'
import { openProducts, type ProductsOptions, type ProductsService } from './server.ts'

export type Asked = {
  readonly variables?: Record<string, unknown>
  readonly authorization?: string | undefined
  readonly caller?: ServiceName
}

export type NewVariant = {
  readonly sku?: string
  readonly name?: string
  readonly price?: { minor: number; currency: string }
  readonly prices?: readonly { minor: number; currency: string }[]
  readonly cost?: { minor: number; currency: string }
  readonly weightGrams?: number
  readonly taxClass?: 'STANDARD' | 'REDUCED' | 'ZERO'
  /** Pieces received at once. */
  readonly onHand?: number
}

export type NewProduct = {
  readonly name?: string
  readonly slug?: string
  readonly description?: string
  readonly status?: 'DRAFT' | 'ACTIVE' | 'ARCHIVED'
  readonly categoryIds?: readonly string[]
  readonly variants?: readonly NewVariant[]
}

export type MadeProduct = {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly version: number
  readonly variants: readonly { readonly id: string; readonly sku: string }[]
}

export type ProductsFixture = AsyncDisposable & {
  readonly service: ProductsService
  readonly databaseUrl: string
  /** As the service's role, beside the service. */
  readonly sql: postgres.Sql
  readonly delivered: EventEnvelope[]
  /** `Authorization` headers. */
  readonly staff: string
  readonly admin: string
  readonly customer: string
  readonly staffId: string
  authorization(role: Role): Promise<string>
  /** SQL texts since the last `takeQueries`. */
  takeQueries(): string[]
  answer(query: string, asked?: Asked): Promise<SubgraphAnswer>
  /** The data; throws when the answer holds an error. */
  // biome-ignore lint/suspicious/noExplicitAny: tests assert on the shape they asked for
  ask(query: string, asked?: Asked): Promise<any>
  /** The only field of a mutation's data, as staff unless said otherwise. */
  // biome-ignore lint/suspicious/noExplicitAny: tests assert on the shape they asked for
  change(mutation: string, input: Record<string, unknown>, asked?: Asked): Promise<any>
  /** ACTIVE, with one variant at 10.00 EUR, unless said otherwise. */
  aProduct(product?: NewProduct): Promise<MadeProduct>
  aCategory(name?: string): Promise<string>
  /** Refusals are thrown. */
  receive(variantId: string, pieces: number): Promise<void>
  /** What must hold whenever nothing is running; throws on the first that does not. */
  requireInvariants(): Promise<void>
}

const log = pino({ level: 'silent' })

export type ProductsFixtureOptions = Partial<ProductsOptions> & {
  /** Takes what is told to other services, beside `delivered`. */
  readonly deliver?: (envelope: EventEnvelope) => Promise<void>
}

export async function openFixture({
  deliver,
  ...options
}: ProductsFixtureOptions = {}): Promise<ProductsFixture> {
  const database = await testDatabase('products')
  const tokens = await testTokens()
  const queries: string[] = []
  const delivered: EventEnvelope[] = []
  const service = await openProducts({
    databaseUrl: database.url,
    log,
    links: {
      jwks: tokens.jwks,
      fetchRevocations: tokens.fetchRevocations,
      events: {
        async deliver(envelope) {
          await deliver?.(envelope)
          delivered.push(envelope)
        },
      },
    },
    onQuery: (text) => void queries.push(text),
    ...options,
  })
  const sql = postgres(database.url, { max: 4, onnotice: () => {} })
  const staffId = newId('usr')
  const authorization = (role: Role, userId = newId('usr')) => tokens.authorization({ userId, roles: [role] })
  const staff = await authorization('STAFF', staffId)

  const answer: ProductsFixture['answer'] = (query, { variables, authorization, caller = 'gateway' } = {}) =>
    service.handler.handle(caller, {
      query,
      variables,
      authorization,
      requestId: 'request-of-a-test',
      deadlineAt: Date.now() + 10_000,
    })
  const ask: ProductsFixture['ask'] = async (query, asked) => {
    const { body } = await answer(query, asked)
    if (body.errors) throw new Error(JSON.stringify(body.errors))
    return body.data
  }
  const change: ProductsFixture['change'] = async (mutation, input, asked) => {
    const data = await ask(mutation, { authorization: staff, ...asked, variables: { input } })
    return Object.values(data)[0]
  }
  const receive: ProductsFixture['receive'] = async (variantId, delta) => {
    const { userErrors } = await change(
      `mutation ($input: StockAdjustInput!) { stockAdjust(input: $input) { userErrors { code message } } }`,
      {
        variantId,
        delta,
        reason: 'RECEIVED',
        idempotencyKey: `receive ${variantId} ${delta} ${newId('mov')}`,
      },
    )
    if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors))
  }
  let count = 0
  return {
    ...{ service, databaseUrl: database.url, sql, delivered, staff, staffId, answer, ask, change, receive },
    admin: await authorization('ADMIN'),
    customer: await authorization('CUSTOMER'),
    authorization: (role) => authorization(role),
    takeQueries: () => queries.splice(0),
    async aProduct({ variants = [{}], ...product } = {}) {
      count += 1
      const { product: made, userErrors } = await change(
        `mutation ($input: ProductCreateInput!) { productCreate(input: $input) {
          product { id slug name version variants { id sku } } userErrors { code message path } } }`,
        {
          ...{ name: `Product ${count}`, status: variants.length > 0 ? 'ACTIVE' : 'DRAFT', ...product },
          variants: variants.map(({ onHand: _onHand, ...variant }, at) => ({
            ...{ sku: `SKU-${count}-${at + 1}`, name: `Variant ${at + 1}`, ...variant },
            price: variant.price ?? { minor: 1000, currency: 'EUR' },
          })),
        },
      )
      if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors))
      for (const [at, { onHand = 0 }] of variants.entries())
        if (onHand > 0) await receive(made.variants[at].id, onHand)
      return made
    },
    async aCategory(name = 'Some category') {
      const { category } = await change(
        `mutation ($input: CategoryCreateInput!) { categoryCreate(input: $input) { category { id } } }`,
        { name },
      )
      return category.id
    },
    requireInvariants: () => requireInvariants(sql),
    async [Symbol.asyncDispose]() {
      await sql.end()
      await service[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
}

/** Each query lists what breaks an invariant. */
const invariants: Readonly<Record<string, string>> = {
  'movements add up to levels': `
    select l.variant_id from stock_levels as l left join stock_movements as m using (variant_id)
    group by l.variant_id
    having coalesce(sum(on_hand_delta), 0) <> on_hand or coalesce(sum(reserved_delta), 0) <> reserved`,
  'open reservations add up to what is reserved': `
    select l.variant_id, l.reserved from stock_levels as l
    left join (select variant_id, quantity from stock_reservation_lines join stock_reservations using (order_id)
               where status = 'RESERVED') as held using (variant_id)
    group by l.variant_id having coalesce(sum(quantity), 0) <> reserved`,
  'committed reservations add up to what was sold': `
    select l.variant_id from stock_levels as l
    left join (select variant_id, -on_hand_delta as sold from stock_movements
               where order_id is not null and reason in ('COMMITTED', 'RESTOCKED', 'RETURNED')) as moved using (variant_id)
    group by l.variant_id
    having coalesce(sum(sold), 0) <> coalesce((
      select sum(quantity - taken_back) from stock_reservation_lines join stock_reservations using (order_id)
      where status = 'COMMITTED' and variant_id = l.variant_id), 0)`,
  'availability is what stock says': `
    select variant_id from stock_levels where availability <> stock_availability(on_hand - reserved)`,
  'products count the availability of their variants': `
    select p.id from products as p left join stock_levels as l on l.product_id = p.id group by p.id
    having (in_stock_variants, low_stock_variants, out_of_stock_variants) is distinct from (
      count(*) filter (where availability = 'IN_STOCK'), count(*) filter (where availability = 'LOW_STOCK'),
      count(*) filter (where availability = 'OUT_OF_STOCK'))`,
  'products know the span of their prices': `
    select p.id from products as p left join variant_prices as x on x.product_id = p.id and x.currency = 'EUR'
    group by p.id having (min_price_minor, max_price_minor) is distinct from (min(minor), max(minor))`,
  'categories have true copies': `
    select p.id from product_categories as c join products as p on p.id = c.product_id
    where (c.status, c.sort_name, c.min_price_minor, c.created_at)
      is distinct from (p.status, p.sort_name, p.min_price_minor, p.created_at)`,
  'variants have true copies of their prices': `
    select v.id from variants as v left join variant_prices as x on x.variant_id = v.id group by v.id
    having prices is distinct from jsonb_object_agg(currency, minor)`,
  'prices know their product': `
    select x.variant_id from variant_prices as x join variants as v on v.id = x.variant_id
    where x.product_id <> v.product_id`,
  'counts are exact': `
    select 1 from (select sum(draft_products) as draft, sum(active_products) as active,
                          sum(archived_products) as archived, sum(categories) as categories from catalog_counts) as c
    where coalesce(draft, 0) <> (select count(*) from products where status = 'DRAFT')
       or coalesce(active, 0) <> (select count(*) from products where status = 'ACTIVE')
       or coalesce(archived, 0) <> (select count(*) from products where status = 'ARCHIVED')
       or coalesce(c.categories, 0) <> (select count(*) from categories)`,
}

export async function requireInvariants(sql: postgres.Sql): Promise<void> {
  // One statement, because tests ask after every step.
  const [first] = await sql.unsafe<{ name: string; broken: unknown }[]>(
    Object.entries(invariants)
      .map(
        ([name, query]) => `select '${name}' as name, jsonb_agg(row) as broken
        from (select * from (${query}) as found limit 3) as row having count(*) > 0`,
      )
      .join(' union all '),
  )
  if (first !== undefined) throw new Error(`${first.name}: broken for ${JSON.stringify(first.broken)}`)
}
