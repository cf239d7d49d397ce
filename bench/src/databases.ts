// The three databases of a shop under measurement, as the superuser: what is asked here does not count.
import type postgres from 'postgres'
import type { Cluster } from './cluster.ts'
import type { Prepared, services } from './prepare.ts'

/** Closed with `opened`. */
export function openDatabases(
  cluster: Cluster,
  { names }: Pick<Prepared, 'names'>,
  opened: AsyncDisposableStack,
): Readonly<Record<keyof Prepared['names'], postgres.Sql>> {
  const open = (service: (typeof services)[number]): postgres.Sql => {
    const sql = cluster.open(names[service])
    opened.defer(() => sql.end({ timeout: 5 }))
    return sql
  }
  return { users: open('users'), products: open('products'), orders: open('orders') }
}
