// Pages of sessions, read once per request: the pages of many users with the same arguments are one statement.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import {
  isInstantKey,
  type Page,
  type PageArguments,
  parsePage,
} from '@supermarket/service-kit/connection.ts'
import { badUserInput } from '@supermarket/service-kit/graph-error.ts'
import { isId } from '@supermarket/service-kit/ids.ts'
import DataLoader from 'dataloader'
import type { Session } from './session.ts'
import { countSessions, listSessions, type SessionKeyset } from './store.ts'

export type SessionLoader = {
  /** One more session than the page holds when there is a next page. */
  loadPage(userId: string, page: PageArguments): Promise<{ page: Page; sessions: readonly Session[] }>
  loadCount(userId: string): Promise<number>
}

type Batch = DataLoader<string, readonly Session[]>

export function createSessionLoader(db: Connection['db']): SessionLoader {
  const batches = new Map<string, Batch>()
  const batchOf = ({ first, after }: Page): Batch => {
    const key = JSON.stringify([first, after])
    const known = batches.get(key)
    if (known) return known
    const keyset = after && parseKeyset(after)
    const batch: Batch = new DataLoader(async (userIds) => {
      const rows = await listSessions(db, { userIds, limit: first + 1, after: keyset })
      const byUser = Map.groupBy(rows, (session) => session.userId)
      return userIds.map((id) => byUser.get(id) ?? [])
    })
    batches.set(key, batch)
    return batch
  }
  const counts = new DataLoader<string, number>(async (userIds) => {
    const totals = await countSessions(db, userIds)
    return userIds.map((id) => totals.get(id) ?? 0)
  })
  return {
    async loadPage(userId, pageArguments) {
      const page = parsePage(pageArguments, 2)
      return { page, sessions: await batchOf(page).load(userId) }
    },
    loadCount: (userId) => counts.load(userId),
  }
}

function parseKeyset([lastUsedAt, id]: readonly unknown[]): SessionKeyset {
  if (!isInstantKey(lastUsedAt) || !isId('ses', id)) throw badUserInput('after is not a cursor of this list.')
  return { lastUsedAt, id }
}
