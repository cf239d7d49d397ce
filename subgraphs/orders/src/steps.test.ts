// Every step at which a crash is told from one elsewhere has a test that kills there.
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { merchantSteps, steps } from './steps.ts'

const all = [...steps, ...merchantSteps]

const here = import.meta.dirname
const tests = globSync('**/*.pg.test.ts', { cwd: here }).map((path) =>
  readFileSync(`${here}/${path}`, 'utf8'),
)
const killing = tests.filter((text) => text.includes('diesAt'))

test('there are twenty-two, each once', () => {
  expect(all).toHaveLength(22)
  expect(new Set(all).size).toBe(22)
})

test.each(all)('%s is killed at', (step) => {
  expect(killing.some((text) => text.includes(`'${step}'`))).toBe(true)
})
