// What a field that requires others gets to see of them: from the representation where the object was found by one,
// else from the truth. The planner has chains of requirements in which it forgets some: those come from the truth too,
// so that a field has one value however it was asked for.
import {
  type FieldNode,
  Kind,
  parse,
  parseValue,
  type SelectionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql'
import type { Argument } from '../graph/model.ts'
import { canonical } from './hash.ts'
import { corrupt } from './leaves.ts'
import type { Thing } from './things.ts'

export type Required = {
  readonly argumentsOf: (thing: Thing, field: string) => readonly Argument[]
  readonly read: (thing: Thing, field: string, args: Readonly<Record<string, unknown>>) => unknown
}

const selections = new Map<string, SelectionSetNode>()

/** Equal texts for equal values; `requires` is the text of the directive. */
export function requiredText(thing: Thing, requires: string, required: Required): string {
  const selection = selectionOf(requires)
  const { given } = thing
  const names = selection.selections.filter(isField).map(({ name }) => name.value)
  if (given && names.every((name) => Object.hasOwn(given, name)))
    return canonical(pickGiven(given, selection))
  return corrupt(canonical(pickTrue(thing, selection, required)))
}

function selectionOf(requires: string): SelectionSetNode {
  const known = selections.get(requires)
  if (known) return known
  const [definition] = parse(`{ ${requires} }`, { noLocation: true }).definitions
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError(`no selection: ${requires}`)
  selections.set(requires, definition.selectionSet)
  return definition.selectionSet
}

function pickGiven(value: unknown, selection: SelectionSetNode | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => pickGiven(item, selection))
  if (!selection || typeof value !== 'object' || value === null) return value ?? null
  return Object.fromEntries(
    selection.selections
      .filter(isField)
      .map(({ name, selectionSet }) => [name.value, pickGiven(Reflect.get(value, name.value), selectionSet)]),
  )
}

function pickTrue(value: unknown, selection: SelectionSetNode | undefined, required: Required): unknown {
  if (Array.isArray(value)) return value.map((item) => pickTrue(item, selection, required))
  if (!selection || typeof value !== 'object' || value === null) return value
  const thing = value as Thing
  return Object.fromEntries(
    selection.selections
      .filter(isField)
      .map((node) => [
        node.name.value,
        pickTrue(readRequired(thing, node, required), node.selectionSet, required),
      ]),
  )
}

function isField(node: SelectionNode): node is FieldNode {
  return node.kind === Kind.FIELD
}

/** What failed is null to whoever requires it. */
function readRequired(
  thing: Thing,
  { name, arguments: given = [] }: FieldNode,
  { argumentsOf, read }: Required,
): unknown {
  const args: Record<string, unknown> = {}
  for (const { name: arg, defaultText } of argumentsOf(thing, name.value)) {
    const value =
      given.find((each) => each.name.value === arg)?.value ?? (defaultText && parseValue(defaultText))
    if (value) args[arg] = valueFromASTUntyped(value)
  }
  try {
    return read(thing, name.value, args)
  } catch {
    return null
  }
}
