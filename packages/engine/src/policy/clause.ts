// What a policy directive asks for, as a conjunction of clauses. Equal clauses are one object within one graph.
export type PolicyKind = 'authenticated' | 'scopes' | 'policy'

export type Clause = {
  readonly kind: PolicyKind
  /** Names of which all must be held, any of these groups. */
  readonly anyOf: readonly (readonly string[])[]
  /** The same for the same clause in every graph. */
  readonly text: string
}

/** Every clause must hold. In the order in which they are judged: authenticated, scopes, policies. */
export type Requirement = readonly Clause[]

export const noRequirement: Requirement = []

const kinds: readonly PolicyKind[] = ['authenticated', 'scopes', 'policy']

/** Everything that one of them asks for. */
export function allOf(requirements: Iterable<Requirement>): Requirement {
  const clauses = new Set<Clause>()
  for (const requirement of requirements) for (const clause of requirement) clauses.add(clause)
  if (clauses.size === 0) return noRequirement
  return [...clauses].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))
}
