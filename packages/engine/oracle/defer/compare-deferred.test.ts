// What the judge of deferred answers holds against them, and what it does not.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCase } from '../case.ts'
import { graphChoices } from '../graph/choices.ts'
import { operationChoices } from '../operation/choices.ts'
import { createWorld } from '../world.ts'
import { compareDeferred, plannerFor } from './compare-deferred.ts'

/** An operation whose deferred part asks for an entity that the answer in one piece has without asking. */
const seed = 15
const operation = 8

async function compareWith(missing: number) {
  const [graph] = fc.sample(fc.noBias(graphChoices), { seed, numRuns: 1 })
  const choices = fc.sample(fc.noBias(operationChoices), { seed, numRuns: operation + 1 })[operation]
  const rates = { error: 0, null: 0, violation: 0, missing, corrupt: 0 }
  const world = graph && createWorld({ ...graph, rates })
  const given = world && choices && createCase(world, choices)
  return given && compareDeferred(given, plannerFor(world), `${seed} ${operation}`)
}

test('an entity that its subgraph does not know may be null in a part alone', async () => {
  expect(await compareWith(3)).toMatchObject({ problems: [], parts: 4, isWhole: false })
})

test('the parts of the same operation make up the whole where every entity is known', async () => {
  expect(await compareWith(0)).toMatchObject({ problems: [], parts: 4, isWhole: true })
})
