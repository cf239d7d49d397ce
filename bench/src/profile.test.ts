import { describe, expect, test } from 'vitest'
import { summarizeProfile } from './profile.ts'
import type { CpuProfile } from './targets/profiler.ts'

const root = new URL('../../', import.meta.url).href

type Frame = { id: number; name: string; url?: string; children?: number[]; ms: number }

/** One sample per function, as long as it is said to have taken. */
function profileOf(frames: readonly Frame[]): CpuProfile {
  return {
    startTime: 0,
    endTime: 0,
    nodes: frames.map(({ id, name, url = '', children = [] }) => ({
      id,
      callFrame: { functionName: name, scriptId: '0', url, lineNumber: 0, columnNumber: 0 },
      children,
    })),
    samples: frames.map(({ id }) => id),
    timeDeltas: frames.map(({ ms }) => ms * 1000),
  }
}

const profile = profileOf([
  { id: 1, name: '(root)', ms: 0, children: [2, 5, 6, 7, 8] },
  { id: 2, name: 'resolve', url: `${root}subgraphs/products/src/store.ts`, ms: 4, children: [3] },
  { id: 3, name: 'send', url: `${root}node_modules/postgres/src/connection.js`, ms: 2, children: [4] },
  { id: 4, name: 'writeBuffer', ms: 6 },
  { id: 5, name: '(idle)', ms: 100 },
  { id: 6, name: '(garbage collector)', ms: 10 },
  { id: 7, name: 'post', url: 'node:inspector', ms: 50 },
  { id: 8, name: '(program)', ms: 30 },
])

describe('a CPU profile', () => {
  test('is told per unit of work by package, native calls with their caller, waiting left out', () => {
    const { cpuMs, packages } = summarizeProfile(profile, 2, 28)
    expect(cpuMs).toBe(14)
    expect(packages).toEqual([
      { name: 'garbage collection', ms: 5 },
      { name: 'postgres', ms: 4 },
      { name: 'outside JavaScript', ms: 3 },
      { name: 'ours: subgraphs/products', ms: 2 },
    ])
  })

  test('names our own files and single functions', () => {
    const { files, functions } = summarizeProfile(profile, 2, 28)
    expect(files).toEqual([{ name: 'subgraphs/products/src/store.ts', ms: 2 }])
    expect(functions).toEqual([
      { name: '(garbage collector)', ms: 5 },
      { name: 'writeBuffer (postgres)', ms: 3 },
      { name: 'resolve (subgraphs/products/src/store.ts)', ms: 2 },
      { name: 'send (postgres)', ms: 1 },
    ])
  })
})
