// Every step at which a crash is told from one elsewhere has a test that kills there.
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { steps } from './steps.ts'

const here = import.meta.dirname
const tests = globSync('**/*.pg.test.ts', { cwd: here }).map((path) =>
  readFileSync(`${here}/${path}`, 'utf8'),
)
const killing = tests.filter((text) => text.includes('diesAt'))

test('there are eighteen, each once', () => {
  expect(steps).toHaveLength(18)
  expect(new Set(steps).size).toBe(18)
})

test.each(steps)('%s is killed at', (step) => {
  expect(killing.some((text) => text.includes(`'${step}'`))).toBe(true)
})
