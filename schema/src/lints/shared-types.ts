// Value types live in shared.graphql and nowhere else, so that no two subgraphs can disagree about one.
import type { DocumentNode } from 'graphql'
import { entityOwners } from '../subgraphs.ts'

const roots = new Set(['Query', 'Mutation', 'Subscription'])

/** `own` maps each subgraph to its own file, without the shared one. */
export function lintSharedTypes(
  shared: DocumentNode,
  own: Readonly<Record<string, DocumentNode>>,
): readonly string[] {
  const sharedNames = new Set(listTypeNames(shared))
  const homes = new Map<string, string>()
  return Object.entries(own).flatMap(([subgraph, document]) =>
    listTypeNames(document).flatMap((name) => {
      if (roots.has(name) || Object.hasOwn(entityOwners, name)) return []
      if (sharedNames.has(name))
        return [`${subgraph}: ${name} belongs to shared.graphql: do not define or extend it.`]
      const home = homes.get(name)
      homes.set(name, home ?? subgraph)
      if (home === undefined || home === subgraph) return []
      return [`${subgraph}: ${name} is defined by ${home} too: move it to shared.graphql.`]
    }),
  )
}

function listTypeNames(document: DocumentNode): readonly string[] {
  return document.definitions.flatMap((definition) => {
    if (!('name' in definition) || definition.name === undefined) return []
    return /Type(Definition|Extension)$/.test(definition.kind) ? [definition.name.value] : []
  })
}
