// Pure. Which response names an operation has taken, and for what: two fields of one name at one place must merge, so
// a field that could not is given another name.

export type Claim = {
  /** Response names from the root, joined by dots. */
  readonly path: string
  readonly parent: string
  readonly isObjectParent: boolean
  readonly isLeaf: boolean
  readonly type: string
  /** Field and arguments. */
  readonly what: string
}

export type Claims = {
  readonly taken: Map<string, Claim[]>
  /** Lists that want to know of each claim while they are open. */
  readonly recorders: Claim[][]
}

export function newClaims(): Claims {
  return { taken: new Map(), recorders: [] }
}

export function canClaim(claims: Claims, claim: Claim): boolean {
  return claims.taken.get(claim.path)?.every((other) => canMerge(claim, other)) ?? true
}

export function claim(claims: Claims, made: Claim): void {
  const known = claims.taken.get(made.path)
  if (known) known.push(made)
  else claims.taken.set(made.path, [made])
  for (const recorder of claims.recorders) recorder.push(made)
}

/** Never more than GraphQL's rule allows: leaves of one type may differ where no object can have both parents. */
function canMerge(a: Claim, b: Claim): boolean {
  if (a.type !== b.type) return false
  if (a.what === b.what) return true
  return a.isLeaf && b.isLeaf && a.isObjectParent && b.isObjectParent && a.parent !== b.parent
}
