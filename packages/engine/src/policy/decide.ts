// Which clauses of an operation its sender fails, and the operation without what they protect.
import type { Clause } from './clause.ts'
import type { CompiledPolicies } from './compile-policies.ts'
import { type Restriction, restrictOperation } from './restrict-operation.ts'

export type Claims = {
  readonly authenticated: boolean
  readonly scopes: ReadonlySet<string>
  /** Which of these policies hold for the request. Absent, none does; what it throws fails the request. */
  readonly policies?: ((names: readonly string[]) => PoliciesHeld | Promise<PoliciesHeld>) | undefined
}

type PoliciesHeld = ReadonlySet<string>

const none: PoliciesHeld = new Set()

/** Restrictions kept per operation; a sender who fails other clauses than the last so many has them made again. */
const keptRestrictions = 64

/**
 * The clauses that fail, as text; empty when everything may be selected. Equal keys mean equal restrictions, of the
 * same operation over a later supergraph too: so it may be part of the key of a plan.
 */
export async function deniedKey({ clauses, policyNames }: CompiledPolicies, claims: Claims): Promise<string> {
  const policies = policyNames.length > 0 ? ((await claims.policies?.(policyNames)) ?? none) : none
  const denied = clauses.filter((clause) => !holds(clause, claims, policies))
  return denied.map(({ text }) => text).join('\n')
}

function holds({ kind, anyOf }: Clause, claims: Claims, policies: PoliciesHeld): boolean {
  if (kind === 'authenticated') return claims.authenticated
  const held = kind === 'scopes' ? claims.scopes : policies
  return anyOf.some((group) => group.every((name) => held.has(name)))
}

/** Undefined for the empty key: the client's own document is what is planned. */
export function restrictionFor(compiled: CompiledPolicies, key: string): Restriction | undefined {
  if (key === '') return undefined
  const { restrictions, clauses } = compiled
  const known = restrictions.get(key)
  if (known) return known
  const texts = new Set(key.split('\n'))
  const made = restrictOperation(compiled, new Set(clauses.filter(({ text }) => texts.has(text))))
  restrictions.set(key, made)
  if (restrictions.size > keptRestrictions) restrictions.delete(restrictions.keys().next().value ?? '')
  return made
}
