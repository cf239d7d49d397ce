// What is kept of an answer, so that a repeated request gets it again. Orders are kept by id and shown as they are now.
import { Refusal, type UserErrorEntry } from '@supermarket/service-kit/refusal.ts'
import { refuse } from '../user-error.ts'
import type { RequestKey } from './key.ts'

export type StoredAnswer =
  | {
      readonly kind: 'done'
      readonly orderId: string
      /** The refund or shipment that was made. */
      readonly madeId?: string
    }
  /** Of requests that are about no order: what was made. */
  | { readonly kind: 'made'; readonly id: string }
  | { readonly kind: 'refused'; readonly userErrors: readonly UserErrorEntry[] }

export type KnownRequest = {
  readonly inputHash: string
  /** Null when it was refused before there was an order. */
  readonly orderId: string | null
  /** Null while it is running. */
  readonly answer: StoredAnswer | null
}

/** What a request that came before means for this one: its answer, or undefined when it is still running. */
export function replay(
  request: RequestKey,
  known: KnownRequest,
): Extract<StoredAnswer, { kind: 'done' }> | undefined {
  const answer = replayAny(request, known)
  if (answer?.kind === 'made') throw new TypeError(`${request.operation} is about an order`)
  return answer
}

export function replayAny(
  request: RequestKey,
  known: KnownRequest,
): Exclude<StoredAnswer, { kind: 'refused' }> | undefined {
  requireSameInput(request, known)
  if (known.answer === null) return undefined
  if (known.answer.kind !== 'refused') return known.answer
  const [first, ...rest] = known.answer.userErrors
  if (first === undefined) throw new TypeError('a refused answer names its reason')
  throw new Refusal(first, ...rest)
}

export function requireSameInput(request: RequestKey, known: KnownRequest): void {
  if (known.inputHash === request.inputHash) return
  throw refuse('IDEMPOTENCY_KEY_REUSED', 'This key was used with another input.', ['input', 'idempotencyKey'])
}

export function stillRunning(): Refusal {
  return refuse('IDEMPOTENCY_IN_PROGRESS', 'A request with this key is still running.', [
    'input',
    'idempotencyKey',
  ])
}
