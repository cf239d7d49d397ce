// Whole rows of a table in hand-written SQL, for the statements that run most. Names and conversions are worked out once
// per table; drizzle's builder does that at each statement, column by column, and was 12 % of the CPU of a checkout
// (2026-11-28). What must stay true: columns are those of tables.ts, and a row reads as the builder would read it.
import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'

export type WholeRows<Row, Generated extends keyof Row = never> = {
  /** Of a select list where the table goes by `alias`: each column under its name in code, behind `prefix`. */
  columns(alias: string, prefix?: string): SQL
  /** A row of such a select list. */
  read(row: Readonly<Record<string, unknown>>, prefix?: string): Row
  /** Inserts rows that are whole but for what is generated; if given, once for each row of the source `per`. */
  insert(rows: readonly Omit<Row, Generated>[], per?: string): SQL
  /** What stands behind `set` of an update. */
  assign(change: Partial<Row>): SQL
}

/** `generated`: columns that the database fills in. */
export function wholeRows<
  Table extends PgTable,
  Generated extends string & keyof Table['$inferSelect'] = never,
>(
  table: Table,
  { generated = [] }: { readonly generated?: readonly Generated[] } = {},
): WholeRows<Table['$inferSelect'], Generated> {
  const columns = Object.entries(getTableColumns(table))
  const instants = columns.filter(([, { dataType }]) => dataType === 'date').map(([key]) => key)
  const given = columns.filter(([key]) => !generated.some((name) => name === key))
  const names = given.map(([, { name }]) => quoted(name))
  const into = `insert into ${quoted(getTableName(table))} (${names.join(', ')})
    select ${names.map((name) => `given.${name}`).join(', ')} from`
  const recordset = `jsonb_populate_recordset(null::${quoted(getTableName(table))},`
  return {
    columns: (alias, prefix = '') =>
      sql.raw(
        columns.map(([key, { name }]) => `${alias}.${quoted(name)} as ${quoted(prefix + key)}`).join(', '),
      ),
    read(row, prefix = '') {
      const read: Record<string, unknown> = {}
      for (const [key] of columns) read[key] = row[prefix + key]
      for (const key of instants) if (typeof read[key] === 'string') read[key] = new Date(read[key])
      return read as Table['$inferSelect']
    },
    insert(rows, per) {
      const listed = rows.map((row: Readonly<Record<string, unknown>>) =>
        Object.fromEntries(given.map(([key, { name }]) => [name, row[key]])),
      )
      return sql`${sql.raw(`${into} ${per ? `${per},` : ''} ${recordset}`)} ${JSON.stringify(listed)}::text::jsonb) as given`
    },
    assign(change: Readonly<Record<string, unknown>>) {
      const assigned = columns.flatMap(([key, { name, dataType }]) => {
        const value = change[key]
        if (value === undefined) return []
        const given = dataType === 'json' && value !== null ? JSON.stringify(value) : value
        return [
          sql`${sql.raw(quoted(name))} = ${given}${sql.raw(dataType === 'json' ? '::text::jsonb' : '')}`,
        ]
      })
      return sql.join(assigned, sql`, `)
    },
  }
}

function quoted(name: string): string {
  return `"${name}"`
}
