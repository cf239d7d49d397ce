// Takes out of an operation what its sender may not select. What is left is a valid document of its own, to be planned;
// what was taken out is null in the answer, and each piece has an error.
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type InlineFragmentNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'
import type { Clause, PolicyKind } from './clause.ts'
import type { CompiledPolicies } from './compile-policies.ts'
import { type Conditions, conditionsOf, variableDefaults } from './condition.ts'
import { fieldNeeds, fragmentNeeds, type Needs, type Scope } from './needs.ts'
import { restrictedDocument } from './restricted-document.ts'

export type Restriction = {
  /** What is planned; undefined when nothing is left to fetch. */
  readonly document: DocumentNode | undefined
  /**
   * Selections of the client's document that are null in the answer whatever a fetch brings: a key that joins two
   * subgraphs, or what a field requires, may hold the very value that was taken out. With a fragment, everything that
   * is reached through this very node is meant.
   */
  readonly removed: ReadonlySet<SelectionNode>
  readonly denials: readonly Denial[]
}

export type Denial = {
  /** Response names; no list indices, as nothing was fetched. For a fragment the path of what it stands in. */
  readonly path: readonly string[]
  /** The first that fails, in the order authenticated, scopes, policy. */
  readonly kind: PolicyKind
  /** It only concerns a request for which all of these hold. */
  readonly conditions: Conditions
}

/** More are not told: fragments of fragments could otherwise multiply a few names into any number of errors. */
export const maxDenials = 250

/** `denied` are the clauses that do not hold. The same operation and clauses give an equal restriction. */
export function restrictOperation(compiled: CompiledPolicies, denied: ReadonlySet<Clause>): Restriction {
  const { operation, rootType } = compiled
  const { restrict, fragmentOf, removed } = restrictor(compiled, denied)
  const root: Place = { path: [], conditions: [], denials: new Map() }
  const selectionSet = restrict({ type: rootType, set: operation.selectionSet }, root)
  return {
    document: selectionSet && restrictedDocument({ ...operation, selectionSet }, fragmentOf),
    removed,
    denials: [...root.denials.values()],
  }
}

type Place = {
  readonly path: readonly string[]
  /** Undefined where a literal @skip or @include keeps everything out of the answer. */
  readonly conditions: Conditions | undefined
  /** By what makes two of them the same error. */
  readonly denials: Map<string, Denial>
}

type RestrictedFragment = {
  readonly definition: FragmentDefinitionNode | undefined
  /** Relative to where it is spread. */
  readonly denials: readonly Denial[]
}

type Restrictor = {
  readonly removed: ReadonlySet<SelectionNode>
  readonly restrict: (scope: Scope, place: Place) => SelectionSetNode | undefined
  readonly fragmentOf: (name: string) => FragmentDefinitionNode | undefined
}

function restrictor(
  { rules, fragments, operation, rootType }: CompiledPolicies,
  denied: ReadonlySet<Clause>,
): Restrictor {
  const defaults = variableDefaults(operation)
  const removed = new Set<SelectionNode>()
  const spread = new Map<string, RestrictedFragment>()

  function restrict({ type, set }: Scope, place: Place): SelectionSetNode | undefined {
    const selections: SelectionNode[] = []
    for (const selection of set.selections) {
      const conditions = both(place.conditions, conditionsOf(selection.directives, defaults))
      const kept = restrictSelection(selection, type, { ...place, conditions })
      if (kept) selections.push(kept)
      else removed.add(selection)
    }
    return selections.length > 0 ? { ...set, selections } : undefined
  }

  function restrictSelection(
    selection: SelectionNode,
    type: GraphQLNamedType,
    place: Place,
  ): SelectionNode | undefined {
    if (selection.kind === Kind.FIELD) {
      const path = [...place.path, (selection.alias ?? selection.name).value]
      return judge(selection, fieldNeeds(rules, type, selection), { ...place, path })
    }
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return judge(selection, fragmentNeeds(rules, type, selection), place)
    }
    const { definition, denials } = restrictedFragment(selection.name.value)
    for (const denial of denials) deny(place, denial)
    return definition && selection
  }

  function restrictedFragment(name: string): RestrictedFragment {
    const known = spread.get(name)
    if (known) return known
    const place: Place = { path: [], conditions: [], denials: new Map() }
    const fragment = fragments.get(name)
    const definition = fragment && judge(fragment, fragmentNeeds(rules, rootType, fragment), place)
    const restricted = { definition, denials: [...place.denials.values()] }
    spread.set(name, restricted)
    return restricted
  }

  function judge<Node extends FieldNode | InlineFragmentNode | FragmentDefinitionNode>(
    node: Node,
    { requirement, below }: Needs,
    place: Place,
  ): Node | undefined {
    const failed = requirement.find((clause) => denied.has(clause))
    if (failed) {
      deny(place, { path: [], kind: failed.kind, conditions: [] })
      return undefined
    }
    if (!below) return node
    const selectionSet = restrict(below, place)
    return selectionSet && { ...node, selectionSet }
  }

  // Fragments that introspection reaches are not judged and stay as they are.
  const fragmentOf = (name: string) => (spread.has(name) ? spread.get(name)?.definition : fragments.get(name))
  return { removed, restrict, fragmentOf }
}

/** `denial` is relative to `place`. */
function deny(place: Place, denial: Denial): void {
  const conditions = both(place.conditions, denial.conditions)
  if (!conditions || place.denials.size >= maxDenials) return
  const path = [...place.path, ...denial.path]
  const key = JSON.stringify([path, conditions])
  if (!place.denials.has(key)) place.denials.set(key, { path, kind: denial.kind, conditions })
}

function both(outer: Conditions | undefined, inner: Conditions | undefined): Conditions | undefined {
  if (!outer || !inner) return undefined
  return inner.length === 0 ? outer : [...outer, ...inner]
}
