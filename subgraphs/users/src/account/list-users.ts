// The staff's list of users: literal search, keyset pages, newest first. Staff who are no administrators may not see
// addresses, so they cannot search them either.
import type { Connection as Database } from '@supermarket/drizzle/connect.ts'
import {
  type Connection,
  isInstantKey,
  type PageArguments,
  parsePage,
  toConnection,
} from '@supermarket/service-kit/connection.ts'
import { badUserInput } from '@supermarket/service-kit/graph-error.ts'
import { isId } from '@supermarket/service-kit/ids.ts'
import type { Account } from './account.ts'
import { countCharacters } from './account-input.ts'
import { type AccountFilter, type AccountKeyset, countAccounts, listAccounts } from './store.ts'

export type UserPage = Connection<Account> & { readonly filter: AccountFilter }

type Arguments = PageArguments & { readonly search?: string | null | undefined }

const longestSearch = 100
const countBound = 10_000

export async function listUsers(
  db: Database['db'],
  { search, ...page }: Arguments,
  searchesEmail: boolean,
): Promise<UserPage> {
  if (search != null && countCharacters(search) > longestSearch)
    throw badUserInput(`search must have at most ${longestSearch} characters.`)
  const { first, after } = parsePage(page, 2)
  const filter = { search: search || undefined, searchesEmail }
  const rows = await listAccounts(db, { ...filter, limit: first + 1, after: after && parseKeyset(after) })
  return { ...toConnection(rows, { first, after }, (row) => [row.createdAt.getTime(), row.id]), filter }
}

export function countUsers(db: Database['db'], { filter }: UserPage): Promise<number | null> {
  return countAccounts(db, filter, countBound)
}

function parseKeyset([createdAt, id]: readonly unknown[]): AccountKeyset {
  if (!isInstantKey(createdAt) || !isId('usr', id)) throw badUserInput('after is not a cursor of this list.')
  return { createdAt: new Date(createdAt), id }
}
