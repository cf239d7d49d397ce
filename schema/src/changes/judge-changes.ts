// The verdict over each change: what it could break, and whether anybody is there to be broken.
import { applyExceptions, type Exception } from '../exceptions.ts'
import type { SchemaChange } from './compare-apis.ts'
import type { KnownUse } from './known-uses.ts'

/**
 * `unused`: would break, but recorded traffic and stored operations show nobody. `unproven`: would break, no stored operation
 * uses it, and there is too little traffic to show who else does. `excepted`: exceptions.ts lets it pass.
 */
export type Verdict = 'safe' | 'dangerous' | 'breaking' | 'unused' | 'unproven' | 'excepted'

export type JudgedChange = Omit<SchemaChange, 'affects' | 'level'> & {
  readonly verdict: Verdict
  /** Whom it may hit, most requests first; empty for safe changes. */
  readonly usedBy: readonly Affected[]
}

export type Affected = {
  readonly operation: string
  readonly by: KnownUse['by']
  /** What of it the operation uses. */
  readonly coordinates: readonly string[]
}

export function judgeChanges(
  changes: readonly SchemaChange[],
  uses: readonly KnownUse[],
  judged: { readonly isProven: boolean; readonly exceptions: readonly Exception[] },
): readonly JudgedChange[] {
  return changes.map(({ affects, level, ...change }) => {
    const usedBy = level === 'safe' ? [] : findAffected(affects, uses)
    const verdict = level === 'breaking' ? judgeBreaking(change.at, usedBy, judged) : level
    return { ...change, verdict, usedBy }
  })
}

function judgeBreaking(
  at: string,
  usedBy: readonly Affected[],
  judged: { readonly isProven: boolean; readonly exceptions: readonly Exception[] },
): Verdict {
  if (applyExceptions([at], judged.exceptions).remaining.length === 0) return 'excepted'
  if (usedBy.length > 0) return 'breaking'
  return judged.isProven ? 'unused' : 'unproven'
}

function findAffected(affects: SchemaChange['affects'], uses: readonly KnownUse[]): readonly Affected[] {
  const affected = uses.flatMap(({ operation, by, coordinates }) => {
    const met = affects.filter((all) => all.every((coordinate) => coordinates.has(coordinate)))
    return met.length === 0 ? [] : [{ operation, by, coordinates: [...new Set(met.flat())] }]
  })
  return affected.sort((a, b) => countOf(b) - countOf(a))
}

function countOf({ by }: Affected): number {
  return by.kind === 'client' ? by.count : 0
}
