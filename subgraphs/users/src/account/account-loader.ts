// Accounts by id, read once per request: everything that one request asks for at a time is one statement.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import { isId } from '@supermarket/service-kit/ids.ts'
import DataLoader from 'dataloader'
import type { Account } from './account.ts'
import { listAccountsById } from './store.ts'

export type AccountLoader = {
  /** Undefined for an unknown id and for one that is none. */
  load(id: string): Promise<Account | undefined>
  /** What the request has read or written already. */
  remember(account: Account): void
  /** What is no longer so. */
  forget(id: string): void
}

export function createAccountLoader(db: Connection['db']): AccountLoader {
  const loader = new DataLoader<string, Account | undefined>(async (ids) => {
    const found = new Map((await listAccountsById(db, ids)).map((account) => [account.id, account]))
    return ids.map((id) => found.get(id))
  })
  return {
    load: (id) => (isId('usr', id) ? loader.load(id) : Promise.resolve(undefined)),
    remember(account) {
      loader.clear(account.id).prime(account.id, account)
    },
    forget(id) {
      loader.clear(id)
    },
  }
}
