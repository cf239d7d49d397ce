import { expect, test } from 'vitest'
import { modelRun } from './model-runs.fixture.ts'
import { checkModel } from './run-model.fixture.ts'

test('orders do what their model says, whatever is done, in whatever order', {
  timeout: 240_000,
}, async () => {
  const { runs } = await checkModel(modelRun())
  expect(runs).toBeGreaterThan(1)
})
