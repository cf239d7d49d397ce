// What every request carries through a subgraph: who asks, on whose behalf, until when, and a log bound to it.
import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { ServiceName, Viewer } from './viewer.ts'

export type RequestContext = {
  readonly requestId: string
  readonly viewer: Viewer
  readonly caller: ServiceName
  /** Epoch milliseconds after which nobody waits for the answer. */
  readonly deadlineAt: number
  readonly log: Logger
}

/** Milliseconds left before the deadline, never negative. */
export function remainingMs(context: Pick<RequestContext, 'deadlineAt'>, now = Date.now()): number {
  return Math.max(0, context.deadlineAt - now)
}

export function newRequestId(): string {
  return randomUUID()
}
