// The schema check: composition and its hints, lints, what changed and for whom, what operations cost, stale files. Reads
// everything, writes nothing.
import type { Base } from './base/base.ts'
import { compareApis } from './changes/compare-apis.ts'
import { judgeChanges } from './changes/judge-changes.ts'
import { listKnownUses } from './changes/known-uses.ts'
import { type Composed, composeSubgraphs, type SubgraphDocuments } from './compose.ts'
import { type Contract, documentsOf } from './contract.ts'
import { checkEvents } from './events/check-events.ts'
import type { EventFiles } from './events/load-events.ts'
import { applyExceptions, type Exceptions } from './exceptions.ts'
import { errorFinding, type Finding } from './findings.ts'
import { shopMaxCost } from './limits.ts'
import { withShared } from './load.ts'
import { compareCosts } from './plans/compare-costs.ts'
import { comparePlans } from './plans/compare-plans.ts'
import { checkChangelog } from './registry/check-changelog.ts'
import { listElements } from './registry/list-elements.ts'
import { readEntries } from './registry/read-entries.ts'
import { replay } from './registry/replay.ts'
import type { CheckReport } from './report/report.ts'
import { runComposedLints, runSharedTypeLints, runSubgraphLints } from './run-lints.ts'
import { sideOfBase, sideOfSupergraph } from './side.ts'
import { findStaleFiles } from './stale.ts'
import { type SubgraphName, subgraphNames } from './subgraphs.ts'
import type { Traffic } from './traffic/traffic.ts'
import { weighTraffic } from './traffic/weigh-traffic.ts'

export type CheckInput = {
  readonly contract: Contract
  readonly base: Base
  readonly exceptions: Exceptions
  readonly traffic?: Traffic | undefined
  /** The catalogue of events, by name of file. */
  readonly events?: EventFiles
  /** How many days traffic must cover before it proves that nobody uses something; `defaultMinDays`. */
  readonly minDays?: number
  /** `2026-01-31`: traffic that ended long before proves nothing. Not looked at without it. */
  readonly today?: string
  /** The estimated cost past which the gateway refuses an operation; the shop's own. */
  readonly maxCost?: number | undefined
  /** Judges this subgraph alone, composed with the others as the base has them. */
  readonly subgraph?: SubgraphName | undefined
  /** Also tells committed files that no longer follow from the SDL, once the contract holds. */
  readonly stale?: boolean
}

export async function checkContract(input: CheckInput): Promise<CheckReport> {
  const { contract, base, exceptions, traffic, subgraph, events = {} } = input
  const names = subgraph === undefined ? subgraphNames : [subgraph]
  const documents = publishedDocuments(contract, base, subgraph)
  const evidence = weighTraffic(traffic, input)
  const empty: CheckReport = {
    base,
    subgraph,
    traffic,
    evidence,
    documents,
    contract,
    findings: [],
    changes: [],
    plans: [],
    costs: [],
    maxCost: input.maxCost ?? shopMaxCost,
  }

  const shared = runSharedTypeLints(contract, names)
  if (shared.length > 0) return { ...empty, findings: shared }
  const composition = composeSubgraphs(documents)
  if (composition.kind === 'failed') {
    const findings = composition.errors.map(({ message, place }) =>
      errorFinding('composition', message, place),
    )
    return { ...empty, findings }
  }
  const after = sideOfSupergraph(composition.supergraphSdl)
  const before = sideOfBase(base)
  const uses = listKnownUses(contract.operations, before ? [before.api, after.api] : [after.api], traffic)
  const report: CheckReport = {
    ...empty,
    findings: [
      ...runSubgraphLints(contract, names),
      ...runComposedLints(composition, documents, contract.operations),
      ...lintHints(composition, exceptions, subgraph === undefined),
      ...checkEvents({ files: events, base, exceptions: exceptions.breakingChanges, subgraph }),
    ],
    changes: judgeChanges(before ? await compareApis(before, after) : [], uses, {
      isProven: evidence.kind === 'enough',
      exceptions: exceptions.breakingChanges,
    }),
    plans: comparePlans(before?.joined?.supergraph, after.joined.supergraph, contract.operations),
    costs: compareCosts(before?.joined?.sdl, after.joined.sdl, contract.operations),
  }
  if (!input.stale || report.findings.some(({ severity }) => severity === 'error')) return report
  const stale = await findStaleFiles(
    { composed: composition, documents, operations: contract.operations },
    subgraph,
  )
  const changelog = subgraph === undefined ? await findUntold(composition, documents, base) : []
  return { ...report, findings: [...report.findings, ...stale, ...changelog] }
}

/** What would be served if this were deployed: a subgraph alone meets the others as they are published. */
function publishedDocuments(
  contract: Contract,
  base: Base,
  subgraph: SubgraphName | undefined,
): SubgraphDocuments {
  if (subgraph === undefined || base.kind !== 'supergraph' || base.subgraphs === undefined) {
    return documentsOf(contract)
  }
  return { ...base.subgraphs, [subgraph]: withShared(contract.own[subgraph], contract.shared) }
}

/** The changelog is everybody's: a subgraph alone is not judged by it. */
async function findUntold(composed: Composed, documents: SubgraphDocuments, base: Base) {
  const changelog = replay(await readEntries())
  const ids = base.kind === 'supergraph' ? (base.entries ?? []) : []
  const from = base.kind === 'absent' ? '' : base.from
  return await checkChangelog(changelog, listElements(composed, documents), { from, ids })
}

/** `whole`: only a check of everything can say that an exception is idle. */
function lintHints(composed: Composed, exceptions: Exceptions, whole: boolean): readonly Finding[] {
  const hints = composed.hints.map((hint) => ({ ...hint, finding: `${hint.code}: ${hint.message}` }))
  const { remaining, idle } = applyExceptions(
    hints.map(({ finding }) => finding),
    exceptions.hints,
  )
  const unexplained = hints.filter(({ finding }) => remaining.includes(finding))
  return [
    ...unexplained.map(
      ({ code, message, explanation, place }): Finding => ({
        ...errorFinding(`hint/${code}`, message, place),
        details: [explanation],
      }),
    ),
    ...(whole ? idle : []).map((hint) =>
      errorFinding('exceptions', `exceptions.ts lets a hint pass that does not occur: ${hint}`),
    ),
  ]
}
