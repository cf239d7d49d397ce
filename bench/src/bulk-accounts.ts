// Accounts by the hundred thousand, in one statement. They share the password hash of one that registered by itself,
// so that logging in costs what it does for everybody.
import type postgres from 'postgres'
import { emailOf } from './accounts.ts'

/** Makes the accounts 1 to `count`; `template` is the e-mail address of the registered one. */
export async function bulkSeedAccounts(sql: postgres.Sql, count: number, template: string): Promise<void> {
  const [before, after] = emailOf(0).split('0')
  const inserted = await sql`
    insert into users (id, email, email_key, name, password_hash, roles, created_at)
    select 'usr_01' || lpad(upper(to_hex(n)), 10, '0') || upper(substr(md5('usr' || n), 1, 14)),
           address.email, address.email, 'Buyer ' || n, template.password_hash, array['CUSTOMER'],
           now() - (${count} - n) * interval '1 second'
    from users as template, generate_series(1, ${count}::integer) as n,
         lateral (select ${before ?? ''}::text || n || ${after ?? ''}::text as email) as address
    where template.email_key = ${template}
    order by n`
  if (inserted.count !== count) throw new Error(`${inserted.count} accounts instead of ${count} were made`)
}
