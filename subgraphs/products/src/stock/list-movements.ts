// Pages of a variant's stock movements, newest first.
import type { Connection as Database } from '@supermarket/drizzle/connect.ts'
import {
  type Connection,
  type PageArguments,
  parsePage,
  toConnection,
} from '@supermarket/service-kit/connection.ts'
import { badUserInput } from '@supermarket/service-kit/graph-error.ts'
import { countMovements, listMovements, type Movement } from './store.ts'

export type MovementList = Connection<Movement> & { readonly totalCount: () => Promise<number | null> }

export async function listMovementPage(
  database: Pick<Database, 'db'>,
  variantId: string,
  args: PageArguments,
): Promise<MovementList> {
  const page = parsePage(args, 1)
  const [after] = page.after ?? []
  if (after !== undefined && !Number.isSafeInteger(after))
    throw badUserInput('after is not a cursor of this list.')
  const rows = await listMovements(database, {
    variantId,
    after: after as number | undefined,
    limit: page.first + 1,
  })
  return {
    ...toConnection(rows, page, ({ seq }) => [seq]),
    totalCount: () => countMovements(database, variantId),
  }
}
