// Before execution: what an operation may cost with these variables, and whether that is too much.
import { EngineError } from '../errors.ts'
import type { CompiledCost } from './compile-cost.ts'
import { evaluate } from './formula.ts'

export type Estimate = {
  /** Infinity when it cannot be bounded. */
  readonly cost: number
  /** Fields, with their slicing arguments, of which exactly one must be given and was not. */
  readonly unsized: readonly string[]
}

export type DemandLimit = {
  /** `measure` refuses nothing. */
  readonly mode: 'enforce' | 'measure'
  /** The highest estimate that is executed. */
  readonly maxCost: number
}

type Variables = Readonly<Record<string, unknown>>

/** `variables` as the client sent them; what is no number where one is expected counts as not given. */
export function estimateCost({ base, estimate }: CompiledCost, variables: Variables): Estimate {
  const unsized = new Set<string>()
  const cost = base + evaluate(estimate, { variables, known: [], unsized })
  return { cost: Number.isNaN(cost) ? Number.POSITIVE_INFINITY : cost, unsized: [...unsized] }
}

/** The error that answers an operation which must not be executed, with HTTP status 400; undefined for one that may. */
export function costRefusal(
  { cost, unsized }: Estimate,
  { mode, maxCost }: DemandLimit,
): EngineError | undefined {
  if (mode === 'measure') return undefined
  if (unsized.length > 0) {
    return tooExpensive(
      `The size of a list is not known: exactly one argument must be given of ${unsized.join('; ')}.`,
    )
  }
  if (cost <= maxCost) return undefined
  return tooExpensive(`The estimated cost of the operation is ${cost}, more than the limit of ${maxCost}.`)
}

function tooExpensive(message: string): EngineError {
  return new EngineError('COST_ESTIMATED_TOO_EXPENSIVE', message, { extensions: { http: { status: 400 } } })
}
