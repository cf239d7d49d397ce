// The in-memory transport: the subgraph's own handler, called in this process as a caller that needs no proof.
// It keeps the deadline that HTTP would keep, so a hung resolver costs its reader the same partial answer.
import { GraphError, upstreamTimeout, upstreamUnavailable } from './graph-error.ts'
import type { SubgraphHandler } from './subgraph.ts'
import type { SubgraphCall, SubgraphTransport, Subscribed } from './subgraph-call.ts'
import type { ServiceName } from './viewer.ts'
import { withinDeadline } from './within-deadline.ts'

export type MemoryTransport = SubgraphTransport & {
  /** Rejects as the call does; deadline and signal count until it has begun, `return` of the stream ends it. */
  subscribe(call: SubgraphCall): Promise<Subscribed>
}

export function memoryTransport(options: { caller: ServiceName; handler: SubgraphHandler }): MemoryTransport {
  const { caller, handler } = options
  const { name } = handler
  const send = async (call: SubgraphCall) => inTime(call, name, () => handler.handle(caller, call))
  const subscribe = async (call: SubgraphCall) =>
    inTime(call, name, () => handler.subscribe(caller, call), endUnread)
  return Object.assign(send, { subscribe })
}

/** `tooLate` gets an answer that nobody waits for any more. */
async function inTime<Answer>(
  call: SubgraphCall,
  name: ServiceName,
  ask: () => Promise<Answer>,
  tooLate?: (answer: Answer) => void,
): Promise<Answer> {
  if (call.deadlineAt <= Date.now()) throw upstreamTimeout(name)
  const asked = ask()
  try {
    return await withinDeadline(call, name, asked)
  } catch (error) {
    if (tooLate) asked.then(tooLate, () => {})
    throw error instanceof GraphError ? error : upstreamUnavailable(name, error)
  }
}

function endUnread(subscribed: Subscribed): void {
  if (subscribed.kind === 'streaming') subscribed.stream.return().catch(() => {})
}
