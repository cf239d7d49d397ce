// The subgraphs as one executor sees them in one case, and a record of what it asked them.

import type { Case } from '../case.ts'
import { canonical } from '../data/hash.ts'
import type { Answer } from '../data/subgraph.ts'
import { failedAnswer, isHit, type OutageMode } from './outage.ts'

export type SentRequest = {
  readonly subgraph: string
  readonly query: string
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

/** The planner numbers its operations: but for that, fetches may be alike. */
export function withoutName(query: string): string {
  return query.replace(/^(query|mutation) \w+/, '$1')
}

export function openExchange({ world, outage }: Case): Exchange {
  const exchange: Exchange = {
    requests: [],
    journal: [],
    hasMissing: false,
    send: async (subgraph, query, variables) => {
      const target = world.subgraphs.get(subgraph)
      if (!target) throw new TypeError(`there is no subgraph ${subgraph}`)
      const { representations, ...rest } = variables
      const isEntityFetch = Array.isArray(representations)
      const hit = outage && isHit(outage, { subgraph, query: withoutName(query) }) ? outage : undefined
      exchange.requests.push({
        subgraph,
        query,
        variables: canonical(rest),
        representations: isEntityFetch ? representations.map(canonical) : undefined,
        outage: hit?.mode,
      })
      const answer = await target.answer(query, variables, exchange.journal)
      const entities = answer.data?._entities
      if (Array.isArray(entities) && entities.includes(null)) exchange.hasMissing = true
      return hit ? failedAnswer(hit, answer, isEntityFetch) : answer
    },
  }
  return exchange
}
