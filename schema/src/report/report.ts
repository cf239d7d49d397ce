// The result of a check, before anybody prints it.
import type { Base } from '../base/base.ts'
import type { JudgedChange } from '../changes/judge-changes.ts'
import type { SubgraphDocuments } from '../compose.ts'
import type { Contract } from '../contract.ts'
import type { Finding } from '../findings.ts'
import type { CostComparison } from '../plans/compare-costs.ts'
import type { PlanComparison } from '../plans/compare-plans.ts'
import type { SubgraphName } from '../subgraphs.ts'
import type { Traffic } from '../traffic/traffic.ts'
import type { Evidence } from '../traffic/weigh-traffic.ts'

export type CheckReport = {
  readonly contract: Contract
  /** What was composed. */
  readonly documents: SubgraphDocuments
  readonly base: Base
  readonly subgraph: SubgraphName | undefined
  readonly traffic: Traffic | undefined
  readonly evidence: Evidence
  /** Of composition, lints and stale files; `listFindings` adds those of changes and plans. */
  readonly findings: readonly Finding[]
  readonly changes: readonly JudgedChange[]
  readonly plans: readonly PlanComparison[]
  /** Estimates of demand control, and where it refuses. */
  readonly costs: readonly CostComparison[]
  readonly maxCost: number
}
