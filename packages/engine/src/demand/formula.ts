// Costs as functions of a request's variables. What does not depend on them is a number from the start, so that a
// request only computes what is left.
import { type Conditions, conditionsHold } from '../policy/condition.ts'

export type CostRequest = {
  /** As the client sent them: only own properties count. */
  readonly variables: Readonly<Record<string, unknown>>
  /** Values of the formulas that several others share, by their number. */
  readonly known: (number | undefined)[]
  /** Fields of which exactly one slicing argument had to be given and was not. */
  readonly unsized: Set<string>
}

export type Formula = number | ((request: CostRequest) => number)

export function evaluate(formula: Formula, request: CostRequest): number {
  return typeof formula === 'number' ? formula : formula(request)
}

export function sum(formulas: readonly Formula[]): Formula {
  const [constant, variable] = parted(formulas, (total, each) => total + each, 0)
  if (variable.length === 0) return constant
  return (request) => variable.reduce((total, formula) => total + formula(request), constant)
}

/** Never less than 0. */
export function largest(formulas: readonly Formula[]): Formula {
  const [constant, variable] = parted(formulas, Math.max, 0)
  if (variable.length === 0) return constant
  return (request) => variable.reduce((most, formula) => Math.max(most, formula(request)), constant)
}

export function product(left: Formula, right: Formula): Formula {
  if (typeof left === 'number' && typeof right === 'number') return left * right
  if (left === 1) return right
  if (right === 1) return left
  return (request) => evaluate(left, request) * evaluate(right, request)
}

/** 0 unless all conditions of one alternative hold. */
export function when(alternatives: readonly Conditions[], formula: Formula): Formula {
  if (formula === 0 || alternatives.some((conditions) => conditions.length === 0)) return formula
  return (request) =>
    alternatives.some((conditions) => conditionsHold(conditions, request.variables))
      ? evaluate(formula, request)
      : 0
}

/** Computed once per request, however many formulas read it; `number` is its own. */
export function once(formula: Formula, number: number): Formula {
  if (typeof formula === 'number') return formula
  return (request) => (request.known[number] ??= formula(request))
}

function parted(
  formulas: readonly Formula[],
  combine: (total: number, each: number) => number,
  neutral: number,
): [number, ((request: CostRequest) => number)[]] {
  let constant = neutral
  const variable: ((request: CostRequest) => number)[] = []
  for (const formula of formulas) {
    if (typeof formula === 'number') constant = combine(constant, formula)
    else variable.push(formula)
  }
  return [constant, variable]
}
