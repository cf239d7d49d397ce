// This side of one planning thread. It keeps the process alive only while somebody waits for it.
import { Worker } from 'node:worker_threads'
import type { QueryPlan } from '@apollo/query-planner'
import type { PlannerConfig, PlanRequest, SupergraphSummary } from './planner.ts'
import { plannerError } from './planning-errors.ts'

export type PlanningThread = {
  /** Rejects when the supergraph is refused, and with ThreadLost when the thread ends first. */
  readonly built: Promise<SupergraphSummary>
  /** One at a time, after `built`. Rejects as the planner does, and with ThreadLost when the thread ends first. */
  plan(request: PlanRequest): Promise<QueryPlan>
  /** Ends the thread in the middle of whatever it does. */
  end(): void
  /** Resolves when the thread has ended, for whatever reason. */
  readonly ended: Promise<void>
}

/** The thread ended, by itself or by us, while it was being waited for. */
export class ThreadLost extends Error {}

export type ThreadTask = { readonly supergraphSdl: string; readonly config: PlannerConfig }

export type ThreadAnswer =
  | { readonly kind: 'built'; readonly summary: SupergraphSummary }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'planned'; readonly plan: QueryPlan }
  | { readonly kind: 'failed'; readonly reason: string }

type Waiter = {
  readonly answered: (answer: ThreadAnswer) => void
  readonly lost: (error: ThreadLost) => void
}

export function startPlanningThread(task: ThreadTask, maxHeapMb: number): PlanningThread {
  const worker = new Worker(new URL('./planning-worker.ts', import.meta.url), {
    workerData: task,
    // Not the process's own: what it was started with may be no way to start a thread (`--input-type`), or no use here.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
  })
  const nextAnswer = answersOf(worker)
  const buildTimer = setTimeout(() => void worker.terminate(), buildTimeoutMs).unref()
  const built = nextAnswer()
    .then((answer) => {
      if (answer.kind === 'built') return answer.summary
      worker.terminate()
      throw new Error(answer.kind === 'refused' ? answer.reason : outOfStep)
    })
    .finally(() => clearTimeout(buildTimer))
  // A thread may end before anybody asks whether it was built.
  built.catch(() => undefined)
  return {
    built,
    async plan(request) {
      const answering = nextAnswer()
      worker.postMessage(request)
      const answer = await answering
      if (answer.kind === 'planned') return answer.plan
      throw answer.kind === 'failed' ? plannerError(answer.reason) : new Error(outOfStep)
    },
    end: () => void worker.terminate(),
    ended: new Promise((resolve) => worker.once('exit', () => resolve())),
  }
}

const buildTimeoutMs = 60_000
const outOfStep = 'The planning thread is out of step.'

/** Waits for one answer at a time; only meanwhile does the thread keep the process alive. */
function answersOf(worker: Worker): () => Promise<ThreadAnswer> {
  let waiter: Waiter | undefined
  let lost: ThreadLost | undefined
  let cause: unknown = 'it was told to'

  worker.on('message', (answer: ThreadAnswer) => waiter?.answered(answer))
  // Comes before the exit: out of memory, a module that does not load.
  worker.on('error', (error) => {
    cause = error
  })
  worker.on('exit', () => {
    lost = new ThreadLost(`The planning thread ended: ${cause}.`, { cause })
    waiter?.lost(lost)
  })

  return () => {
    if (lost !== undefined) return Promise.reject(lost)
    worker.ref()
    return new Promise<ThreadAnswer>((answered, lost) => {
      waiter = { answered, lost }
    }).finally(() => {
      waiter = undefined
      worker.unref()
    })
  }
}
