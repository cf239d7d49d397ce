// Reads the three policy directives of one element of a supergraph.
import type { GraphQLSchema } from 'graphql'
import { allOf, type Clause, type PolicyKind, type Requirement } from './clause.ts'
import { applicationsOf, linkedDirective, type SchemaElement } from './linked-directive.ts'

/** Undefined when the supergraph links none of the three. */
export function policyDirectives(
  schema: GraphQLSchema,
): ((element: SchemaElement) => Requirement) | undefined {
  const authenticated = linkedDirective(schema, 'authenticated', 'authenticated')
  const requiresScopes = linkedDirective(schema, 'requiresScopes', 'requiresScopes')
  const policy = linkedDirective(schema, 'policy', 'policy')
  if (authenticated === undefined && requiresScopes === undefined && policy === undefined) return undefined
  const clauses = new Map<string, Clause>()

  function clause(kind: PolicyKind, groups: unknown): Requirement {
    const anyOf = groupsOf(groups)
    // As in the Router: no group at all is no condition, and an empty group holds for everybody.
    if (kind !== 'authenticated' && (anyOf.length === 0 || anyOf.some((group) => group.length === 0)))
      return []
    const text = kind === 'authenticated' ? kind : `${kind} ${JSON.stringify(anyOf)}`
    const known = clauses.get(text)
    if (known) return [known]
    const made = { kind, anyOf, text }
    clauses.set(text, made)
    return [made]
  }

  return (element) =>
    allOf([
      ...applicationsOf(element, authenticated).map(() => clause('authenticated', [])),
      ...applicationsOf(element, requiresScopes).map(({ scopes }) => clause('scopes', scopes)),
      ...applicationsOf(element, policy).map(({ policies }) => clause('policy', policies)),
    ])
}

/** Sorted, so that one condition has one text. */
function groupsOf(value: unknown): readonly (readonly string[])[] {
  const groups = Array.isArray(value) ? value.filter(Array.isArray) : []
  return groups
    .map((group) => [...new Set(group.filter((name) => typeof name === 'string'))].sort())
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}
