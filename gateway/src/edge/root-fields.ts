// The names of an operation's root fields, fragments followed; repeated names stay repeated.
import { type DocumentNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql'

export function rootFieldNames(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly string[] {
  const names: string[] = []
  const seen = new Set<string>()
  const collect = (selectionSet: SelectionSetNode): void => {
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FIELD) names.push(selection.name.value)
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet)
      else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value)
        const fragment = findFragment(document, selection.name.value)
        if (fragment) collect(fragment)
      }
    }
  }
  collect(operation.selectionSet)
  return names
}

function findFragment(document: DocumentNode, name: string): SelectionSetNode | undefined {
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name)
      return definition.selectionSet
  }
  return undefined
}
