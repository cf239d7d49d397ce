// Subgraphs that fail as a whole: for some of the fetches to one of them, always the same ones, whoever sends them.
import { upstreamUnavailable } from '../../src/errors.ts'
import { happens } from '../data/hash.ts'
import type { Answer } from '../data/subgraph.ts'
import type { OperationChoices } from '../operation/choices.ts'

export type OutageMode =
  /** There is no answer. */
  | 'unreachable'
  /** Errors and nothing else. */
  | 'refuses'
  /** `data: null` and an error, as graphql-js answers when a null reaches the root. */
  | 'nulls-root'
  /** `_entities: null` beside the error that explains it. */
  | 'nulls-entities'
  /** One entity less than was asked for. */
  | 'loses-entity'
  /** `data: null` and no word why. */
  | 'says-nothing'

export type Outage = { readonly mode: OutageMode; readonly subgraph: string; readonly seed: number }

const modes: readonly OutageMode[] = [
  'unreachable',
  'refuses',
  'nulls-root',
  'nulls-entities',
  'loses-entity',
  'says-nothing',
]

export function outageOf(subgraphs: readonly string[], choices: OperationChoices): Outage | undefined {
  const mode = modes[choices.outage - 26]
  const subgraph = subgraphs[choices.outageAt % subgraphs.length]
  return mode === undefined || subgraph === undefined ? undefined : { mode, subgraph, seed: choices.outageAt }
}

export function isHit({ subgraph, seed }: Outage, request: { subgraph: string; question: string }): boolean {
  return request.subgraph === subgraph && happens(`${seed} ${request.question}`, 600)
}

export function outageMessage(subgraph: string): string {
  return `The whole of ${subgraph} failed.`
}

/** What comes instead of the healthy answer; throws where there is none. `keys`: where the entities stand that fail. */
export function failedAnswer({ mode, subgraph }: Outage, healthy: Answer, keys: readonly string[]): Answer {
  const message = outageMessage(subgraph)
  const withEntities = (entitiesAt: (key: string) => readonly unknown[] | null) => ({
    ...healthy.data,
    ...Object.fromEntries(keys.map((key) => [key, entitiesAt(key)])),
  })
  switch (mode) {
    case 'unreachable':
      throw upstreamUnavailable(subgraph)
    case 'refuses':
      return { errors: [{ message, extensions: { code: 'OVERLOADED' } }] }
    case 'nulls-root':
      return { data: null, errors: [{ message }] }
    case 'nulls-entities':
      if (keys.length === 0) return healthy
      return { data: withEntities(() => null), errors: keys.map((key) => ({ message, path: [key] })) }
    case 'loses-entity':
      if (keys.length === 0 || !keys.every((key) => listAt(healthy, key))) return healthy
      return {
        data: withEntities((key) => listAt(healthy, key)?.slice(1) ?? null),
        errors: healthy.errors?.filter(({ path = keys }) => !keys.includes(String(path[0]))) ?? [],
      }
    case 'says-nothing':
      return { data: null }
  }
}

export function listAt({ data }: Answer, key: string): readonly unknown[] | undefined {
  const list = data?.[key]
  return Array.isArray(list) ? list : undefined
}
