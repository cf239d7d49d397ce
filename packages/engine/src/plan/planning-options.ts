// How operations are planned, and what may be chosen about it.
import type { PlannerConfig } from './planner.ts'
import type { PlanningThreads } from './threaded-planner.ts'

export type PlanningOptions = PlannerConfig & {
  /** Threads that plan; 1 by default. 0 plans on the main thread, where a slow plan stalls every request. */
  readonly workers?: number
  /** Threads that are started besides while operations wait for a slow one; 1 by default. */
  readonly spareWorkers?: number
  /** Compiled operations kept per supergraph; 1,000 by default. */
  readonly cacheSize?: number
  /** Operations that may wait for a thread, more are refused with OVERLOADED; 100 by default. */
  readonly queueSize?: number
  /** What one operation may take before it is refused as too complex; 10,000 by default. */
  readonly timeoutMs?: number
  /**
   * Heap of one thread in megabytes; 512 by default. An operation that needs more is refused as too complex, a supergraph
   * that needs more cannot be loaded.
   */
  readonly maxHeapMb?: number
}

export type Planning = {
  readonly config: PlannerConfig
  readonly threads: PlanningThreads
  readonly cacheSize: number
}

/** Throws a RangeError for a number that makes no sense. */
export function resolvePlanning(options: PlanningOptions): Planning {
  const {
    workers = 1,
    spareWorkers = 1,
    cacheSize = 1_000,
    queueSize = 100,
    timeoutMs = 10_000,
    maxHeapMb = 512,
    ...config
  } = options
  const threads = { workers, spareWorkers, queueSize, timeoutMs, maxHeapMb }
  for (const [name, value] of Object.entries({ ...threads, cacheSize })) {
    const least = name === 'workers' || name === 'spareWorkers' ? 0 : 1
    if (!Number.isInteger(value) || value < least) {
      throw new RangeError(`planning.${name} must be a whole number of at least ${least}, not ${value}.`)
    }
  }
  return { config, threads, cacheSize }
}
