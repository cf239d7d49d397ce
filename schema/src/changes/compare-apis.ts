// What differs between two schemas as clients see them, and how bad that can be for a client that uses it.
import { type Change, CriticalityLevel, diff } from '@graphql-inspector/core'
import type { GraphQLSchema } from 'graphql'
import type { Side } from '../side.ts'
import { affectedBy, type Conditions, coordinateOf } from './affected.ts'
import { comparePolicies, policiesOf } from './compare-policies.ts'

export type ChangeLevel = 'safe' | 'dangerous' | 'breaking'

export type SchemaChange = {
  /** As @graphql-inspector/core names it, or POLICY_TIGHTENED and POLICY_LOOSENED. */
  readonly type: string
  readonly level: ChangeLevel
  /** The coordinate of what changed. */
  readonly at: string
  readonly message: string
  /** Whom it may hit: an operation that uses all coordinates of any entry. */
  readonly affects: Conditions
}

/** Policies are compared where both sides tell them. */
export async function compareApis(before: Side, after: Side): Promise<readonly SchemaChange[]> {
  const changes = await compareSchemas(before.api, after.api)
  if (!before.joined || !after.joined || before.joined.sdl === after.joined.sdl) return changes
  return [...changes, ...comparePolicies(policiesOf(before.joined.sdl), policiesOf(after.joined.sdl))]
}

export async function compareSchemas(
  before: GraphQLSchema,
  after: GraphQLSchema,
): Promise<readonly SchemaChange[]> {
  const changes = await diff(before, after)
  return changes.filter(concernsClients).map((change) => toChange(change, before))
}

/**
 * Directives on definitions are not for clients, and @defer is the executor's, not ours. A new description or reason comes
 * with what it describes, which is told by itself.
 */
function concernsClients(change: Change): boolean {
  if (change.type.startsWith('DIRECTIVE_USAGE_')) return false
  if (/_DESCRIPTION_ADDED$|^FIELD_DEPRECATION_REASON_ADDED$/.test(change.type)) return false
  return !/^@(defer|stream)\b/.test(change.path ?? '')
}

function toChange(change: Change, before: GraphQLSchema): SchemaChange {
  return {
    type: change.type,
    level: levels[change.criticality.level],
    at: coordinateOf(change),
    message: change.message,
    affects: affectedBy(change, before),
  }
}

const levels: Readonly<Record<CriticalityLevel, ChangeLevel>> = {
  [CriticalityLevel.Breaking]: 'breaking',
  [CriticalityLevel.Dangerous]: 'dangerous',
  [CriticalityLevel.NonBreaking]: 'safe',
}
