// Before a supergraph is served, what clients ask most is planned for it: neither start nor swap costs them a plan.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { validate } from 'graphql'
import type { HotOperation } from '../plan/operation-cache.ts'
import type { Graph } from './graph.ts'

export type WarmUpOptions = {
  /** How many operations, hottest first. */
  readonly operations: number
  /** Past this the swap waits no longer. */
  readonly timeoutMs: number
  /** Ends the warm-up, too. */
  readonly signal: AbortSignal
  /** How many are planned at once: one that is slow to plan keeps the others waiting otherwise. */
  readonly concurrency: number
}

/**
 * Resolves with the number of operations that are ready. Those that the new schema does not take, or that cannot be
 * planned any more, are left out: the clients that send them are told when they do.
 */
export async function warmUp(
  next: Graph,
  hottest: readonly HotOperation[],
  options: WarmUpOptions,
): Promise<number> {
  if (hottest.length === 0) return 0
  const waiting = hottest.slice(0, options.operations).values()
  const late = AbortSignal.any([AbortSignal.timeout(options.timeoutMs), options.signal])
  let ready = 0
  const workers = Array.from({ length: options.concurrency }, async () => {
    for (const hot of waiting) {
      // Validation and compilation are work of this thread: requests come first.
      await nextTurn()
      if (late.aborted) return
      if (await warm(next, hot)) ready += 1
    }
  })
  await Promise.race([Promise.all(workers), aborted(late)])
  return ready
}

async function warm(graph: Graph, hot: HotOperation): Promise<boolean> {
  if (validate(graph.schemas.apiSchema, hot.request.document).length > 0) return false
  return graph.operations.warm(hot).then(
    () => true,
    () => false,
  )
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
