import { beforeAll, expect, test } from 'vitest'
import { unitRun } from './config.ts'
import { type DrawnCase, drawCases, noWaste } from './draw-cases.ts'
import { expectAgreement } from './expect-agreement.ts'
import { faults } from './faults/faults.ts'
import { loadMutant } from './faults/load-mutant.ts'
import { judge } from './judge.ts'

const waste = noWaste()
const drawn: DrawnCase[] = []

beforeAll(async () => {
  for await (const each of drawCases(unitRun, waste)) drawn.push(each)
}, 300_000)

test('the engine answers 2,000 generated operations as the stock executor does', async () => {
  await expectAgreement(unitRun, drawn, waste)
}, 300_000)

test('thirty faults and more are planted', () => {
  expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length)
  expect(faults.length).toBeGreaterThanOrEqual(30)
})

test.each(faults)(
  'it finds the fault that $name',
  async (fault) => {
    using mutant = await loadMutant(fault)
    // One operation of every supergraph first, then the next of each: what differs is found sooner.
    const cases = drawn.toSorted((a, b) => a.place.operation - b.place.operation)
    expect(await isFound(cases, mutant.executor)).toBe(true)
  },
  120_000,
)

async function isFound(cases: readonly DrawnCase[], executor: Parameters<typeof judge>[2]): Promise<boolean> {
  for (const { given, stock } of cases) {
    // A fault that throws, or writes what is no JSON, would be seen by any client.
    const problems = await judge(given, stock, executor).then(
      (verdict) => verdict.problems,
      (error: unknown) => [String(error)],
    )
    if (problems.length > 0) return true
  }
  return false
}
