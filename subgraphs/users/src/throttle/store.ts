// Budgets of attempts in the database (GCRA: one instant per budget, at which it is whole again). One statement
// charges several budgets in turn and stops at the first that is exhausted, so that an attempt which is refused for
// its own address costs the account behind it nothing. Attempts on one budget take turns on its row.
import { createHash } from 'node:crypto'
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { type SQL, sql } from 'drizzle-orm'

/** `burst` attempts at once, and one more each `refillMs` after that. */
export type Budget = { readonly burst: number; readonly refillMs: number }

export type Charge = { readonly name: string; readonly budget: Budget }

type Database = Connection['db']

const trust = sql`interval '30 days'`

/**
 * Charges the budgets in their order and answers the seconds to wait if one is exhausted. The last
 * one may say `unless`: it is passed over while the budget of that name is trusted.
 */
export async function charge(
  db: Database,
  charges: readonly (Charge & { readonly unless?: string })[],
): Promise<number | undefined> {
  const steps = charges.map((step, index) => sql`${stepName(index)} as (${chargeStep(step, index)})`)
  const outcomes = charges.map((_, index) => sql`select * from ${stepName(index)}`)
  const [refused] = await db.execute<{ wait: number }>(sql`
    with ${sql.join(steps, sql`, `)}
    select wait from (${sql.join(outcomes, sql` union all `)}) as outcome where not allowed`)
  return refused?.wait
}

/** A success. Rows are locked in the order in which `charge` takes them: the other way round, both could wait forever. */
export async function settle(
  db: Database,
  outcome: { refunded: readonly Charge[]; trusted: string; forgotten: string },
): Promise<void> {
  const { refunded, trusted, forgotten } = outcome
  const rows = [
    ...refunded.map(({ name, budget }) => ({
      key: keyOf(name),
      refund_ms: budget.refillMs,
      is_trusted: false,
    })),
    { key: keyOf(trusted), refund_ms: null, is_trusted: true },
    { key: keyOf(forgotten), refund_ms: null, is_trusted: false },
  ]
  await db.execute(sql`
    with settled as materialized (
      select key, refund_ms, is_trusted
      from rows from (
        jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
          as (key text, refund_ms float8, is_trusted boolean)
      ) with ordinality as listed (key, refund_ms, is_trusted, place)
      join throttles using (key) order by place for update of throttles
    )
    update throttles set
      full_at = case when refund_ms is null then clock_timestamp() else full_at - refund_ms * interval '1 millisecond' end,
      trusted_until = case when is_trusted then now() + ${trust} else trusted_until end
    from settled where throttles.key = settled.key`)
}

/** Budgets that are whole say nothing. Answers how many were deleted; at most `limit`. */
export async function deleteWholeBudgets(db: Database, limit: number): Promise<number> {
  const rows = await db.execute(sql`
    delete from throttles where key in (
      select key from throttles where full_at < now() and (trusted_until is null or trusted_until < now())
      limit ${limit} for update skip locked
    ) returning 1`)
  return rows.length
}

function chargeStep({ name, budget, unless }: Charge & { unless?: string }, index: number): SQL {
  const refill = interval(budget.refillMs)
  const room = interval(budget.refillMs * (budget.burst - 1))
  const before = index === 0 ? sql`true` : sql`exists (select 1 from ${stepName(index - 1)} where allowed)`
  const passedOver =
    unless === undefined
      ? sql`false`
      : sql`exists (select 1 from throttles where key = ${keyOf(unless)} and trusted_until > clock_timestamp())`
  return sql`
    insert into throttles as t (key, full_at, allowed)
    select ${keyOf(name)}::text, clock_timestamp() + ${refill}, true where ${before} and not ${passedOver}
    on conflict (key) do update set
      allowed = greatest(t.full_at, clock_timestamp()) <= clock_timestamp() + ${room},
      full_at = case when greatest(t.full_at, clock_timestamp()) <= clock_timestamp() + ${room}
        then greatest(t.full_at, clock_timestamp()) + ${refill} else t.full_at end
    returning allowed, extract(epoch from full_at - ${room} - clock_timestamp())::float8 as wait`
}

function stepName(index: number): SQL {
  return sql`${sql.identifier(`step_${index}`)}`
}

function interval(ms: number): SQL {
  return sql.raw(`interval '${ms} milliseconds'`)
}

/** Neither addresses nor accounts are kept, only whether they are the same. */
function keyOf(name: string): string {
  return createHash('sha256').update(name).digest('base64url')
}
