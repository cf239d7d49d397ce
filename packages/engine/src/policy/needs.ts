// What a selection asks for by itself, whatever stands around it: so a fragment is judged once, wherever it is spread.
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  getNamedType,
  type InlineFragmentNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import { allOf, noRequirement, type Requirement } from './clause.ts'
import { fieldOf } from './field-of.ts'
import type { PolicyRules } from './policy-rules.ts'

/** A selection set whose fields are looked up in `type`. */
export type Scope = { readonly type: GraphQLNamedType; readonly set: SelectionSetNode }

export type Needs = {
  readonly requirement: Requirement
  /** What it selects below; undefined for a leaf and for introspection, which is not judged. */
  readonly below: Scope | undefined
}

const nothing: Needs = { requirement: noRequirement, below: undefined }

export function fieldNeeds(rules: PolicyRules, parent: GraphQLNamedType, node: FieldNode): Needs {
  const field = fieldOf(parent, node.name.value)
  if (!field) return nothing
  const own = rules.fields.get(`${parent.name}.${field.name}`) ?? noRequirement
  if (!node.selectionSet) return own === noRequirement ? nothing : { requirement: own, below: undefined }
  const below = { type: getNamedType(field.type), set: node.selectionSet }
  return { requirement: allOf([own, plainFieldNeeds(rules, below)]), below }
}

export function fragmentNeeds(
  rules: PolicyRules,
  parent: GraphQLNamedType,
  { typeCondition, selectionSet }: InlineFragmentNode | FragmentDefinitionNode,
): Needs {
  const type = (typeCondition && rules.schema.getType(typeCondition.name.value)) ?? parent
  const below = { type, set: selectionSet }
  const own = (typeCondition && rules.types.get(type.name)) ?? noRequirement
  return { requirement: allOf([own, plainFieldNeeds(rules, below)]), below }
}

/**
 * A field selected through an interface is read from whatever object stands there: all of its types must be allowed.
 * `__typename` and fragments, which are judged themselves, may stand beside protected types.
 */
function plainFieldNeeds(rules: PolicyRules, { type, set }: Scope): Requirement {
  const behind = rules.behindInterfaces.get(type.name)
  if (!behind) return noRequirement
  const isPlain = (node: SelectionNode) => node.kind === Kind.FIELD && node.name.value !== '__typename'
  return set.selections.some(isPlain) ? behind : noRequirement
}
