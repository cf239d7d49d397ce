import { StartupError } from '@supermarket/service-kit/run-service.ts'
import { expect, test } from 'vitest'
import { describeMachine } from '../machine.ts'
import { fullRecording } from './full-recording.ts'
import { readOptions } from './options.ts'
import { isHeld, renderReport } from './report.ts'

const taking = (wallMs: number) => ({ wallMs, cpuMs: wallMs / 2 })

test('the median is held against the budget, not the slowest run', () => {
  expect(isHeld({ title: 'a', took: [4_000, 4_999, 9_000].map(taking) })).toBe(true)
  expect(isHeld({ title: 'a', took: [4_000, 5_000, 5_001].map(taking) })).toBe(false)
})

test('a report says what was held and what was missed', () => {
  const report = renderReport({
    date: new Date('2026-11-28T12:00:00Z'),
    command: 'npm run bench:check',
    machine: describeMachine(),
    loadBefore: 0,
    runs: 3,
    cases: [
      { title: 'quick', took: [2_000, 1_000, 3_000].map(taking) },
      { title: 'slow', took: [6_000].map(taking) },
    ],
  })
  const rows = report.split('\n').filter((line) => /^\| (quick|slow)/.test(line))
  expect(
    rows.map((row) =>
      row
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, -1),
    ),
  ).toEqual([
    ['quick', '2.00', '1.00', '3.00', '1.00', '< 5.00', 'held'],
    ['slow', '6.00', '6.00', '6.00', '3.00', '< 5.00', 'missed'],
  ])
})

test('the full recording is at every limit', () => {
  const { from, until, operations } = fullRecording(Date.parse('2026-11-28T12:00:00Z'))
  expect([from, until, operations.length]).toEqual(['2026-08-31', '2026-11-28', 2_000])
  expect(new Set(operations.map(({ clients }) => clients.length))).toEqual(new Set([50]))
})

test.each([
  ['--runs', '0'],
  ['--runs', 'x'],
  ['--seconds', '3'],
])('%s %s is refused', (...args) => {
  expect(() => readOptions(args)).toThrow(StartupError)
})
