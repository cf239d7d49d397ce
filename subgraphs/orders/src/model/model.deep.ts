import { expect, test } from 'vitest'
import { deepModelRun } from './model-runs.fixture.ts'
import { checkModel } from './run-model.fixture.ts'

test('orders do what their model says for a quarter of an hour', { timeout: 3_600_000 }, async () => {
  const { runs, seed, tally } = await checkModel(deepModelRun())
  console.log(`seed ${seed}, ${runs} stories`, Object.fromEntries([...tally].sort()))
  expect(runs).toBeGreaterThan(1)
  // Everything that can be asked for was done at least once.
  const requests = [
    'open cart',
    'add',
    'set quantity',
    'checkout',
    'decide',
    'confirm',
    'cancel',
    'fulfill',
    'refund',
  ]
  expect(requests.filter((request) => !tally.has(`${request}: done`))).toEqual([])
})
