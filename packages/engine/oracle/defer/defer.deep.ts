import { expect, test } from 'vitest'
import { deepRun } from '../config.ts'
import { runDeferred } from './run-deferred.ts'

test('the parts of 2,500 generated operations with deferred fragments make up the whole', async () => {
  const { wrong, ...counts } = await runDeferred({ seed: deepRun().seed, supergraphs: 100, operations: 25 })
  console.log(`deferred operations: ${JSON.stringify(counts)}`)
  expect(wrong).toEqual([])
})
