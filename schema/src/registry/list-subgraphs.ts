// Which subgraphs serve which part of the contract, read from their own SDL. A subgraph that only points at an entity, or
// names a field of another's as `@external`, does not serve it.
import { type DefinitionNode, type DirectiveNode, Kind } from 'graphql'
import type { SubgraphDocuments } from '../compose.ts'
import { subgraphNames } from '../subgraphs.ts'

/** Names joined by commas, by the coordinate of each type, field, input field and enum value. */
export function listSubgraphsOf(documents: SubgraphDocuments): ReadonlyMap<string, string> {
  const served = new Map<string, readonly string[]>()
  for (const name of subgraphNames) {
    for (const at of new Set(documents[name].definitions.flatMap(servedBy))) {
      served.set(at, [...(served.get(at) ?? []), name])
    }
  }
  return new Map([...served].map(([at, names]) => [at, names.join(', ')]))
}

function servedBy(node: DefinitionNode): readonly string[] {
  if (!('name' in node) || node.name === undefined || pointsOnly(node)) return []
  const members = [
    ...('fields' in node ? (node.fields ?? []) : []),
    ...('values' in node ? (node.values ?? []) : []),
  ]
  const own = members.filter(({ directives }) => !directives?.some(({ name }) => name.value === 'external'))
  const type = node.name.value
  return [type, ...own.map(({ name }) => `${type}.${name.value}`)]
}

function pointsOnly(node: DefinitionNode): boolean {
  const keys = ('directives' in node ? (node.directives ?? []) : []).filter(
    ({ name }) => name.value === 'key',
  )
  return keys.length > 0 && keys.every(isUnresolvable)
}

function isUnresolvable({ arguments: args = [] }: DirectiveNode): boolean {
  return args.some(
    ({ name, value }) => name.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value,
  )
}
