// The answer to a batched operation as the answers that its fetches would have had.
import type { GraphQLFormattedError } from 'graphql'
import type { SubgraphResponse } from '../transport/subgraph-transport.ts'
import type { BatchedOperation } from './batched-operation.ts'
import { readOwn } from './own.ts'

/**
 * Undefined when one fetch has not its entities, or an error does not say whose it is: one fetch that fails as a whole
 * nulls the data of all, so then each has to ask for itself.
 */
export function splitAnswer(
  { data, errors = [], plain, extensions }: SubgraphResponse,
  { parts }: BatchedOperation,
): readonly SubgraphResponse[] | undefined {
  if (!data) return undefined
  const errorsOf = errors.length === 0 ? undefined : byAlias(errors)
  if (errorsOf?.has(undefined)) return undefined
  const answers: SubgraphResponse[] = []
  let told = 0
  for (const { alias } of parts) {
    const _entities = readOwn(data, alias)
    if (!Array.isArray(_entities)) return undefined
    const own = errorsOf?.get(alias)
    told += own?.length ?? 0
    answers.push({ data: { _entities }, errors: own, plain, extensions })
  }
  return told === errors.length ? answers : undefined
}

/** Errors with the paths that they would have without the alias; under undefined those that are not about an entity. */
function byAlias(
  errors: readonly GraphQLFormattedError[],
): ReadonlyMap<string | undefined, readonly GraphQLFormattedError[]> {
  const groups = new Map<string | undefined, GraphQLFormattedError[]>()
  for (const error of errors) {
    const [alias, index, ...below] = error.path ?? []
    const isOfEntity = typeof alias === 'string' && typeof index === 'number'
    const key = isOfEntity ? alias : undefined
    const group = groups.get(key) ?? []
    groups.set(key, group)
    group.push(isOfEntity ? { ...error, path: ['_entities', index, ...below] } : error)
  }
  return groups
}
