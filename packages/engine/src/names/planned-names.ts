// What the plan of an operation calls its fields and variables. Nearly always what the client calls them; another name
// where the client's is one that the planner uses without looking: @apollo/query-planner 2.14 merges keys, required
// fields and variables of its own into fetches as if their names were free.
import { type DocumentNode, type FieldNode, Kind, visit } from 'graphql'
import type { UnaskedFields } from './unasked-fields.ts'

export type PlannedNames = {
  /** Response name under which the plan fetches the field. */
  readonly plannedName: (field: FieldNode) => string
  /** What the client calls a response name of the plan. */
  readonly clientName: (plannedName: string) => string
  readonly plannedVariable: (clientVariable: string) => string
  readonly clientVariable: (plannedVariable: string) => string
}

/** For a plan in which everything is called as in the client's document. */
export const sameNames: PlannedNames = {
  plannedName: responseNameOf,
  clientName: (name) => name,
  plannedVariable: (name) => name,
  clientVariable: (name) => name,
}

/**
 * The names for every operation of the document, and for any that is part of one. Selections of one object under one
 * response name are the same call of the same field, so all of them keep it or all of them get the same other name.
 */
export function namesFor(document: DocumentNode, unasked: UnaskedFields): PlannedNames {
  const responseNames = new Set(unasked.names)
  const variables = new Set<string>()
  const collidingNames = new Set<string>()
  visit(document, {
    Field(field) {
      const name = responseNameOf(field)
      responseNames.add(name)
      if (collides(field, unasked)) collidingNames.add(name)
    },
    VariableDefinition: ({ variable }) => void variables.add(variable.name.value),
  })
  const collidingVariables = [...variables].filter((name) => plannersVariable.test(name))
  if (collidingNames.size === 0 && collidingVariables.length === 0) return sameNames
  const renamed = otherNames(collidingNames, responseNames)
  const renamedVariables = otherNames(collidingVariables, variables)
  return {
    plannedName(field) {
      const name = responseNameOf(field)
      return collides(field, unasked) ? renamed.planned(name) : name
    },
    clientName: renamed.client,
    plannedVariable: renamedVariables.planned,
    clientVariable: renamedVariables.client,
  }
}

/** The document as it is planned: itself when nothing is called otherwise. */
export function renameForPlanning(document: DocumentNode, names: PlannedNames): DocumentNode {
  if (names === sameNames) return document
  return visit(document, {
    Field(field) {
      const value = names.plannedName(field)
      if (value === responseNameOf(field)) return undefined
      return { ...field, alias: { kind: Kind.NAME, value } }
    },
    Variable(variable) {
      const value = names.plannedVariable(variable.name.value)
      if (value === variable.name.value) return undefined
      return { ...variable, name: { kind: Kind.NAME, value } }
    },
  })
}

/** Entity fetches take their representations, and what contexts carry, by variables of these names. */
const plannersVariable = /^(representations$|contextualArgument_)/

/** Whether the field may be another call than the one that the planner selects under its response name. */
function collides(field: FieldNode, { names, withArguments }: UnaskedFields): boolean {
  const name = responseNameOf(field)
  if (!names.has(name)) return false
  return name !== field.name.value || (field.arguments?.length ?? 0) > 0 || withArguments.has(name)
}

function responseNameOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value
}

/** Names that nobody uses, in place of others; every name that is not replaced stands for itself. */
function otherNames(replaced: Iterable<string>, used: ReadonlySet<string>) {
  const taken = new Set(used)
  const planned = new Map<string, string>()
  const client = new Map<string, string>()
  for (const name of replaced) {
    let other = `asked_${name}`
    while (taken.has(other)) other += '_'
    taken.add(other)
    planned.set(name, other)
    client.set(other, name)
  }
  return {
    planned: (name: string) => planned.get(name) ?? name,
    client: (name: string) => client.get(name) ?? name,
  }
}
