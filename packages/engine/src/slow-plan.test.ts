import { monitorEventLoopDelay } from 'node:perf_hooks'
import { expect, test, vi } from 'vitest'
import { serve, subgraphTransport } from './engine.fixture.ts'
import type { PlanReport } from './graph/engine-events.ts'
import {
  doublingOperation,
  slowMaxEvaluatedPlans,
  slowOperation,
  slowSubgraphs,
  slowToPlan,
} from './plan/slow-to-plan.fixture.ts'
import { fromSdl } from './supergraph/from-sdl.ts'

vi.setConfig({ testTimeout: 30_000 })

function serveSlow(options: Partial<Parameters<typeof serve>[0]> = {}) {
  return serve({
    ...options,
    supergraph: fromSdl(slowToPlan),
    planning: { ...options.planning, maxEvaluatedPlans: slowMaxEvaluatedPlans },
    transport: ({ name }) => {
      const subgraph = slowSubgraphs.find((each) => each.name === name)
      if (subgraph === undefined) throw new Error(`no subgraph ${name}`)
      return subgraphTransport(subgraph)
    },
  })
}

test('while a monstrous operation is planned, small ones are planned and served, and the event loop turns', async () => {
  const plans: PlanReport[] = []
  await using served = await serveSlow({ events: { onPlan: (report) => plans.push(report) } })
  const small = (name: string) => served.post({ query: `query ${name} { root { id } }` })
  await small('Known')
  let monstrousDone = false
  const delay = monitorEventLoopDelay({ resolution: 1 })

  const monstrous = served.post({ query: slowOperation(16) }).finally(() => {
    monstrousDone = true
  })
  // Apollo Server parses and validates it on this thread.
  await new Promise((resolve) => setImmediate(resolve))
  delay.enable()
  const startedAt = performance.now()
  for (let round = 0; round < 50; round += 1) {
    expect((await small('Known')).text).toBe('{"data":{"root":{"id":"1"}}}\n')
  }
  const known = performance.now() - startedAt
  expect((await small('New')).text).toBe('{"data":{"root":{"id":"1"}}}\n')
  delay.disable()

  expect(monstrousDone).toBe(false)
  expect((await monstrous).status).toBe(200)
  const monster = plans.find(({ request }) => request.operationName === 'Slow')
  // On one thread with the requests it would have been the delay, and fifty times as long as they took.
  expect(monster?.ms).toBeGreaterThan(2 * known)
  expect(delay.max / 1e6).toBeLessThan((monster?.ms ?? 0) / 4)
})

test('N concurrent requests for one operation plan it once', async () => {
  const plans: PlanReport[] = []
  await using served = await serveSlow({ events: { onPlan: (report) => plans.push(report) } })

  const answers = await Promise.all(
    Array.from({ length: 50 }, () => served.post({ query: slowOperation(2) })),
  )

  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  expect(plans).toHaveLength(1)
})

test('an operation that cannot be planned is told why, and is not planned again at once', async () => {
  const plans: PlanReport[] = []
  await using served = await serveSlow({ events: { onPlan: (report) => plans.push(report) } })

  const answers = [
    await served.post({ query: doublingOperation(25) }),
    await served.post({ query: doublingOperation(25) }),
  ]

  for (const { status, text } of answers) {
    expect(status).toBe(400)
    expect(JSON.parse(text)).toEqual({
      errors: [
        {
          message: 'The operation is too complex to be planned.',
          extensions: { code: 'OPERATION_TOO_COMPLEX' },
        },
      ],
    })
  }
  expect(plans).toHaveLength(1)
})

test('a request waits for a plan no longer than its deadline, and the plan is made all the same', async () => {
  const planned = Promise.withResolvers<PlanReport>()
  await using served = await serveSlow({
    request: () => ({ deadlineAt: Date.now() + 100 }),
    events: { onPlan: planned.resolve },
  })

  const { status, text, headers } = await served.post({ query: slowOperation(6) })

  expect(status).toBe(503)
  expect(headers.get('retry-after')).toBe('1')
  expect(JSON.parse(text).errors[0].extensions.code).toBe('OVERLOADED')
  expect((await planned.promise).failed).toBe(false)
  expect((await served.post({ query: slowOperation(6) })).status).toBe(200)
})

test('operations that find no place in the queue are refused with 503', async () => {
  await using served = await serveSlow({ planning: { queueSize: 1, spareWorkers: 0 } })

  const [first, ...others] = await Promise.all(
    Array.from({ length: 4 }, (_, index) =>
      served.post({ query: `query Q${index} ${slowOperation(3 + index).slice(10)}` }),
    ),
  )

  expect(first?.status).toBe(200)
  expect(others.map(({ status }) => status)).toEqual([200, 503, 503])
})

test('a document that takes too long to plan does not keep the first supergraph from being served', async () => {
  const plans: PlanReport[] = []
  const documents = [{ source: slowOperation(16), operationName: 'Slow' }]
  await using served = await serveSlow({
    warmUp: { documents, timeoutMs: 100 },
    events: { onPlan: (report) => plans.push(report) },
  })

  expect((await served.post({ query: '{ root { id } }' })).text).toBe('{"data":{"root":{"id":"1"}}}\n')
  expect(plans.map(({ request, onRequestPath }) => [request.operationName, onRequestPath])).toEqual([
    [undefined, true],
  ])
})
