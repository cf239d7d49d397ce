import { describe, expect, test } from 'vitest'
import type { PeerResult, QueryName } from './compare.ts'
import type { PeerName } from './peers/peers.ts'
import { type EngineRun, renderReport } from './report.ts'
import { type Figures, summarize } from './rounds.ts'
import type { ScaleCase } from './scale.ts'
import { standingsOf } from './targets-section.ts'

const cost = { perSecond: 100, p99Ms: 20, cpuMs: 2, fetches: 16, sentKb: 4, receivedKb: 81 }

function figures(cpuMs: number): Figures {
  return summarize([{ cost: { ...cost, cpuMs }, latency: undefined }])
}

function peer(name: PeerName, query: QueryName, cpuMs: number, residentMib = 200): PeerResult {
  return { peer: name, query, figures: figures(cpuMs), residentMib }
}

function scale(name: ScaleCase, cpuMs: number) {
  return { scale: name, figures: figures(cpuMs) }
}

describe('the rounds of a case', () => {
  test('become medians between the least and the most', () => {
    const rounds = [4, 2, 9].map((cpuMs, round) => ({
      cost: { ...cost, cpuMs },
      latency: { p50Ms: round, p99Ms: 10 * round },
    }))
    expect(summarize(rounds)).toMatchObject({
      cpuMs: { median: 4, least: 2, most: 9 },
      fetches: { median: 16, least: 16, most: 16 },
      paced: { p50Ms: { median: 1, least: 0, most: 2 }, p99Ms: { median: 10, least: 0, most: 20 } },
    })
  })

  test('know no latency that was not measured', () => {
    expect(figures(1).paced).toBeUndefined()
  })
})

describe('the targets', () => {
  const results = [
    peer('floor', 'small', 0.2),
    peer('stock', 'benchmark', 16),
    peer('stock', 'small', 0.8),
    peer('hive-rust', 'benchmark', 7),
    peer('engine', 'benchmark', 2, 300),
    peer('engine', 'small', 0.35),
  ]
  const scales = [
    scale('one group', 2),
    scale('ten groups', 22.1),
    scale('one operation', 0.5),
    scale('many operations', 0.55),
  ]

  test('are held up to their limits, above the floor where they say so, and missed beyond', () => {
    expect(standingsOf(results, scales).map(({ now, target, holds }) => [now, target, holds])).toEqual([
      ['1/8.00', '≤ 1/8', true],
      ['1/3.50', '≤ 1/4', false],
      ['1/4.00', '≤ 1/5', false],
      ['300 MiB', '≤ 300 MiB', true],
      ['11.05 ×', '≤ 11 ×', false],
      ['1.100 ×', '≤ 1.1 ×', true],
    ])
  })

  test('of whom was not measured are left out', () => {
    expect(standingsOf(results.slice(0, 3), [])).toEqual([])
    expect(standingsOf(results.slice(0, 3), scales)).toHaveLength(2)
  })
})

test('a report names everybody who was measured, beside the stock gateway', () => {
  const named = (title: string) => ({ title, about: 'measured' })
  const run: EngineRun = {
    date: new Date('2026-11-23T10:00:00Z'),
    command: 'npm run bench:engine',
    machine: { cpu: 'CPU', cores: 2, memoryGib: 8, kernel: 'Linux', node: 'v24', postgres: undefined },
    loadBefore: 0.5,
    durations: { rounds: 1, soakMs: 1, warmUpMs: 1, loadMs: 1, pacedMs: 1, concurrency: 10 },
    pacedRates: { benchmark: 20, small: 100 },
    peers: {
      floor: named('floor'),
      stock: named('stock gateway'),
      hive: named('Hive'),
      'hive-rust': named('Rust'),
      engine: named('our engine'),
    },
    results: [peer('stock', 'benchmark', 16), peer('engine', 'benchmark', 2)],
    scales: [],
  }
  const report = renderReport(run)
  const rows = report.split('\n').filter((line) => /^\| (stock gateway|our engine) /.test(line))
  expect(
    rows.map((row) =>
      row
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, 5),
    ),
  ).toEqual([
    ['stock gateway', '16.0', '1.00', '100'],
    ['our engine', '2.00', '0.13', '100'],
  ])
  expect(report).toContain('- **stock gateway**: measured.')
  expect(report).not.toContain('Hive')
})
