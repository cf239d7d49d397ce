// What the engine does, as metrics: plans, supergraphs, fetches, what was shared, breakers, and what operations cost.
import type { CostHook } from '@supermarket/engine/demand/report-cost.ts'
import type { EngineEvents } from '@supermarket/engine/graph/engine-events.ts'
import type { TransportEvents } from '@supermarket/engine/transport/transport-events.ts'
import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

export type EngineMetrics = {
  readonly events: EngineEvents
  readonly fetches: TransportEvents
  readonly onCost: CostHook
}

/** The actual cost takes a walk over the whole answer: one operation in so many is looked at. */
const costSample = 100

const costBuckets = [1, 10, 100, 1_000, 5_000, 10_000, 20_000, 50_000, 100_000, 1_000_000]

export function engineMetrics(registry: Registry): EngineMetrics {
  return {
    events: planEvents([registry]),
    fetches: fetchEvents([registry]),
    onCost: costEvents([registry]),
  }
}

function planEvents(registers: Registry[]): EngineEvents {
  const plans = new Histogram({
    name: 'gateway_plan_duration_seconds',
    help: 'Time from a miss of the plan cache to the compiled plan; `path` tells whether a request waited for it.',
    labelNames: ['path', 'failed'] as const,
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
    registers,
  })
  const supergraphs = new Counter({
    name: 'gateway_supergraphs_total',
    help: 'Supergraphs that were looked at, by what became of them.',
    labelNames: ['outcome'] as const,
    registers,
  })
  return {
    onPlan: ({ ms, onRequestPath, failed }) =>
      plans.observe({ path: onRequestPath ? 'request' : 'ahead', failed: String(failed) }, ms / 1_000),
    onSupergraph: ({ outcome }) => supergraphs.inc({ outcome }),
  }
}

function fetchEvents(registers: Registry[]): TransportEvents {
  const fetches = new Histogram({
    name: 'gateway_fetch_duration_seconds',
    help: 'Duration of calls to subgraphs, by what came of them.',
    labelNames: ['subgraph', 'outcome'] as const,
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3, 10],
    registers,
  })
  const bytes = new Counter({
    name: 'gateway_fetch_bytes_total',
    help: 'Bodies that crossed the wire to and from subgraphs.',
    labelNames: ['subgraph', 'direction'] as const,
    registers,
  })
  const shared = new Counter({
    name: 'gateway_fetches_shared_total',
    help: 'Queries that joined an identical one in flight.',
    labelNames: ['subgraph'] as const,
    registers,
  })
  const retried = new Counter({
    name: 'gateway_fetches_retried_total',
    help: 'Queries that were sent again because their connection broke.',
    labelNames: ['subgraph'] as const,
    registers,
  })
  const open = new Gauge({
    name: 'gateway_breaker_open',
    help: '1 while calls to a subgraph are refused because it did not answer.',
    labelNames: ['subgraph'] as const,
    registers,
  })
  return {
    onFetch({ request: { subgraph }, outcome, ms, bytesIn, bytesOut }) {
      fetches.observe({ subgraph, outcome }, ms / 1_000)
      bytes.inc({ subgraph, direction: 'in' }, bytesIn)
      bytes.inc({ subgraph, direction: 'out' }, bytesOut)
    },
    onShared: ({ request: { subgraph } }) => shared.inc({ subgraph }),
    onRetry: ({ request: { subgraph } }) => retried.inc({ subgraph }),
    onBreaker: ({ subgraph, to }) => open.set({ subgraph }, to === 'closed' ? 0 : 1),
  }
}

function costEvents(registers: Registry[]): CostHook {
  const estimated = new Histogram({
    name: 'gateway_operation_cost_estimated',
    help: 'Estimated cost of operations, before they run.',
    buckets: costBuckets,
    registers,
  })
  const actual = new Histogram({
    name: 'gateway_operation_cost_actual',
    help: `Cost of operations by what they answered, of one in ${costSample}.`,
    buckets: costBuckets,
    registers,
  })
  let seen = 0
  return (cost) => {
    if (Number.isFinite(cost.estimated)) estimated.observe(cost.estimated)
    seen += 1
    const measured = seen % costSample === 1 ? cost.actual() : undefined
    if (measured !== undefined) actual.observe(measured)
  }
}
