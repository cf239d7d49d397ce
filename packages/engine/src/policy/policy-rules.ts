// What @authenticated, @requiresScopes and @policy of a supergraph ask of whoever selects a field or a type: read once
// per schema, then looked up by name.
import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
} from 'graphql'
import { allOf, noRequirement, type Requirement } from './clause.ts'
import { fieldOf } from './field-of.ts'
import type { SchemaElement } from './linked-directive.ts'
import { policyDirectives } from './policy-directives.ts'
import { type ReadSelection, readSelections } from './read-selections.ts'

export type PolicyRules = {
  /** The supergraph: what it hides from clients has rules too. */
  readonly schema: GraphQLSchema
  /** By type but those of the roots: what its own directives ask for. What asks for nothing is absent, as below. */
  readonly types: ReadonlyMap<string, Requirement>
  /**
   * By coordinate (`Type.field`): its own directives, those of its type, of the root type it stands in, of every object
   * type's field behind an interface's, and of what it reads through `@requires` and `@fromContext`.
   */
  readonly fields: ReadonlyMap<string, Requirement>
  /** By interface: what the directives of its object types ask for together. */
  readonly behindInterfaces: ReadonlyMap<string, Requirement>
}

/** Undefined when nothing of the supergraph is protected. `schema` must have been built from its SDL. */
export function policyRules(schema: GraphQLSchema): PolicyRules | undefined {
  const asked = policyDirectives(schema)
  if (!asked) return undefined
  const types = new Map<string, Requirement>()
  const roots = new Map<string, Requirement>()
  const behindInterfaces = new Map<string, Requirement>()
  const named = Object.values(schema.getTypeMap())
  for (const type of named) set(isRoot(schema, type) ? roots : types, type.name, asked(type))
  for (const type of named) {
    if (!isInterfaceType(type)) continue
    const implementing = schema.getPossibleTypes(type).map(({ name }) => types.get(name) ?? noRequirement)
    set(behindInterfaces, type.name, allOf(implementing))
  }
  const fields = fieldRules({ schema, types, roots, behindInterfaces }, asked)
  return fields.size === 0 && types.size === 0 ? undefined : { schema, types, fields, behindInterfaces }
}

/** Introspection stands in a root type and is not protected with it: there the fields carry the type's directives. */
function isRoot(schema: GraphQLSchema, type: GraphQLNamedType): boolean {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].some(
    (root) => root === type,
  )
}

type TypeRules = Pick<PolicyRules, 'schema' | 'types' | 'behindInterfaces'> & {
  readonly roots: ReadonlyMap<string, Requirement>
}

function fieldRules(
  { schema, types, roots, behindInterfaces }: TypeRules,
  asked: (element: SchemaElement) => Requirement,
): Map<string, Requirement> {
  const known = new Map<string, Requirement>()
  const readBy = readSelections(schema)
  const ofType = ({ name }: GraphQLNamedType): Requirement => types.get(name) ?? noRequirement

  function ofField(parent: GraphQLNamedType, name: string): Requirement {
    const field = fieldOf(parent, name)
    if (!field) return noRequirement
    const coordinate = `${parent.name}.${name}`
    const rule = known.get(coordinate)
    if (rule) return rule
    // Ends the recursion of fields that read each other, which no plan can serve.
    known.set(coordinate, noRequirement)
    const behind = isInterfaceType(parent) ? schema.getPossibleTypes(parent) : []
    const all = allOf([
      asked(field),
      roots.get(parent.name) ?? noRequirement,
      ofType(getNamedType(field.type)),
      ...behind.map((type) => ofField(type, name)),
      ...readBy(parent, field).map(ofRead),
    ])
    known.set(coordinate, all)
    return all
  }

  function ofRead({ parent, field }: ReadSelection): Requirement {
    if (field === undefined) return ofType(parent)
    return allOf([ofField(parent, field), behindInterfaces.get(parent.name) ?? noRequirement])
  }

  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue
    for (const name of Object.keys(type.getFields())) ofField(type, name)
  }
  for (const [coordinate, rule] of known) if (rule.length === 0) known.delete(coordinate)
  return known
}

function set(rules: Map<string, Requirement>, name: string, requirement: Requirement): void {
  if (requirement.length > 0) rules.set(name, requirement)
}
