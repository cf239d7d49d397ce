// What a figure was measured on.
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os'

export type Machine = {
  readonly cpu: string
  readonly cores: number
  readonly memoryGib: number
  readonly kernel: string
  readonly node: string
  /** Its version, where a database is measured too. */
  readonly postgres: string | undefined
}

export function describeMachine(postgres?: string): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGib: Math.round(totalmem() / 2 ** 30),
    kernel: `${type()} ${release()}`,
    node: process.version,
    postgres,
  }
}

/** Over the last minute; above zero before a run, something else is using the machine. */
export function loadAverage(): number {
  return loadavg()[0] ?? 0
}
