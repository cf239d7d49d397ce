// What must hold of a run of the oracle beside the answers: that its cases were about what they should be about.
import { expect } from 'vitest'
import type { DrawnCase, RunOptions, Waste } from './draw-cases.ts'
import { features } from './features.ts'
import { runOracle } from './oracle.ts'
import { reportText, shares } from './report.ts'

/** `waste` is complete when all cases have been drawn. */
export async function expectAgreement(
  options: RunOptions,
  drawn: AsyncIterable<DrawnCase> | Iterable<DrawnCase>,
  waste: Waste,
): Promise<void> {
  const report = await runOracle(options.seed, drawn)
  console.log(reportText(options, report, waste))
  const wanted = options.supergraphs * options.operations
  expect(report.cases + waste.unplanned).toBe(wanted)
  expect(waste.unplanned, 'operations that the planner refused').toBeLessThan(wanted * 0.02)
  expect(waste.discarded, 'supergraphs that do not compose').toBeLessThan(options.supergraphs * 0.05)
  expect(report.confirmed, 'cases confirmed by the truth').toBeGreaterThan(wanted * 0.3)
  for (const [feature, share] of shares(report)) {
    expect(share, feature).toBeGreaterThanOrEqual(features[feature])
  }
  for (const [departure, count] of report.departures) {
    expect(count, departure).toBeLessThan(wanted * 0.1)
  }
}
