// Pure. What the body of a request says about repeating it when its answer is lost. When in doubt, it is not repeated.
import type { Operation, OperationKind } from './operation.ts'

export type RequestTraits = {
  /** Asking twice is the same as asking once: it only reads, or it carries an idempotency key. */
  readonly repeatable: boolean
  /** A stream is opened again by whoever reads it. */
  readonly stream: boolean
}

export function traitsOf(
  { kind }: Pick<Operation<unknown, unknown>, 'kind'>,
  variables: unknown,
): RequestTraits {
  return { repeatable: kind === 'query' || hasIdempotencyKey(variables), stream: kind === 'subscription' }
}

/** Of a body as Apollo Client and urql write it: JSON with `query` and `variables`. */
export function readTraits(body: unknown): RequestTraits {
  const { query, variables } = parseBody(body)
  const kind = typeof query === 'string' ? kindOf(query) : undefined
  return { repeatable: kind === 'query' || hasIdempotencyKey(variables), stream: kind === 'subscription' }
}

/** A document that so much as holds the word is taken for a mutation. */
function kindOf(text: string): OperationKind {
  if (/(^|[\s}])mutation\b/.test(text)) return 'mutation'
  return /(^|[\s}])subscription\b/.test(text) ? 'subscription' : 'query'
}

function hasIdempotencyKey(variables: unknown): boolean {
  const input = isRecord(variables) ? variables.input : undefined
  return isRecord(input) && typeof input.idempotencyKey === 'string' && input.idempotencyKey !== ''
}

function parseBody(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body !== 'string') return {}
  try {
    const parsed: unknown = JSON.parse(body)
    return isRecord(parsed) ? parsed : {}
  } catch {
    return {}
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
