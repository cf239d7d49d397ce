// Generated operations with deferred fragments: put together, the parts are the answer in one piece.
import { expect, test } from 'vitest'
import { runDeferred } from './run-deferred.ts'

test('what is deferred comes once, where it was announced, and makes up the whole', async () => {
  const { wrong, cases, deferred, whole, refused } = await runDeferred({
    seed: 20_261_128,
    supergraphs: 12,
    operations: 25,
  })
  expect(wrong).toEqual([])
  // Most of those that defer do so without a fault.
  expect(deferred).toBeGreaterThan(cases * 0.3)
  expect(whole).toBeGreaterThan(deferred * 0.5)
  expect(refused).toBeLessThan(cases * 0.03)
}, 120_000)
