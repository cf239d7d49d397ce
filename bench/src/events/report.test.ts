import { expect, it } from 'vitest'
import { renderEvents, slowing } from './report.ts'

const run = {
  date: new Date('2026-01-02T03:04:05Z'),
  command: 'npm run bench:events',
  machine: { cpu: 'X', cores: 2, memoryGib: 8, kernel: 'Linux', node: 'v24', postgres: '18' },
  loadBefore: 0,
}
const tenths = [900, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 790]

it('measures the slowest tenth against a small outbox', () => {
  expect(slowing({ rows: 10, tenths, alone: 1000 })).toBeCloseTo(0.21)
  expect(slowing({ rows: 10, tenths: [1100], alone: 1000 })).toBeCloseTo(-0.1)
})

it('says of each target whether it holds', () => {
  const lag = { carrier: 'push', perSecond: 500, count: 100, p50Ms: 3, p99Ms: 249, mostMs: 300 } as const
  const text = renderEvents({
    ...run,
    lags: [lag, { ...lag, carrier: 'kafka', p99Ms: 250 }],
    drain: { rows: 1_000_000, tenths, alone: 1000 },
    publishing: { publishMs: 0.5, perCheckout: 2, checkoutMs: 21, share: 0.05 },
  })
  expect(text).toMatch(/\| push .* holds \|/)
  expect(text).toMatch(/\| kafka .* missed \|/)
  expect(text).toContain('slower by 21 %; at most 20 % was asked: missed.')
  expect(text).toContain('dearer by 5.0 %; at most 5 % was asked: holds.')
})
