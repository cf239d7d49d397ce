// The planning thread: builds the planner of one supergraph, then plans what it is sent, one at a time. Everything that
// crosses the thread is plain JSON.
import { parentPort, workerData } from 'node:worker_threads'
import { buildPlanner } from './build-planner.ts'
import type { PlanRequest } from './planner.ts'
import { reasonOf } from './planning-errors.ts'
import type { ThreadAnswer, ThreadTask } from './planning-thread.ts'

const { supergraphSdl, config } = workerData as ThreadTask

function answer(message: ThreadAnswer) {
  parentPort?.postMessage(message)
}

try {
  const { summary, plan } = buildPlanner(supergraphSdl, config)
  answer({ kind: 'built', summary })
  parentPort?.on('message', (request: PlanRequest) => {
    try {
      answer({ kind: 'planned', plan: plan(request) })
    } catch (error) {
      answer({ kind: 'failed', reason: reasonOf(error) })
    }
  })
} catch (error) {
  answer({ kind: 'refused', reason: reasonOf(error) })
}
