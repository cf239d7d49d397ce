// What can be known of a fetch from the text of its operation.
import { type DocumentNode, Kind, parse, type SelectionSetNode } from 'graphql'
import { isIncluded } from './conditions.ts'

/** Paths, without list markers, of every object that the fetch brings, joined by dots. */
export function fetchedObjects(operation: string, isEntityFetch: boolean): readonly string[] {
  const document = parse(operation, { noLocation: true })
  const fragments = fragmentsOf(document)
  const objects = new Set<string>()
  const walk = (set: SelectionSetNode, prefix: string): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        if (!selection.selectionSet) continue
        const path = prefix + (selection.alias ?? selection.name).value
        objects.add(path)
        walk(selection.selectionSet, `${path}.`)
      } else if (selection.kind === Kind.INLINE_FRAGMENT) walk(selection.selectionSet, prefix)
      else {
        const fragment = fragments.get(selection.name.value)
        if (fragment) walk(fragment, prefix)
      }
    }
  }
  const root = rootSelections(document)
  walk(isEntityFetch ? entitySelections(root) : root, '')
  return [...objects]
}

/** Response keys at the root of the fetch that are asked for under these conditions. */
export function fetchedKeys(operation: string, conditions: ReadonlyMap<string, boolean>): readonly string[] {
  const document = parse(operation, { noLocation: true })
  const fragments = fragmentsOf(document)
  const keys = new Set<string>()
  const walk = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (!isIncluded(selection.directives, { conditions })) continue
      if (selection.kind === Kind.FIELD) keys.add((selection.alias ?? selection.name).value)
      else if (selection.kind === Kind.INLINE_FRAGMENT) walk(selection.selectionSet)
      else {
        const fragment = fragments.get(selection.name.value)
        if (fragment) walk(fragment)
      }
    }
  }
  walk(rootSelections(document))
  return [...keys]
}

function rootSelections({ definitions }: DocumentNode): SelectionSetNode {
  const root = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)
  return root?.selectionSet ?? { kind: Kind.SELECTION_SET, selections: [] }
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, SelectionSetNode> {
  return new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition.selectionSet]] : [],
    ),
  )
}

function entitySelections(root: SelectionSetNode): SelectionSetNode {
  const [entities] = root.selections
  return entities?.kind === Kind.FIELD && entities.selectionSet ? entities.selectionSet : root
}
