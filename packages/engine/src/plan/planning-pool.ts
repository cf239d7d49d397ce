// Plans on threads. An operation that takes long does not hold up the others: when one has waited a moment, a spare
// thread is started; when one takes too long, or too much memory, its thread is ended and replaced.
import type { QueryPlan } from '@apollo/query-planner'
import type { Planner, PlanRequest } from './planner.ts'
import { planningOverloaded, tooComplex } from './planning-errors.ts'
import { type PlanningThread, ThreadLost } from './planning-thread.ts'
import { type CrewMember, threadCrew } from './thread-crew.ts'

export type PlanningPoolOptions = {
  readonly startThread: () => PlanningThread
  /** Threads that stay; at least one. */
  readonly workers: number
  /** Threads that are started besides while operations wait. */
  readonly spareWorkers: number
  /** Operations that may wait for a thread; more are refused with OVERLOADED. */
  readonly queueSize: number
  /** What one operation may take once it has its thread. */
  readonly timeoutMs: number
}

type Job = {
  readonly request: PlanRequest
  readonly resolve: (plan: QueryPlan) => void
  readonly reject: (error: unknown) => void
  lostThreads: number
}

class PlanTimeout extends ThreadLost {}

/** How long an operation waits for a busy thread before a spare one is started for it. */
const patienceMs = 100
/** Lost once, a thread may have died of something else; lost twice, it died of the operation. */
const maxLostThreads = 2

/** `first` was started by the caller, who wanted to know whether it can be built. */
export function planningPool(first: PlanningThread, options: PlanningPoolOptions): Planner {
  const { workers, spareWorkers, queueSize, timeoutMs } = options
  const crew = threadCrew(first, options)
  const waiting: Job[] = []
  const working = new Set<Job>()
  let patience: NodeJS.Timeout | undefined

  /** Gives work to whoever is idle, or may be hired. */
  function dispatch(limit: number) {
    while (waiting.length > 0) {
      const member = crew.hire(limit)
      if (member === undefined) break
      const job = waiting.shift()
      if (job !== undefined) work(member, job)
    }
    if (waiting.length === 0 || spareWorkers === 0) return
    patience ??= setTimeout(() => {
      patience = undefined
      dispatch(workers + spareWorkers)
    }, patienceMs)
  }

  async function work(member: CrewMember, job: Job): Promise<void> {
    working.add(job)
    try {
      job.resolve(await planWithin(member.thread, job.request, timeoutMs))
    } catch (error) {
      if (error instanceof ThreadLost) lose(member, job, error)
      else job.reject(error)
    }
    working.delete(job)
    crew.release(member)
    dispatch(workers)
  }

  function lose(member: CrewMember, job: Job, error: ThreadLost) {
    // Dismissed by `end`, which has told the job.
    if (!crew.dismiss(member)) return
    job.lostThreads += 1
    if (error instanceof PlanTimeout || job.lostThreads === maxLostThreads) job.reject(tooComplex(error))
    else waiting.unshift(job)
  }

  return {
    plan(request) {
      if (waiting.length >= queueSize) return Promise.reject(planningOverloaded())
      return new Promise((resolve, reject) => {
        waiting.push({ request, resolve, reject, lostThreads: 0 })
        dispatch(workers)
      })
    },
    rest: crew.rest,
    end() {
      clearTimeout(patience)
      patience = undefined
      for (const job of [...waiting.splice(0), ...working]) job.reject(planningOverloaded())
      crew.dismissAll()
    },
  }
}

/** The build of a new thread does not count. */
async function planWithin(
  thread: PlanningThread,
  request: PlanRequest,
  timeoutMs: number,
): Promise<QueryPlan> {
  await thread.built
  let late = false
  const timer = setTimeout(() => {
    late = true
    thread.end()
  }, timeoutMs)
  try {
    return await thread.plan(request)
  } catch (error) {
    throw late
      ? new PlanTimeout(`An operation took more than ${timeoutMs} ms to plan.`, { cause: error })
      : error
  } finally {
    clearTimeout(timer)
  }
}
