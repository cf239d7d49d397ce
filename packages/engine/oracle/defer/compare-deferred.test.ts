// What the judge of deferred answers holds against them, and what it does not.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCase } from '../case.ts'
import { graphChoices } from '../graph/choices.ts'
import { operationChoices } from '../operation/choices.ts'
import { createWorld } from '../world.ts'
import { compareDeferred, makesUp, plannerFor } from './compare-deferred.ts'

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

test.each([
  ['the same, in another order', '{"a":1,"b":[{"c":null}]}', '{"b":[{"c":null}],"a":1}', true],
  ['null for a list of objects that conditions left nothing of', '{"a":null}', '{"a":[{},{}]}', true],
  ['such objects for null', '{"a":{"b":{}}}', '{"a":null}', true],
  ['null for what has a value', '{"a":null}', '{"a":[{"b":1}]}', false],
  ['null for what is null inside, as asked', '{"a":null}', '{"a":{"b":null,"c":2}}', false],
  ['nothing for what is empty', '{}', '{"a":{}}', false],
  ['another value', '{"a":[1]}', '{"a":[2]}', false],
  ['a list that is shorter', '{"a":[{}]}', '{"a":[{},{}]}', false],
])('%s: told as it is', (_, parts, whole, same) => {
  expect(makesUp(JSON.parse(parts), JSON.parse(whole))).toBe(same)
})

/** From ORACLE_SEED=20261129: two subgraphs share a list of an interface, which one of them knows as an object. */
test('the name of an interface takes no object’s place in an answer in parts', async () => {
  const [base, index, at] = [20_261_129, 13, 23]
  const graph = fc.sample(fc.noBias(graphChoices), { seed: base, numRuns: index + 1 })[index]
  const choices = fc.sample(fc.noBias(operationChoices), { seed: base + index, numRuns: at + 1 })[at]
  const world = graph && createWorld(graph)
  const given = world && choices && createCase(world, choices)
  expect(given?.text).toContain('... on J0')
  const verdict = given && (await compareDeferred(given, plannerFor(world), `${base + index} ${at}`))
  expect(verdict).toMatchObject({ problems: [], isWhole: true })
  expect(verdict?.parts).toBeGreaterThan(0)
})
