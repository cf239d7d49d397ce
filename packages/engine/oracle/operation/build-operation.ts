// Reads fast-check's numbers as an operation against the client's schema: fields, aliases, fragments, arguments,
// conditions. What comes out is valid; the caller checks that with graphql-js.
import {
  doTypesOverlap,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isUnionType,
} from 'graphql'
import type { Building, Place } from './building.ts'
import type { OperationChoices, SelectionChoices } from './choices.ts'
import { type Claim, canClaim, claim, newClaims } from './claims.ts'
import { introspection } from './introspection.ts'
import { isComposite, responseName } from './response-name.ts'
import { argumentValue, conditionText, newVariables } from './variables.ts'

export type Operation = { readonly text: string; readonly variables: Readonly<Record<string, unknown>> }

/** `inputs` are names of fields that fetches need of each other: the planner lets an alias of that name hide them. */
export function buildOperation(
  schema: GraphQLSchema,
  choices: OperationChoices,
  inputs: ReadonlySet<string>,
): Operation {
  const mutation = choices.kind === 3 ? schema.getMutationType() : undefined
  const type = mutation ?? schema.getQueryType()
  if (!type) throw new TypeError('a schema without queries')
  const building: Building = {
    schema,
    inputs,
    claims: newClaims(),
    variables: newVariables(choices.variables),
    fragments: [],
    definitions: [],
  }
  const body = selectionSet(building, choices.selections, { type, path: '', isTop: true })
  const { definitions, values } = building.variables
  const declared = [...definitions].map(([name, definition]) => `$${name}: ${definition}`)
  const head = `${mutation ? 'mutation' : 'query'} Q${declared.length > 0 ? `(${declared.join(', ')})` : ''}`
  return { text: [`${head} ${body}`, ...building.definitions].join('\n'), variables: values }
}

function selectionSet(building: Building, choices: readonly SelectionChoices[], place: Place): string {
  const selections = choices.flatMap((each) => selection(building, each, place) ?? [])
  return `{ ${selections.length > 0 ? selections.join(' ') : '__typename'} }`
}

function selection(building: Building, choices: SelectionChoices, place: Place): string | undefined {
  switch (choices.kind) {
    case 10:
      return typename(building, choices, place)
    case 11:
    case 12:
      return inlineFragment(building, choices, place)
    case 13:
      return namedFragment(building, choices, place)
    case 14:
      return knownFragment(building, choices, place) ?? field(building, choices, place)
    case 15:
      return introspection(building, choices, place) ?? field(building, choices, place)
    default:
      return field(building, choices, place)
  }
}

function field(building: Building, choices: SelectionChoices, place: Place): string | undefined {
  const { type, path } = place
  if (isUnionType(type)) return inlineFragment(building, choices, place)
  const fields = Object.values(type.getFields())
  const [leaves, composites] = [fields.filter((each) => !isComposite(each)), fields.filter(isComposite)]
  const wanted = choices.children.length > 0 ? composites : leaves
  const options = wanted.length > 0 ? wanted : fields
  const chosen = options[choices.pick % options.length]
  if (!chosen) return undefined
  const args = argumentsOf(building, chosen, choices.args)
  const name = responseName(building, {
    choices,
    place,
    what: `${chosen.name}${args}`,
    type: chosen.type,
    fields,
  })
  if (name === undefined) return undefined
  const alias = name === chosen.name ? '' : `${name}: `
  const below = getNamedType(chosen.type)
  const body = isCompositeType(below)
    ? ` ${selectionSet(building, choices.children, { type: below, path: `${path}.${name}`, isTop: false })}`
    : ''
  return `${alias}${chosen.name}${args}${conditionText(building.variables, choices)}${body}`
}

function argumentsOf(
  { variables }: Building,
  { args }: GraphQLField<unknown, unknown>,
  choice: number,
): string {
  const given = args.flatMap((arg, i) => {
    const value = argumentValue(variables, String(arg.type), choice >> (i * 2))
    return value === undefined ? [] : [`${arg.name}: ${value}`]
  })
  return given.length > 0 ? `(${given.join(', ')})` : ''
}

function typename(building: Building, choices: SelectionChoices, place: Place): string | undefined {
  const name = responseName(building, { choices, place, what: '__typename', type: 'String!', fields: [] })
  if (name === undefined) return undefined
  return `${name === '__typename' ? '' : `${name}: `}__typename${conditionText(building.variables, choices)}`
}

function overlapping({ schema }: Building, type: GraphQLCompositeType): GraphQLCompositeType[] {
  return Object.values(schema.getTypeMap())
    .filter(isCompositeType)
    .filter(({ name }) => !name.startsWith('__'))
    .filter((other) => other === type || doTypesOverlap(schema, type, other))
}

function inlineFragment(building: Building, choices: SelectionChoices, place: Place): string {
  const options = overlapping(building, place.type)
  const type = options[choices.pick % options.length] ?? place.type
  const isBare = type === place.type && choices.alias % 2 === 0
  const body = selectionSet(building, choices.children, { ...place, type, isTop: false })
  return `...${isBare ? '' : ` on ${type.name}`}${conditionText(building.variables, choices)} ${body}`
}

function namedFragment(building: Building, choices: SelectionChoices, place: Place): string {
  const options = overlapping(building, place.type)
  const type = options[choices.pick % options.length] ?? place.type
  const recorder: Claim[] = []
  building.claims.recorders.push(recorder)
  const body = selectionSet(building, choices.children, { ...place, type, isTop: false })
  building.claims.recorders.splice(building.claims.recorders.indexOf(recorder), 1)
  const name = `F${building.fragments.length}`
  const claims = recorder.map((made) => ({ ...made, path: made.path.slice(place.path.length) }))
  building.fragments.push({ name, type, claims })
  building.definitions.push(`fragment ${name} on ${type.name} ${body}`)
  return `...${name}${conditionText(building.variables, choices)}`
}

function knownFragment(building: Building, choices: SelectionChoices, place: Place): string | undefined {
  const fragment = building.fragments[choices.pick % Math.max(building.fragments.length, 1)]
  if (!fragment || !doTypesOverlap(building.schema, place.type, fragment.type)) return undefined
  const claims = fragment.claims.map((made) => ({ ...made, path: `${place.path}${made.path}` }))
  if (!claims.every((made) => canClaim(building.claims, made))) return undefined
  for (const made of claims) claim(building.claims, made)
  return `...${fragment.name}${conditionText(building.variables, choices)}`
}
