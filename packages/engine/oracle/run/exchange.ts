// The subgraphs as one executor sees them in one case, and a record of what it asked them.

import type { Case } from '../case.ts'
import type { Answer } from '../data/subgraph.ts'
import { fetchesIn } from './fetches-in.ts'
import { failedAnswer, isHit, listAt, type OutageMode } from './outage.ts'

/** A fetch of the plan: one that went out together with others stands here by itself. */
export type SentRequest = {
  readonly subgraph: string
  /** Of the request that it went out in. */
  readonly query: string
  /** What it asks for, as `fetchesIn` writes it. */
  readonly question: string
  /** Canonical JSON of the variables beside the representations. */
  readonly variables: string
  /** Canonical JSON of each representation, in order; undefined for a fetch of root fields. */
  readonly representations: readonly string[] | undefined
  readonly outage: OutageMode | undefined
}

export type Exchange = {
  readonly requests: SentRequest[]
  /** Mutations as they ran. */
  readonly journal: string[]
  /** Whether some subgraph did not know an entity. */
  hasMissing: boolean
  send(subgraph: string, query: string, variables: Readonly<Record<string, unknown>>): Promise<Answer>
}

export function openExchange({ world, outage }: Case): Exchange {
  const exchange: Exchange = {
    requests: [],
    journal: [],
    hasMissing: false,
    send: async (subgraph, query, variables) => {
      const target = world.subgraphs.get(subgraph)
      if (!target) throw new TypeError(`there is no subgraph ${subgraph}`)
      const fetches = fetchesIn(query, variables)
      const hits = fetches.map((fetch) =>
        outage && isHit(outage, { subgraph, ...fetch }) ? outage : undefined,
      )
      const hit = hits.find((each) => each !== undefined)
      // Where a batch fails as a whole the engine asks again for each: what counts is what becomes of those.
      if (fetches.length === 1 || !hit || hit.mode === 'loses-entity') {
        const sent = fetches.map((fetch, index) => ({ subgraph, query, ...fetch, outage: hits[index]?.mode }))
        exchange.requests.push(...sent)
      }
      const answer = await target.answer(query, variables, exchange.journal)
      const keys = fetches.flatMap(({ key }) => key ?? [])
      if (keys.some((key) => listAt(answer, key)?.includes(null))) exchange.hasMissing = true
      const failing = fetches.flatMap(({ key }, index) => (hits[index] && key) || [])
      return hit ? failedAnswer(hit, answer, failing) : answer
    },
  }
  return exchange
}
