// One call to a subgraph that several callers wait for. A caller may leave before it lands; when the last one leaves,
// the call is aborted. Nobody gets an object that another one holds.
import { copyOf, EngineError, upstreamUnavailable } from '../errors.ts'
import { onExpiry } from './expiry.ts'
import { jsonClone } from './json-clone.ts'
import type { SubgraphRequest, SubgraphResponse, SubgraphTransport } from './subgraph-transport.ts'

export type Flight = {
  /** Who its callers are, as far as the subgraph can tell. */
  readonly identity: string
  /** As its first caller made it. */
  readonly request: SubgraphRequest
  readonly passengers: Set<Passenger>
  /** Absent when the first caller cannot leave: then there is always somebody who waits. */
  readonly controller: AbortController | undefined
  /** Closes its door: nobody boards any more. */
  readonly close: () => void
}

type Passenger = {
  readonly resolve: (answer: SubgraphResponse) => void
  readonly reject: (error: unknown) => void
  readonly release: () => void
}

export type Departure = Pick<Flight, 'identity' | 'request'> & { readonly closed: (flight: Flight) => void }

/** Sends the request. Its first caller has to board before it lands, that is at once. */
export function depart(inner: SubgraphTransport, { identity, request, closed }: Departure): Flight {
  const controller = request.signal && new AbortController()
  const flight: Flight = {
    identity,
    request,
    passengers: new Set(),
    controller,
    close: () => closed(flight),
  }
  const call = inner.execute(controller ? { ...request, signal: controller.signal } : request)
  call.then(
    (answer) => land(flight, answer),
    (error: unknown) => crash(flight, error),
  )
  return flight
}

/** Rejects with UPSTREAM_TIMEOUT when the caller's own request expires; as the call does, otherwise. */
export function board(flight: Flight, request: SubgraphRequest): Promise<SubgraphResponse> {
  return new Promise((resolve, reject) => {
    const { subgraph, deadlineAt, signal } = request
    // The call itself keeps the deadline that it went out with.
    const ownDeadlineAt = deadlineAt < flight.request.deadlineAt ? deadlineAt : Number.POSITIVE_INFINITY
    const release = onExpiry({ subgraph, deadlineAt: ownDeadlineAt, signal }, (error) => {
      flight.passengers.delete(passenger)
      reject(error)
      if (flight.passengers.size > 0) return
      flight.close()
      flight.controller?.abort(error)
    })
    const passenger: Passenger = { resolve, reject, release }
    flight.passengers.add(passenger)
  })
}

/** Whether a call ended because its first caller had less time than this one. */
export function endedTooEarly(flight: Flight, request: SubgraphRequest, error: unknown): boolean {
  const { deadlineAt } = flight.request
  const timedOut = error instanceof EngineError && error.code === 'UPSTREAM_TIMEOUT'
  return timedOut && deadlineAt < request.deadlineAt && deadlineAt <= Date.now()
}

function land(flight: Flight, answer: SubgraphResponse): void {
  flight.close()
  let left = flight.passengers.size
  // All copies are made here, before anybody can change what they are made from.
  for (const passenger of flight.passengers) {
    passenger.release()
    left--
    try {
      passenger.resolve(left === 0 ? answer : jsonClone(answer))
    } catch (error) {
      // Nested deeper than the stack.
      passenger.reject(upstreamUnavailable(flight.request.subgraph, error))
    }
  }
}

function crash(flight: Flight, error: unknown): void {
  flight.close()
  for (const passenger of flight.passengers) {
    passenger.release()
    passenger.reject(error instanceof EngineError ? copyOf(error) : error)
  }
}
