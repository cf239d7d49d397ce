// Which deferred fragments an operation comes to, with these values of its conditions. The planner forgets the @skip and
// @include that stand at a deferred fragment or above it.
import {
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import { isIncluded } from '../execute/conditions.ts'
import type { PlannedNames } from '../names/planned-names.ts'
import { deferLabelOf } from './deferred-fragments.ts'

/** Where a fragment is deferred: the dotted key path of the data, and the label that it was planned with. */
export type PartKey = string

export function partKey(keys: string, label: string): PartKey {
  return `${keys} ${label}`
}

export type ReachedOptions = {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  readonly conditions: ReadonlyMap<string, boolean>
  readonly names: PlannedNames
}

/** `operation` is of a document that has been through `labelDefers`. */
export function reachedParts(
  operation: OperationDefinitionNode,
  { fragments, conditions, names }: ReachedOptions,
): ReadonlySet<PartKey> {
  const reached = new Set<PartKey>()
  const entered = new Set<string>()
  const walk = (set: SelectionSetNode | undefined, keys: readonly string[]): void => {
    for (const selection of set?.selections ?? []) {
      if (!isIncluded(selection.directives, { conditions })) continue
      if (selection.kind === Kind.FIELD) {
        walk(selection.selectionSet, [...keys, names.plannedName(selection)])
        continue
      }
      const path = keys.join('.')
      const label = deferLabelOf(selection)
      if (label !== undefined) reached.add(partKey(path, label))
      if (selection.kind === Kind.INLINE_FRAGMENT) walk(selection.selectionSet, keys)
      else if (!entered.has(`${path} ${selection.name.value}`)) {
        entered.add(`${path} ${selection.name.value}`)
        walk(fragments.get(selection.name.value)?.selectionSet, keys)
      }
    }
  }
  walk(operation.selectionSet, [])
  return reached
}
