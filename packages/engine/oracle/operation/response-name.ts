// What a selected field is called in the answer: by its own name, by one that every object inherits, or by another
// field's, as far as the names around it allow.
import { type GraphQLField, getNamedType, isCompositeType, isObjectType } from 'graphql'
import type { Building, Place } from './building.ts'
import type { SelectionChoices } from './choices.ts'
import { type Claim, canClaim, claim } from './claims.ts'

const hostile = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']

export const hostileAlias = new RegExp(`\\b(${hostile.join('|')}):`)

export type Named = {
  readonly choices: SelectionChoices
  readonly place: Place
  /** Field and arguments. */
  readonly what: string
  readonly type: { toString(): string }
  readonly fields: readonly GraphQLField<unknown, unknown>[]
}

/** The first name that is free, or taken by a field with which this one merges. */
export function responseName(
  building: Building,
  { choices, place, what, type, fields }: Named,
): string | undefined {
  const own = /^\w+/.exec(what)?.[0] ?? ''
  const free = fields.filter((each) => !building.inputs.has(each.name))
  const borrowed = free[choices.pick % Math.max(free.length, 1)]?.name ?? own
  const { alias } = choices
  const first = alias === 31 ? borrowed : alias === 30 ? 'a' : (hostile[alias - 25] ?? own)
  const field = fields.find((each) => each.name === own)
  const isInput = field !== undefined && field.args.length > 0 && building.inputs.has(own)
  for (const name of [first, own, `a${choices.pick}`, `b${choices.pick}`]) {
    // The planner takes a required field for the client's own, whatever the arguments of either.
    if (isInput && name === own) continue
    const made: Claim = {
      path: `${place.path}.${name}`,
      parent: place.type.name,
      isObjectParent: isObjectType(place.type),
      isLeaf: field === undefined || !isComposite(field),
      type: String(type),
      what,
    }
    if (!canClaim(building.claims, made)) continue
    claim(building.claims, made)
    return name
  }
  return undefined
}

export function isComposite({ type }: GraphQLField<unknown, unknown>): boolean {
  return isCompositeType(getNamedType(type))
}
