// Which policy clauses one operation depends on: found once per operation, so that a request only asks which of them
// hold.
import {
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql'
import type { Subject } from './by-operation.ts'
import { allOf, type Clause, type Requirement } from './clause.ts'
import { fragmentsOf } from './fragments-of.ts'
import { fieldNeeds, fragmentNeeds, type Scope } from './needs.ts'
import type { PolicyRules } from './policy-rules.ts'
import type { Restriction } from './restrict-operation.ts'

export type CompiledPolicies = {
  readonly rules: PolicyRules
  readonly operation: OperationDefinitionNode
  readonly rootType: GraphQLObjectType
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  /** Every clause that something in the operation asks for. */
  readonly clauses: readonly Clause[]
  /** The names of policies among them, each once. */
  readonly policyNames: readonly string[]
  /** What was made for the last keys; see `restrictionFor`. */
  readonly restrictions: Map<string, Restriction>
}

/** Undefined when nothing in the operation is protected: then there is nothing to do per request. */
export function compilePolicies(rules: PolicyRules, subject: Subject): CompiledPolicies | undefined {
  const { document, operationName } = subject
  const operation = getOperationAST(document, operationName)
  const rootType = operation && rules.schema.getRootType(operation.operation)
  if (!rootType) return undefined
  const fragments = fragmentsOf(document)
  const clauses = clausesOf({ rules, fragments, rootType, operation })
  if (clauses.length === 0) return undefined
  const named = clauses.flatMap(({ kind, anyOf }) => (kind === 'policy' ? anyOf.flat() : []))
  return {
    rules,
    operation,
    rootType,
    fragments,
    clauses,
    policyNames: [...new Set(named)].sort(),
    restrictions: new Map(),
  }
}

type Parts = Pick<CompiledPolicies, 'rules' | 'fragments' | 'rootType' | 'operation'>

function clausesOf({ rules, fragments, rootType, operation }: Parts): Requirement {
  const found = new Set<Requirement>()
  const seen = new Set<string>()

  function enter({ type, set }: Scope): void {
    for (const selection of set.selections) {
      const needs = needsOf(selection, type)
      if (!needs) continue
      found.add(needs.requirement)
      if (needs.below) enter(needs.below)
    }
  }

  function needsOf(selection: SelectionNode, type: Scope['type']) {
    if (selection.kind === Kind.FIELD) return fieldNeeds(rules, type, selection)
    if (selection.kind === Kind.INLINE_FRAGMENT) return fragmentNeeds(rules, type, selection)
    const { value: name } = selection.name
    const fragment = fragments.get(name)
    if (!fragment || seen.has(name)) return undefined
    seen.add(name)
    return fragmentNeeds(rules, type, fragment)
  }

  enter({ type: rootType, set: operation.selectionSet })
  return allOf(found)
}
