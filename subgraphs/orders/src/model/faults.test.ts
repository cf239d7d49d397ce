import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { faults } from './faults.fixture.ts'

const root = join(import.meta.dirname, '../../../..')

// model-faults.deep.ts takes minutes to tell that code has moved.
test.each(faults)('there is one place for the fault: $name', ({ file, right }) => {
  const text = readFileSync(join(root, file), 'utf8')
  expect(text.split(right)).toHaveLength(2)
})
