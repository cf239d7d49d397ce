// Tells what operations cost to whoever measures.
import { actualCost } from './actual-cost.ts'
import type { CompiledCost } from './compile-cost.ts'
import type { CostRequest } from './formula.ts'

export type OperationCost = {
  readonly operationName: string | undefined
  readonly estimated: number
  /**
   * Computed when it is called; undefined when nothing was executed. It parses the answer again: 0.6 ms of CPU for one of
   * 86 kB, of which walking over it is 0.08 (2026-11-22). A busy gateway samples.
   */
  readonly actual: () => number | undefined
}

export type CostHook = (cost: OperationCost) => void

export type ExecutedOperation = {
  readonly compiled: CompiledCost
  readonly estimated: number
  readonly variables: CostRequest['variables']
  /** The answer's `data` as JSON text; undefined when the operation was refused. */
  readonly dataJson: string | undefined
}

export function operationCost({
  compiled,
  estimated,
  variables,
  dataJson,
}: ExecutedOperation): OperationCost {
  return {
    operationName: compiled.operationName,
    estimated,
    actual: () =>
      dataJson === undefined ? undefined : actualCost(compiled, JSON.parse(dataJson), variables),
  }
}
