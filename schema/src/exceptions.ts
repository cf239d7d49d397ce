// What the schema check lets pass, and why.

export type Exception = { readonly finding: string; readonly reason: string }

export type Exceptions = {
  /** `finding` is a hint as the check prints it, `CODE: message`. One that no longer occurs must be removed. */
  readonly hints: readonly Exception[]
  /** `finding` is the path of a breaking change, `Type.field`. It may go once every base holds the change. */
  readonly breakingChanges: readonly Exception[]
}

export const exceptions: Exceptions = { hints: [], breakingChanges: [] }

/** The findings that no exception covers, and the exceptions that cover nothing. */
export function applyExceptions(
  findings: readonly string[],
  allowed: readonly Exception[],
): { readonly remaining: readonly string[]; readonly idle: readonly string[] } {
  const covered = new Set(allowed.map((exception) => exception.finding))
  return {
    remaining: findings.filter((finding) => !covered.has(finding)),
    idle: allowed.map((exception) => exception.finding).filter((finding) => !findings.includes(finding)),
  }
}
