// Uses by clients as one list without doubles, and within a limit. Versions are given up before names are: who is to be
// talked to about a removal is known by its name.
import { cleanName } from './clean-name.ts'
import { type ClientUse, folded } from './traffic.ts'

/** Counts are summed, the last day wins. */
export function mergeClients(clients: readonly ClientUse[]): readonly ClientUse[] {
  const merged = new Map<string, ClientUse>()
  for (const client of clients) {
    const [name, version] = [cleanName(client.name), cleanName(client.version)]
    // Clean names hold no line breaks.
    const key = `${name}\n${version}`
    const known = merged.get(key)
    merged.set(key, {
      name,
      version,
      count: Math.min((known?.count ?? 0) + client.count, Number.MAX_SAFE_INTEGER),
      lastSeen: known !== undefined && known.lastSeen > client.lastSeen ? known.lastSeen : client.lastSeen,
    })
  }
  return [...merged.values()]
}

/** At most `max`: the rarest versions become one of their name, and only names that are still too many become nobody's. */
export function foldClients(clients: readonly ClientUse[], max: number): readonly ClientUse[] {
  if (clients.length <= max) return clients
  const ranked = rank(clients)
  const names = new Set(clients.map(({ name }) => name)).size
  const kept = ranked.slice(0, Math.max(0, max - names))
  const named = rank(mergeClients([...kept, ...foldVersions(ranked.slice(kept.length))]))
  if (named.length <= max) return named
  const nobodys = named.slice(max - 1).map((client) => ({ ...client, name: folded, version: folded }))
  return [...named.slice(0, max - 1), ...mergeClients(nobodys)]
}

function foldVersions(clients: readonly ClientUse[]): readonly ClientUse[] {
  const versions = new Map<string, number>()
  for (const { name } of clients) versions.set(name, (versions.get(name) ?? 0) + 1)
  return clients.map((client) => (versions.get(client.name) === 1 ? client : { ...client, version: folded }))
}

/** Most used first; what is folded already last. */
function rank(clients: readonly ClientUse[]): readonly ClientUse[] {
  return clients.toSorted(
    (a, b) => Number(a.name === folded) - Number(b.name === folded) || b.count - a.count,
  )
}
