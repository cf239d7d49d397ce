import { expect, test } from 'vitest'
import { resolvePlanning } from './planning-options.ts'

test('unless something else is said a plan is the best of a thousand candidates', () => {
  expect(resolvePlanning({}).config).toEqual({ maxEvaluatedPlans: 1_000 })
  const { config } = resolvePlanning({ maxEvaluatedPlans: 10_000, pathsLimit: null, workers: 2 })
  expect(config).toEqual({ maxEvaluatedPlans: 10_000, pathsLimit: null })
})

test('numbers that make no sense are named', () => {
  expect(() => resolvePlanning({ workers: -1 })).toThrow(/planning\.workers must be .* at least 0, not -1/)
  expect(() => resolvePlanning({ cacheSize: 0.5 })).toThrow(
    /planning\.cacheSize must be .* at least 1, not 0\.5/,
  )
  expect(() => resolvePlanning({ maxEvaluatedPlans: 0 })).toThrow(
    /planning\.maxEvaluatedPlans must be .* at least 1/,
  )
})
