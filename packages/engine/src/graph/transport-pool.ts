// Transports to subgraphs, shared between a graph and the one that follows it: same name and address, same transport.
// A transport is closed when the last who leased it gave it back.
import type { Logger } from '@apollo/utils.logger'
import type { SubgraphTransport, TransportFactory } from '../transport/subgraph-transport.ts'

export type Subgraph = { readonly name: string; readonly url: string }

export type TransportPool = {
  /** Throws what the factory throws. */
  lease(subgraph: Subgraph): TransportLease
  /** Closes what is still leased, too; resolves when everything is closed. */
  closeAll(): Promise<void>
}

export type TransportLease = { readonly transport: SubgraphTransport; readonly giveBack: () => void }

type Entry = {
  readonly key: string
  readonly name: string
  readonly transport: SubgraphTransport
  leases: number
}

export function transportPool(factory: TransportFactory, logger: Logger): TransportPool {
  const entries = new Map<string, Entry>()
  const closing = new Set<Promise<void>>()

  function close({ key, name, transport }: Entry) {
    entries.delete(key)
    if (transport.close === undefined) return
    const closed = transport
      .close()
      .catch((error: unknown) => logger.warn(`The transport to ${name} did not close: ${String(error)}`))
      .finally(() => closing.delete(closed))
    closing.add(closed)
  }

  return {
    lease({ name, url }) {
      const key = JSON.stringify([name, url])
      const entry = entries.get(key) ?? { key, name, transport: factory({ name, url }), leases: 0 }
      entries.set(key, entry)
      entry.leases += 1
      let given = false
      return {
        transport: entry.transport,
        giveBack() {
          if (given) return
          given = true
          entry.leases -= 1
          if (entry.leases === 0 && entries.get(key) === entry) close(entry)
        },
      }
    },
    async closeAll() {
      for (const entry of entries.values()) close(entry)
      while (closing.size > 0) await Promise.all(closing)
    },
  }
}
