// Whether an operation asks for a field of what a resolver is about to answer. A hint for reading in fewer statements:
// `@skip` and `@include` are taken as if the field were asked for. Pure.
import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql'

type Info = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>

export function selects({ fieldNodes, fragments }: Info, field: string): boolean {
  const has = (set: SelectionSetNode | undefined): boolean =>
    set?.selections.some((selection) => {
      if (selection.kind === 'Field') return selection.name.value === field
      return has(
        selection.kind === 'InlineFragment'
          ? selection.selectionSet
          : fragments[selection.name.value]?.selectionSet,
      )
    }) ?? false
  return fieldNodes.some(({ selectionSet }) => has(selectionSet))
}
