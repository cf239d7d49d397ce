// Pure. Whose an entity is, and what the others have to do with it.
import type { GraphField, GraphJoin, GraphType, TypeInSubgraph } from './graph-model.ts'

/** The subgraph with the most fields that no other has; among equals the one that can answer for it, by name. */
export function homeOf(places: readonly TypeInSubgraph[], fields: readonly GraphField[]): string | null {
  const isEntity = places.some(({ keys }) => keys.length > 0)
  if (!isEntity) return places.length === 1 ? (places[0]?.subgraph ?? null) : null
  const [first] = places
    .map(({ subgraph, keys, isInterfaceObject }) => ({
      subgraph,
      own: ownFields(fields, subgraph).length,
      answers: keys.some(({ resolvable }) => resolvable) && !isInterfaceObject ? 1 : 0,
    }))
    .sort((a, b) => b.answers - a.answers || b.own - a.own || (a.subgraph < b.subgraph ? -1 : 1))
  return first?.subgraph ?? null
}

/** Fields that this subgraph alone resolves. */
function ownFields(fields: readonly GraphField[], subgraph: string): string[] {
  return fields.flatMap((field) => {
    const resolving = field.in.filter(({ resolves }) => resolves)
    return resolving.length === 1 && resolving[0]?.subgraph === subgraph ? [field.name] : []
  })
}

export function joinsOf({ name, home, in: places, fields }: GraphType): GraphJoin[] {
  const isEntity = places.some(({ keys }) => keys.length > 0)
  if (home === null || !isEntity) return []
  const joins = places
    .filter(
      ({ subgraph, keys, isInterfaceObject }) => subgraph !== home && (keys.length > 0 || isInterfaceObject),
    )
    .map(({ subgraph }) => ({ type: name, home, subgraph, adds: addedFields(fields, subgraph, home) }))
  return joins
}

/** What the home does not bring. */
function addedFields(fields: readonly GraphField[], subgraph: string, home: string): string[] {
  const resolvedBy = (field: GraphField, name: string) =>
    field.in.some((place) => place.subgraph === name && place.resolves)
  return fields
    .filter((field) => resolvedBy(field, subgraph) && !resolvedBy(field, home))
    .map((field) => field.name)
}
