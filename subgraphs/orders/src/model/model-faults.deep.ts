// Proves that the model test can fail: it finds each of the faults that are planted into the code under test.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { faults } from './faults.fixture.ts'

const main = join(import.meta.dirname, 'plant-fault.fixture.ts')

test.each(faults)('found: $name', { timeout: 540_000 }, async ({ name }) => {
  const { code, output } = await run(name)
  expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('Property failed after') })
})

function run(name: string): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main, name], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr })
    })
  })
}
