// Progressive `@override`: which of a supergraph's labels can change the plan of an operation. A label that cannot is
// left out of the operation's variant, or every unrelated label would double the number of plans.
import { type DocumentNode, type GraphQLSchema, isInterfaceType, isObjectType, visit } from 'graphql'
import { unaskedFields } from '../names/unasked-fields.ts'
import { applicationsOf, linkedDirective } from '../policy/linked-directive.ts'

export type OverrideLabel = {
  readonly label: string
  /** Share of requests, 0 to 100, for labels of the form `percent(x)`. */
  readonly percent: number | undefined
}

/** The form that composition accepts. */
const percentForm = /^percent\((\d{1,2}(?:\.\d{1,8})?|100)\)$/

/** Looks at a supergraph once; what it returns gives an operation's labels, sorted, and remembers them. */
export function overrideLabels(
  supergraphSchema: GraphQLSchema,
): (document: DocumentNode) => readonly OverrideLabel[] {
  const fieldsByLabel = readOverrides(supergraphSchema)
  const unasked = unaskedFields(supergraphSchema).names
  const labels = [...fieldsByLabel.keys()].sort().map((label) => ({ label, percent: percentOf(label) }))
  const known = new WeakMap<DocumentNode, readonly OverrideLabel[]>()
  return (document) => {
    if (labels.length === 0) return labels
    const before = known.get(document)
    if (before !== undefined) return before
    const asked = fieldNames(document)
    const relevant = labels.filter(({ label }) =>
      fieldsByLabel.get(label)?.some((field) => asked.has(field) || unasked.has(field)),
    )
    known.set(document, relevant)
    return relevant
  }
}

function percentOf(label: string): number | undefined {
  const percent = percentForm.exec(label)?.[1]
  return percent === undefined ? undefined : Number(percent)
}

function readOverrides(schema: GraphQLSchema): ReadonlyMap<string, readonly string[]> {
  const joinField = linkedDirective(schema, 'join', 'field')
  const fieldsByLabel = new Map<string, string[]>()
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue
    for (const field of Object.values(type.getFields())) {
      for (const { overrideLabel: label } of applicationsOf(field, joinField)) {
        if (typeof label !== 'string') continue
        fieldsByLabel.set(label, [...(fieldsByLabel.get(label) ?? []), field.name])
      }
    }
  }
  return fieldsByLabel
}

function fieldNames(document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>()
  visit(document, { Field: (field) => void names.add(field.name.value) })
  return names
}
