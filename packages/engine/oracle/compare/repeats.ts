// Whether an operation selects one object in several places, so that its fields are to be merged.
import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql'

export function selectsAgain({ definitions }: DocumentNode): boolean {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  const selected = new Set<string>()
  const walk = (set: SelectionSetNode, path: string): boolean =>
    set.selections.some((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value)
        return fragment !== undefined && walk(fragment.selectionSet, path)
      }
      if (selection.kind === Kind.INLINE_FRAGMENT) return walk(selection.selectionSet, path)
      if (!selection.selectionSet) return false
      const below = `${path}.${(selection.alias ?? selection.name).value}`
      if (selected.has(below)) return true
      selected.add(below)
      return walk(selection.selectionSet, below)
    })
  return definitions.some(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION && walk(definition.selectionSet, ''),
  )
}
