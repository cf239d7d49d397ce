// Where the shop stands against what the engine is to reach. Pure.
import type { Result } from './rounds.ts'
import type { Session } from './session.ts'
import { figure, table } from './table.ts'

/** Of Node CPU, in one process with the smallest catalogue. */
const cpuTargets = [
  { scenario: 'page', what: 'products page, Node CPU', targetMs: 2 },
  { scenario: 'slug', what: 'product by slug, Node CPU', targetMs: 0.6 },
  { scenario: 'checkout', what: 'checkout over all its requests, Node CPU', targetMs: 15 },
] as const

/** p50 with the largest catalogue over p50 with the smallest. */
const growthTargets = [
  { scenario: 'page', what: 'first page, p50' },
  { scenario: 'any-page', what: 'any keyset page, p50' },
  { scenario: 'slug', what: 'look-up by slug, p50' },
  { scenario: 'history', what: 'order history, p50' },
] as const
const maxGrowth = 1.5

export function targetsSection(sessions: readonly Session[]): string {
  const rows = [...cpuRows(sessions), ...growthRows(sessions)]
  return `## Where we stand

Over our own plan executor.

${table(['figure', 'now', 'target', 'holds'], rows)}`
}

function cpuRows(sessions: readonly Session[]): string[][] {
  return sessions
    .filter(({ products }) => products === smallest(sessions))
    .flatMap(({ topology, results }) =>
      cpuTargets.flatMap(({ scenario, what, targetMs }) => {
        const now = find(results, scenario)?.nodeMs
        if (now === undefined) return []
        return [[`${what} (${topology})`, `${figure(now)} ms`, `≤ ${targetMs} ms`, answer(now <= targetMs)]]
      }),
    )
}

function growthRows(sessions: readonly Session[]): string[][] {
  const [few, many] = [smallest(sessions), Math.max(...sessions.map(({ products }) => products))]
  if (few === many) return []
  return sessions
    .filter(({ products }) => products === many)
    .flatMap(({ topology, results }) => {
      const small = sessions.find((session) => session.topology === topology && session.products === few)
      return growthTargets.flatMap(({ scenario, what }) => {
        const [now, then] = [find(results, scenario)?.p50Ms, find(small?.results ?? [], scenario)?.p50Ms]
        if (now === undefined || then === undefined) return []
        const growth = now / then
        const name = `${what} at ${many.toLocaleString('en')} over ${few.toLocaleString('en')} (${topology})`
        return [[name, `${growth.toFixed(2)} ×`, `≤ ${maxGrowth} ×`, answer(growth <= maxGrowth)]]
      })
    })
}

function smallest(sessions: readonly Session[]): number {
  return Math.min(...sessions.map(({ products }) => products))
}

function find(results: readonly Result[], scenario: string): Result | undefined {
  return results.find((result) => result.scenario.name === scenario)
}

function answer(holds: boolean): string {
  return holds ? 'yes' : 'not yet'
}
