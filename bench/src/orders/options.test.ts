import { expect, test } from 'vitest'
import { readOptions } from './options.ts'

test('without options everything is measured at full length', () => {
  expect(readOptions([])).toEqual({
    sizes: [1_000, 100_000, 5_000_000],
    crowds: [8, 32, 128],
    rounds: 3,
    windowMs: 4_000,
    fresh: false,
    help: false,
    output: undefined,
    isWhole: true,
  })
})

test('sizes are put in order, and a part may be left out', () => {
  expect(readOptions(['--orders', '50000,1000', '--crowds', '0'])).toMatchObject({
    sizes: [1_000, 50_000],
    crowds: [],
    isWhole: false,
  })
})

test.each([
  [['--orders', '999'], '--orders takes whole numbers from 1000 to 20000000, not 999.'],
  [['--crowds', 'many'], '--crowds takes whole numbers from 1 to 200, not many.'],
  [['--rounds', '1.5'], '--rounds takes whole numbers from 1 to 100, not 1.5.'],
])('%j is refused', (args, message) => {
  expect(() => readOptions(args)).toThrow(message)
})
