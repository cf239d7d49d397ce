// Which errors go out with which deferred part, and why a part is lost. Paths begin at the root of the answer.
import { GraphQLError } from 'graphql'
import type { Located } from '../execute/positions.ts'
import { atPath } from '../stream/to-graphql-error.ts'

/** An error belongs to the object that it happened in; one that names none is told once, at the first place. */
export function errorsByPlace(
  errors: readonly GraphQLError[],
  places: readonly Located[],
): ReadonlyMap<number, GraphQLError[]> {
  const indexes = new Map(places.map(({ path }, index) => [JSON.stringify(path), index]))
  return Map.groupBy(errors, ({ path = [] }) => {
    for (let length = path.length; length >= 0; length--) {
      const index = indexes.get(JSON.stringify(path.slice(0, length)))
      if (index !== undefined) return index
    }
    return 0
  })
}

type Lost = { readonly path: readonly (string | number)[]; readonly problems: readonly GraphQLError[] }

/** Why a part is lost that no error names: what failed around all of its places, or what could not be null. */
export function reasonsOf(
  errors: readonly GraphQLError[],
  { path, problems }: Lost,
): readonly GraphQLError[] {
  const around = errors.filter((error) => isAround(error.path ?? [], path))
  if (around.length > 0) return around.map((error) => atPath(error, path))
  return problems.length > 0
    ? problems
    : [new GraphQLError('A value that cannot be null is missing.', { path })]
}

function isAround(outer: readonly (string | number)[], path: readonly (string | number)[]): boolean {
  return outer.length <= path.length && outer.every((element, i) => path[i] === element)
}

/** An error with a path that began at a place. */
export function below(path: readonly (string | number)[], error: GraphQLError): GraphQLError {
  return atPath(error, [...path, ...(error.path ?? [])])
}
