// Every way in which this service refuses a mutation, as members of `UserError`. Pure.
import type { UserErrorEntry } from '@supermarket/service-kit/refusal.ts'

export type Path = readonly string[]

export function invalid(path: Path, message: string): UserErrorEntry {
  return general('INVALID', message, path)
}

export function notFound(path: Path, what: string): UserErrorEntry {
  return general('NOT_FOUND', `There is no such ${what}.`, path)
}

export function taken(path: Path, what: string): UserErrorEntry {
  return general('CONFLICT', `Another ${what} uses this already.`, path)
}

export function limitReached(path: Path, message: string): UserErrorEntry {
  return general('LIMIT_REACHED', message, path)
}

export function illegalState(path: Path | null, message: string): UserErrorEntry {
  return general('ILLEGAL_STATE', message, path)
}

export function stockChanged(onHand: number): UserErrorEntry {
  return general('CONFLICT', `There are ${onHand} pieces on hand by now.`, ['input', 'expectedQuantity'])
}

export function versionConflict(what: string, currentVersion: number): UserErrorEntry {
  return {
    __typename: 'VersionConflict',
    code: 'CONFLICT',
    message: `The ${what} was changed by somebody else.`,
    path: ['input', 'expectedVersion'],
    currentVersion,
  }
}

export function insufficientStock(
  shortage: { variantId: string; available: number },
  path: Path | null,
): UserErrorEntry {
  return {
    __typename: 'InsufficientStock',
    code: 'INSUFFICIENT_STOCK',
    message: shortage.available === 0 ? 'None is left.' : `Only ${shortage.available} are left.`,
    path,
    ...shortage,
  }
}

export function keyReused(path: Path): UserErrorEntry {
  return general('IDEMPOTENCY_KEY_REUSED', 'This key was used with another input.', path)
}

export function keyInProgress(path: Path): UserErrorEntry {
  return general(
    'IDEMPOTENCY_IN_PROGRESS',
    'A request with this key is still running. Repeat it later.',
    path,
  )
}

function general(code: string, message: string, path: Path | null): UserErrorEntry {
  return { __typename: 'GeneralUserError', code, message, path }
}
