// Makes a document of what is left of an operation: the fragments that it still spreads and the variables that it still
// uses, so that it is valid.
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql'

type FragmentOf = (name: string) => FragmentDefinitionNode | undefined

/** Undefined when nothing has to be fetched: introspection and the root's `__typename` are known without. */
export function restrictedDocument(
  operation: OperationDefinitionNode,
  fragmentOf: FragmentOf,
): DocumentNode | undefined {
  if (!fetches(operation.selectionSet, fragmentOf)) return undefined
  const fragments = new Map<string, FragmentDefinitionNode>()
  const variables = new Set<string>()

  function collect(node: OperationDefinitionNode | FragmentDefinitionNode): void {
    visit(node, {
      VariableDefinition: () => false,
      Variable: ({ name }) => {
        variables.add(name.value)
      },
      FragmentSpread: ({ name }) => {
        const fragment = fragmentOf(name.value)
        if (!fragment || fragments.has(name.value)) return
        fragments.set(name.value, fragment)
        collect(fragment)
      },
    })
  }

  collect(operation)
  const used = operation.variableDefinitions?.filter(({ variable }) => variables.has(variable.name.value))
  return {
    kind: Kind.DOCUMENT,
    definitions: [{ ...operation, ...(used && { variableDefinitions: used }) }, ...fragments.values()],
  }
}

function fetches(root: SelectionSetNode, fragmentOf: FragmentOf): boolean {
  const seen = new Set<SelectionSetNode>()
  const within = (set: SelectionSetNode | undefined): boolean => {
    if (!set || seen.has(set)) return false
    seen.add(set)
    return set.selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return !selection.name.value.startsWith('__')
      if (selection.kind === Kind.INLINE_FRAGMENT) return within(selection.selectionSet)
      return within(fragmentOf(selection.name.value)?.selectionSet)
    })
  }
  return within(root)
}
