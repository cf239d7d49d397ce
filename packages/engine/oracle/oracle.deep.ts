import { test } from 'vitest'
import { deepRun } from './config.ts'
import { drawCases, noWaste } from './draw-cases.ts'
import { expectAgreement } from './expect-agreement.ts'

test('the engine answers 20,000 generated operations as the stock executor does', async () => {
  const options = deepRun()
  const waste = noWaste()
  await expectAgreement(options, drawCases(options, waste), waste)
})
