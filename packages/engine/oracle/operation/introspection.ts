// Introspection beside data, at the top of a query: below a fragment Apollo's planner has no place for it.
import type { Building, Place } from './building.ts'
import type { SelectionChoices } from './choices.ts'
import { responseName } from './response-name.ts'
import { conditionText } from './variables.ts'

const introspections = [
  '__schema { queryType { name } }',
  '__type(name: "E0") { name kind fields { name type { name ofType { name } } } }',
  '__type(name: "Nobody") { name }',
  '__schema { mutationType { __typename name fields { name } } directives { name } }',
  '__type(name: $type) { kind possibleTypes { name } }',
]

/** Undefined where it cannot stand. */
export function introspection(
  building: Building,
  choices: SelectionChoices,
  place: Place,
): string | undefined {
  if (!place.isTop || place.type !== building.schema.getQueryType()) return undefined
  const text = introspections[choices.pick % introspections.length] ?? ''
  const what = text.slice(0, text.indexOf('{'))
  const name = responseName(building, { choices, place, what: text, type: what, fields: [] })
  if (name === undefined) return undefined
  if (text.includes('$type')) building.variables.definitions.set('type', 'String! = "E0"')
  return `${name}: ${text.replace(' {', `${conditionText(building.variables, choices)} {`)}`
}
