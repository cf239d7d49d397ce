// Which input types and input fields a variable uses: all that it could give, or those that it does give.
import { type GraphQLInputType, getNamedType, getNullableType, isInputObjectType, isListType } from 'graphql'

/** Adds everything below `type` to `found`. Types that refer to themselves end the walk. */
export function possibleInput(type: GraphQLInputType, found: Set<string>): void {
  walk(type, found, new Set())
}

function walk(type: GraphQLInputType, found: Set<string>, walked: Set<string>): void {
  const named = getNamedType(type)
  found.add(named.name)
  if (!isInputObjectType(named) || walked.has(named.name)) return
  walked.add(named.name)
  for (const field of Object.values(named.getFields())) {
    found.add(`${named.name}.${field.name}`)
    walk(field.type, found, walked)
  }
}

/** Adds what `value` names. A value that does not fit its type adds what fits: the request fails, nothing else does. */
export function givenInput(type: GraphQLInputType, value: unknown, found: Set<string>): void {
  const nullable = getNullableType(type)
  if (isListType(nullable)) {
    for (const item of Array.isArray(value) ? value : [value]) givenInput(nullable.ofType, item, found)
    return
  }
  found.add(nullable.name)
  if (!isInputObjectType(nullable) || typeof value !== 'object' || value === null) return
  const given = new Map<string, unknown>(Object.entries(value))
  for (const field of Object.values(nullable.getFields())) {
    if (!given.has(field.name)) continue
    found.add(`${nullable.name}.${field.name}`)
    givenInput(field.type, given.get(field.name), found)
  }
}
