// The ways to subgraphs that a source of supergraphs may use: the same that requests take.

import { subgraphsOf } from '../supergraph/subgraphs-of.ts'
import type { SourceSeat } from '../supergraph/supergraph-source.ts'
import type { SubgraphTransport } from '../transport/subgraph-transport.ts'
import type { TransportLease, TransportPool } from './transport-pool.ts'

export type SourceAccess = Pick<SourceSeat, 'healthCheck' | 'transportTo'> & {
  /** After this no transport is given out. */
  readonly giveBack: () => void
}

const healthTimeoutMs = 10_000

export function sourceAccess(transports: TransportPool): SourceAccess {
  const leases: TransportLease[] = []
  let over = false
  return {
    transportTo(subgraph) {
      if (over) throw new Error('The engine was stopped.')
      const lease = transports.lease(subgraph)
      leases.push(lease)
      return lease.transport
    },
    async healthCheck(supergraphSdl) {
      await Promise.all(
        subgraphsOf(supergraphSdl).map(async (subgraph) => {
          const lease = transports.lease(subgraph)
          try {
            await requireAnswer(subgraph.name, lease.transport)
          } finally {
            lease.giveBack()
          }
        }),
      )
    },
    giveBack() {
      over = true
      for (const lease of leases) lease.giveBack()
    },
  }
}

async function requireAnswer(subgraph: string, transport: SubgraphTransport): Promise<void> {
  const { data, errors } = await transport.execute({
    subgraph,
    kind: 'query',
    operationName: '__SubgraphHealth',
    query: 'query __SubgraphHealth{__typename}',
    variablesJson: '{}',
    context: undefined,
    deadlineAt: Date.now() + healthTimeoutMs,
    signal: undefined,
    captureTrace: false,
  })
  if (data) return
  throw new Error(
    `The ${subgraph} subgraph is not healthy: ${errors?.[0]?.message ?? 'it answers without data'}`,
  )
}
