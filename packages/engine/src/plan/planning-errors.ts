// Why an operation has no plan, as the client is told. Anything else that goes wrong in the planner is a fault.
import { EngineError } from '../errors.ts'

/** A fault of the operation: the same text fails again. */
export function tooComplex(cause?: unknown): EngineError {
  return new EngineError('OPERATION_TOO_COMPLEX', 'The operation is too complex to be planned.', {
    extensions: { http: { status: 400 } },
    cause,
  })
}

/** A fault of the moment. */
export function planningOverloaded(): EngineError {
  return new EngineError('OVERLOADED', 'Too many operations wait to be planned. Try again shortly.', {
    extensions: { http: { status: 503, headers: new Map([['retry-after', '1']]) } },
  })
}

export function isOverload(error: unknown): boolean {
  return error instanceof EngineError && error.code === 'OVERLOADED'
}

/** The planner's own limits, which it tells only by their sentences (query-planner 2.14.4). */
const limitSentences =
  /^(Exceeded maximum recursive selections|Number of non-local selections exceeds limit|Too many options generated for)/

/** A message that came out of a planner, as the error to reject with. */
export function plannerError(message: string): Error {
  const cause = new Error(message)
  return limitSentences.test(message) ? tooComplex(cause) : cause
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
