// In which order stock looks at the fields of an operation while it shapes the answer: one selection after the other, and
// what is selected in several places as often.
import type { Operation, SelectionSet } from '@apollo/federation-internals'

/** One look at a field. */
export type Look = {
  /** Grows from look to look. */
  readonly at: number
  /** The looks at the fields above, and this one. */
  readonly way: readonly number[]
}

/** By the names that lead to the field, with dots. Conditions and types may leave out some of the looks. */
export type Looks = ReadonlyMap<string, readonly Look[]>

export function looksOf({ selectionSet }: Operation): Looks {
  const looks = new Map<string, Look[]>()
  let at = 0
  const walk = (set: SelectionSet, names: readonly string[], way: readonly number[]): void => {
    for (const selection of set.selections()) {
      if (selection.kind === 'FragmentSelection') walk(selection.selectionSet, names, way)
      else {
        const here = [...names, selection.element.responseName()]
        const look: Look = { at, way: [...way, at] }
        at++
        looks.set(here.join('.'), [...(looks.get(here.join('.')) ?? []), look])
        if (selection.selectionSet) walk(selection.selectionSet, here, look.way)
      }
    }
  }
  walk(selectionSet, [], [])
  return looks
}
