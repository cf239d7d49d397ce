// Loading without what is checked and kept row by row: foreign keys and indexes are dropped, and built again from what
// is there afterwards, which checks all of it and takes a fraction of the time.
import type { TransactionSql } from 'postgres'

/** In the transaction of `work`, so that a failure leaves everything as it was. */
export async function withoutIndexes(
  tx: TransactionSql,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const constraints = await tx<{ table: string; name: string; definition: string }[]>`
    select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint
    where contype in ('f', 'u', 'p') and (conrelid = any (${[...tables]}::regclass[]) or confrelid = any (${[...tables]}::regclass[]))
      and connamespace = current_schema()::regnamespace
    order by contype = 'f', conname`
  const indexes = await tx<{ name: string; definition: string }[]>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index
    where indrelid = any (${[...tables]}::regclass[])
      and not exists (select from pg_constraint where conindid = indexrelid and contype in ('u', 'p'))
    order by 1`
  for (const { table, name } of constraints.toReversed())
    await tx.unsafe(`alter table ${table} drop constraint "${name}"`)
  for (const { name } of indexes) await tx.unsafe(`drop index ${name}`)
  await work()
  for (const { table, name, definition } of constraints)
    await tx.unsafe(`alter table ${table} add constraint "${name}" ${definition}`)
  for (const { definition } of indexes) await tx.unsafe(definition)
}
