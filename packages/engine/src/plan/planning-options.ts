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

/**
 * The planner's own default of 10,000 candidates lets an operation of a few lines hold a thread for ten seconds. Operations
 * as people write them have a handful: the shop's and those of the fixtures five at most. Of 720 operations of the oracle,
 * over graphs in which most can be had in most places, 31 have more than 1,000; for 29 of them the plan is another one
 * then, for seven with a fetch or two more; the slowest took 1.0 s to plan instead of 10.8 s (2026-11-28).
 */
const defaultMaxEvaluatedPlans = 1_000

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
  const { maxEvaluatedPlans = defaultMaxEvaluatedPlans } = config
  for (const [name, value] of Object.entries({ ...threads, cacheSize, maxEvaluatedPlans })) {
    const least = name === 'workers' || name === 'spareWorkers' ? 0 : 1
    if (!Number.isInteger(value) || value < least) {
      throw new RangeError(`planning.${name} must be a whole number of at least ${least}, not ${value}.`)
    }
  }
  return { config: { ...config, maxEvaluatedPlans }, threads, cacheSize }
}
