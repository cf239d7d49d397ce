import type { QueryPlan } from '@apollo/query-planner'
import { expect, onTestFinished, test, vi } from 'vitest'
import { buildPlanner } from './build-planner.ts'
import type { PlanRequest } from './planner.ts'
import { type PlanningPoolOptions, planningPool } from './planning-pool.ts'
import { type PlanningThread, startPlanningThread } from './planning-thread.ts'
import { doublingOperation, quickOperation, slowOperation, slowToPlan } from './slow-to-plan.fixture.ts'

// Threads are real, and so is what they take on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

/** A pool of real threads, which the test may end as a crash would. */
function pool(options: Partial<PlanningPoolOptions> & { maxHeapMb?: number } = {}) {
  const threads: PlanningThread[] = []
  const startThread = () => {
    const thread = startPlanningThread({ supergraphSdl: slowToPlan, config: {} }, options.maxHeapMb ?? 512)
    threads.push(thread)
    return thread
  }
  const planner = planningPool(startThread(), {
    startThread,
    workers: 1,
    spareWorkers: 0,
    queueSize: 10,
    timeoutMs: 30_000,
    ...options,
  })
  onTestFinished(() => planner.end())
  return { planner, threads }
}

function request(source: string): PlanRequest {
  return { source, operationName: undefined, defer: false, overrideLabels: [] }
}

const quick = request(quickOperation)
const quickPlan: QueryPlan = {
  kind: 'QueryPlan',
  node: expect.objectContaining({
    kind: 'Fetch',
    serviceName: 'a',
    operation: 'query Quick__a__0{root{id}}',
  }),
}

/** Resolves when the thread has begun to plan, as far as can be told from outside: it is built and was sent the work. */
async function busy(thread: PlanningThread | undefined): Promise<void> {
  await thread?.built
  await new Promise((resolve) => setTimeout(resolve, 50))
}

test('plans come from the thread as they are made here', async () => {
  const { planner } = pool()
  const { plan } = buildPlanner(slowToPlan, {})
  const operation = request('query Two($skip: Boolean!) { root { next @skip(if: $skip) { v { w } } } }')

  expect(await planner.plan(operation)).toEqual(JSON.parse(JSON.stringify(plan(operation))))
  expect(await planner.plan(quick)).toEqual(quickPlan)
})

test('an operation whose thread crashes is planned by the next one', async () => {
  const { planner, threads } = pool()

  const slow = planner.plan(request(slowOperation(5)))
  const waiting = planner.plan(quick)
  await busy(threads[0])
  threads[0]?.end()

  expect((await slow).node?.kind).toBe('Sequence')
  expect(await waiting).toEqual(quickPlan)
  expect(threads).toHaveLength(2)
})

test('an operation that takes two threads down is refused, and the others are planned', async () => {
  const { planner, threads } = pool()

  const deadly = planner.plan(request(slowOperation(64)))
  const waiting = planner.plan(quick)
  await busy(threads[0])
  threads[0]?.end()
  await threads[0]?.ended
  await busy(threads[1])
  threads[1]?.end()

  await expect(deadly).rejects.toMatchObject({
    code: 'OPERATION_TOO_COMPLEX',
    extensions: { http: { status: 400 } },
  })
  expect(await waiting).toEqual(quickPlan)
  expect(threads).toHaveLength(3)
})

test('a thread that crashes between two plans is replaced when it is needed', async () => {
  const { planner, threads } = pool()
  await planner.plan(quick)

  threads[0]?.end()
  await threads[0]?.ended

  expect(await planner.plan(quick)).toEqual(quickPlan)
  expect(threads).toHaveLength(2)
})

test('an operation that needs more memory than a thread has ends the thread and not the process', async () => {
  const { planner, threads } = pool({ maxHeapMb: 32 })

  await expect(planner.plan(request(doublingOperation(20)))).rejects.toMatchObject({
    code: 'OPERATION_TOO_COMPLEX',
  })

  expect(threads).toHaveLength(2)
  expect(await planner.plan(quick)).toEqual(quickPlan)
})

test('an operation that takes too long is refused and gives way to the next', async () => {
  const { planner, threads } = pool({ timeoutMs: 300 })

  const slow = planner.plan(request(slowOperation(64)))
  const waiting = planner.plan(quick)

  await expect(slow).rejects.toMatchObject({ code: 'OPERATION_TOO_COMPLEX' })
  expect(await waiting).toEqual(quickPlan)
  expect(threads).toHaveLength(2)
})

test('a spare thread plans what waits behind a slow operation', async () => {
  const { planner, threads } = pool({ spareWorkers: 1 })
  let slowDone = false

  const slow = planner.plan(request(slowOperation(16))).finally(() => {
    slowDone = true
  })
  const waiting = [planner.plan(quick), planner.plan(quick), planner.plan(quick)]

  expect(await Promise.all(waiting)).toEqual([quickPlan, quickPlan, quickPlan])
  expect(slowDone).toBe(false)
  expect(threads).toHaveLength(2)
  await slow
})

test('more than may wait is refused at once, and what waits is planned', async () => {
  const { planner } = pool({ queueSize: 2 })

  const planned = planner.plan(request(slowOperation(4)))
  const waiting = [planner.plan(quick), planner.plan(quick)]

  await expect(planner.plan(quick)).rejects.toMatchObject({
    code: 'OVERLOADED',
    extensions: { http: { status: 503, headers: new Map([['retry-after', '1']]) } },
  })
  expect(await Promise.all(waiting)).toEqual([quickPlan, quickPlan])
  await planned
})

test('what the planner refuses is told, and the thread goes on', async () => {
  const { planner, threads } = pool()
  await expect(planner.plan(request(doublingOperation(30)))).rejects.toMatchObject({
    code: 'OPERATION_TOO_COMPLEX',
  })
  await expect(planner.plan(request('{ nothing }'))).rejects.toThrow('Cannot query field "nothing"')
  expect(await planner.plan(quick)).toEqual(quickPlan)
  expect(threads).toHaveLength(1)
})

test('a pool at rest ends each thread when it has nothing to plan, and starts one for a late operation', async () => {
  const { planner, threads } = pool({ workers: 2 })
  await planner.plan(quick)
  const slow = planner.plan(request(slowOperation(4)))
  await busy(threads[0])

  planner.rest()

  expect((await slow).node?.kind).toBe('Sequence')
  await Promise.all(threads.map(({ ended }) => ended))
  expect(threads).toHaveLength(2)
  expect(await planner.plan(quick)).toEqual(quickPlan)
  expect(threads).toHaveLength(3)
  await threads[2]?.ended
})

test('a pool that is ended ends its threads in the middle of their work', async () => {
  const { planner, threads } = pool()
  const abandoned = planner.plan(request(slowOperation(64)))
  const waiting = planner.plan(quick)
  await busy(threads[0])

  planner.end()

  await expect(abandoned).rejects.toMatchObject({ code: 'OVERLOADED' })
  await expect(waiting).rejects.toMatchObject({ code: 'OVERLOADED' })
  await Promise.all(threads.map(({ ended }) => ended))
  expect(threads).toHaveLength(1)
  expect(await planner.plan(quick)).toEqual(quickPlan)
})

test('a supergraph that cannot be built is refused with its reason', async () => {
  const thread = startPlanningThread({ supergraphSdl: 'type Query { a: Int }', config: {} }, 512)

  await expect(thread.built).rejects.toThrow('must be a core schema')
  await thread.ended
})
