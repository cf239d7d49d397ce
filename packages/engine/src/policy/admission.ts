// What becomes of a request under the policies of its operation: it is executed whole, without some of it, or refused.
import type { GraphQLError } from 'graphql'
import { EngineError } from '../errors.ts'
import type { JsonObject } from '../transport/subgraph-transport.ts'
import type { PolicyKind } from './clause.ts'
import type { CompiledPolicies } from './compile-policies.ts'
import { conditionsHold } from './condition.ts'
import { type Claims, deniedKey, restrictionFor } from './decide.ts'
import type { Denial, Restriction } from './restrict-operation.ts'

export type PolicyOptions = {
  /** Default: `unauthorizedFieldOrType`. */
  readonly policyError?: PolicyError | undefined
  /** Executes nothing of an operation of which something is denied. Default: false. */
  readonly rejectUnauthorized?: boolean | undefined
  /** Judges and reports, but takes nothing out. Default: false. */
  readonly dryRun?: boolean | undefined
  /** Where the client finds what was denied: with `none` it only sees nulls. Default: `errors`. */
  readonly report?: 'errors' | 'extensions' | 'none' | undefined
}

export type PolicyError = (kind: PolicyKind, path: readonly string[], claims: Claims) => GraphQLError

export type PolicyRequest = {
  readonly claims: Claims
  /** As the client sent them. */
  readonly variables: Readonly<Record<string, unknown>>
}

export type Admission = {
  /** Part of the key of the plan: requests with one key have one plan. Empty when nothing is taken out. */
  readonly key: string
  /** Undefined when nothing is taken out. */
  readonly restriction: Restriction | undefined
  /** Nothing may be executed; the answer is `errors` and no data. */
  readonly refused: boolean
  readonly errors: readonly GraphQLError[]
  readonly extensions: JsonObject | undefined
  /** Of this request: what a log or a counter is told. */
  readonly denials: readonly Denial[]
}

/** Rejects when the evaluation of policies does. */
export async function admit(
  compiled: CompiledPolicies,
  request: PolicyRequest,
  options: PolicyOptions = {},
): Promise<Admission> {
  const { dryRun = false, rejectUnauthorized = false } = options
  const key = await deniedKey(compiled, request.claims)
  const restriction = restrictionFor(compiled, key)
  const denials = restriction ? deniedTo(restriction, request.variables) : []
  // What is denied of an answer is null in it; a subscription without its root has no answers.
  const hasNoRoot = compiled.operation.operation === 'subscription' && restriction?.document === undefined
  const refused = (rejectUnauthorized || hasNoRoot) && !dryRun && denials.length > 0
  const reported = report(denials, request, { ...options, ...(refused && { report: 'errors' }) })
  return dryRun
    ? { key: '', restriction: undefined, refused, ...reported, denials }
    : { key, restriction, refused, ...reported, denials }
}

/** As the Router makes it; the path is that of the denied piece, even where a null above it hides that. */
export function unauthorizedFieldOrType(_kind: PolicyKind, path: readonly string[]): EngineError {
  return new EngineError('UNAUTHORIZED_FIELD_OR_TYPE', 'Unauthorized field or type', { path })
}

/** A path that is denied in two ways is told once. */
function deniedTo({ denials }: Restriction, variables: PolicyRequest['variables']): readonly Denial[] {
  const byPath = new Map<string, Denial>()
  for (const denial of denials) {
    const path = JSON.stringify(denial.path)
    if (!byPath.has(path) && conditionsHold(denial.conditions, variables)) byPath.set(path, denial)
  }
  return [...byPath.values()]
}

function report(
  denials: readonly Denial[],
  { claims }: PolicyRequest,
  { policyError = unauthorizedFieldOrType, report: where = 'errors' }: PolicyOptions,
): Pick<Admission, 'errors' | 'extensions'> {
  if (denials.length === 0 || where === 'none') return { errors: [], extensions: undefined }
  const errors = denials.map(({ kind, path }) => policyError(kind, path, claims))
  if (where === 'errors') return { errors, extensions: undefined }
  return { errors: [], extensions: { authorizationErrors: errors.map((error) => error.toJSON()) } }
}
