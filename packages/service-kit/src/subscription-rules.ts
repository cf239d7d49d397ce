// The root field of a subscription may not hang on a condition (GraphQL specification, September 2025, "Single Root
// Field"): without its field there is nothing to follow, and graphql-js 16 takes that for a fault of its own.
import {
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql'

export const UnconditionalSubscription: ValidationRule = (context: ValidationContext) => ({
  OperationDefinition({ operation, selectionSet }) {
    if (operation !== 'subscription') return
    const fragmentOf = (name: string) => context.getFragment(name) ?? undefined
    const nodes = rootSelections(selectionSet, fragmentOf).filter(isConditional)
    if (nodes.length > 0) {
      context.reportError(
        new GraphQLError('The root field of a subscription takes neither @skip nor @include.', { nodes }),
      )
    }
  },
})

/** The fields, and the fragments around them; each fragment once, however often it is spread. */
function rootSelections(
  { selections }: SelectionSetNode,
  fragmentOf: (name: string) => FragmentDefinitionNode | undefined,
  seen = new Set<string>(),
): SelectionNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection]
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return [selection, ...rootSelections(selection.selectionSet, fragmentOf, seen)]
    const name = selection.name.value
    const fragment = seen.has(name) ? undefined : fragmentOf(name)
    seen.add(name)
    return fragment ? [selection, ...rootSelections(fragment.selectionSet, fragmentOf, seen)] : [selection]
  })
}

function isConditional({ directives = [] }: SelectionNode): boolean {
  return directives.some(({ name }) => name.value === 'skip' || name.value === 'include')
}
