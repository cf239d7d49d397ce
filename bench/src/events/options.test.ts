import { StartupError } from '@supermarket/service-kit/run-service.ts'
import { expect, it } from 'vitest'
import { readEventsOptions } from './options.ts'

it('measures everything at full length unless told otherwise', () => {
  expect(readEventsOptions([])).toEqual({
    parts: ['lag', 'drain', 'publishing'],
    carriers: ['push', 'rabbitmq', 'kafka'],
    perSecond: 500,
    seconds: 30,
    rows: 1_000_000,
    help: false,
    output: undefined,
    isWhole: true,
  })
})

it('takes what is asked for, and is not whole then', () => {
  const narrowed = readEventsOptions(['--part', 'lag', '--carrier', 'push,kafka', '--rate', '50'])
  expect(narrowed).toMatchObject({
    parts: ['lag'],
    carriers: ['push', 'kafka'],
    perSecond: 50,
    isWhole: false,
  })
})

it.each([
  [['--part', 'speed'], '--part "speed" is none of lag, drain, publishing.'],
  [['--rows', '0'], '--rows must be a whole number above 0.'],
  [['--fast'], 'see --help.'],
])('refuses %j', (args, sentence) => {
  expect(() => readEventsOptions(args)).toThrow(StartupError)
  expect(() => readEventsOptions(args)).toThrow(sentence)
})
