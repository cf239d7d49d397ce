// The in-memory transport: the subgraph's own handler, called in this process as a caller that needs no proof.
// It keeps the deadline that HTTP would keep, so a hung resolver costs its reader the same partial answer.
import { GraphError, upstreamTimeout, upstreamUnavailable } from './graph-error.ts'
import type { SubgraphHandler } from './subgraph.ts'
import type { SubgraphCall, SubgraphTransport } from './subgraph-call.ts'
import type { ServiceName } from './viewer.ts'

export function memoryTransport(options: {
  caller: ServiceName
  handler: SubgraphHandler
}): SubgraphTransport {
  const { caller, handler } = options
  return async (call) => {
    if (call.deadlineAt <= Date.now()) throw upstreamTimeout(handler.name)
    return withinDeadline(call, handler.name, handler.handle(caller, call))
  }
}

/** Rejects at the call's deadline, or when its reader goes away; the work itself goes on, its outcome is dropped. */
async function withinDeadline<Answer>(
  { deadlineAt, signal }: SubgraphCall,
  name: string,
  work: Promise<Answer>,
): Promise<Answer> {
  const { promise, reject } = Promise.withResolvers<never>()
  const giveUp = () => reject(upstreamTimeout(name))
  const timer = setTimeout(giveUp, deadlineAt - Date.now())
  signal?.addEventListener('abort', giveUp)
  try {
    return await Promise.race([work, promise])
  } catch (error) {
    throw error instanceof GraphError ? error : upstreamUnavailable(name, error)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', giveUp)
  }
}
