// Pure. What the oracle says of a run that found no difference.
import type { RunOptions, Waste } from './draw-cases.ts'
import { type Feature, features } from './features.ts'
import type { OracleReport } from './oracle.ts'

export function reportText({ seed }: RunOptions, report: OracleReport, waste: Waste): string {
  const { cases, confirmed, departures } = report
  return [
    `oracle: seed ${seed}, ${cases} cases, ${confirmed} of them confirmed by graphql-js over the whole truth`,
    `not composed: ${waste.discarded} supergraphs; not planned: ${waste.unplanned} operations`,
    ...shares(report).map(([feature, share]) => line(share, feature)),
    ...[...departures].map(([departure, count]) =>
      line((count / cases) * 100, `differ on purpose: ${departure}`),
    ),
  ].join('\n')
}

function line(share: number, what: string): string {
  return `${share.toFixed(1).padStart(5)} % ${what}`
}

/** In per cent of the cases. */
export function shares({ cases, features: counts }: OracleReport): [Feature, number][] {
  return (Object.keys(features) as Feature[]).map((feature) => [
    feature,
    ((counts.get(feature) ?? 0) / cases) * 100,
  ])
}
