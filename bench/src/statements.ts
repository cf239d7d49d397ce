// What PostgreSQL did for the services, by statement, from pg_stat_statements. What must stay true: only statements
// that came from a service count, not those of this bench, which works as the superuser.
import type postgres from 'postgres'

export type Statement = { readonly text: string; readonly calls: number; readonly totalMs: number }

export type StatementCounter = {
  reset(): Promise<void>
  /** Since the reset, the costliest first. BEGIN and COMMIT count as statements; what functions do inside does not. */
  read(): Promise<Statement[]>
}

/** `roles`: those by which the services connect. Installs the extension where it is missing. */
export async function openStatementCounter(
  admin: postgres.Sql,
  roles: readonly string[],
): Promise<StatementCounter> {
  await admin`create extension if not exists pg_stat_statements`
  return {
    async reset() {
      await admin`select pg_stat_statements_reset()`
    },
    async read() {
      const rows = await admin<{ text: string; calls: number; totalMs: number }[]>`
        select query as text, sum(calls)::float8 as calls, sum(total_exec_time)::float8 as "totalMs"
        from pg_stat_statements join pg_roles on pg_roles.oid = userid
        where rolname = any(${[...roles]})
        group by query order by "totalMs" desc`
      return [...rows]
    },
  }
}
