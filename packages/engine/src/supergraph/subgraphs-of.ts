// Names and addresses of a supergraph's subgraphs, read off its text without building it.
import { type ConstDirectiveNode, Kind, parse } from 'graphql'

export type SubgraphAddress = { readonly name: string; readonly url: string }

/** Throws a GraphQLError for text that does not parse; empty for a text that is no supergraph. */
export function subgraphsOf(supergraphSdl: string): readonly SubgraphAddress[] {
  const graphs = parse(supergraphSdl, { noLocation: true }).definitions.find(
    (definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph',
  )
  if (graphs?.kind !== Kind.ENUM_TYPE_DEFINITION) return []
  return (graphs.values ?? []).flatMap(({ directives = [] }) =>
    directives
      .filter((directive) => directive.name.value === 'join__graph')
      .map((directive) => ({ name: textOf(directive, 'name'), url: textOf(directive, 'url') })),
  )
}

function textOf(directive: ConstDirectiveNode, argument: string): string {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value
  return value?.kind === Kind.STRING ? value.value : ''
}
