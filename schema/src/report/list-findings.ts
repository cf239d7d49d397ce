// Every finding of a check: its own, and what its changes and plans amount to.
import type { Affected, JudgedChange, Verdict } from '../changes/judge-changes.ts'
import type { Finding, Severity } from '../findings.ts'
import { locateChange, locateOperation } from '../place.ts'
import type { CostComparison } from '../plans/compare-costs.ts'
import type { PlanComparison } from '../plans/compare-plans.ts'
import type { PlanCost } from '../plans/plan-cost.ts'
import type { Evidence } from '../traffic/weigh-traffic.ts'
import type { CheckReport } from './report.ts'

/** Worst first. */
export function listFindings(report: CheckReport): readonly Finding[] {
  const findings = [
    ...report.findings,
    ...report.changes.flatMap((change) => findingOfChange(change, report)),
    ...report.plans.flatMap((plan) => findingOfPlan(plan, report)),
    ...report.costs.flatMap((cost) => findingOfCost(cost, report)),
    ...limitsOf(report),
  ]
  const order: readonly Severity[] = ['error', 'warning', 'notice']
  return order.flatMap((severity) => findings.filter((finding) => finding.severity === severity))
}

const severities: Readonly<Record<Exclude<Verdict, 'safe'>, Severity>> = {
  breaking: 'error',
  unproven: 'error',
  dangerous: 'warning',
  unused: 'notice',
  excepted: 'notice',
}

function findingOfChange(change: JudgedChange, report: CheckReport): readonly Finding[] {
  const { at, message, verdict, usedBy } = change
  if (verdict === 'safe') return []
  return [
    {
      severity: severities[verdict],
      rule: verdict,
      message: `${at}: ${message}. ${explain(change, report)}`,
      details: usedBy.map(tellAffected),
      place: locateChange(at, report.documents, subgraphsOf(report.base)),
    },
  ]
}

function subgraphsOf(base: CheckReport['base']) {
  return base.kind === 'supergraph' ? base.subgraphs : undefined
}

function explain({ verdict, usedBy }: JudgedChange, { traffic, evidence }: CheckReport): string {
  const period = traffic === undefined ? '' : ` from ${traffic.from} to ${traffic.until}`
  switch (verdict) {
    case 'unused':
      return `No client used it${period}: it may go.`
    case 'unproven':
      return `No stored operation uses it, but ${tellDoubt(evidence)}`
    case 'excepted':
      return 'exceptions.ts lets it pass.'
    default:
      return usedBy.length === 0 ? 'Nobody is known to use it.' : tellUse(usedBy.length, verdict)
  }
}

function tellDoubt(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'none':
      return 'without recorded traffic (--traffic) nobody can say who else does.'
    case 'empty':
      return 'the recording holds no operation at all: it proves nothing.'
    case 'old':
      return `the recording ended ${evidence.endedDaysAgo} days ago, more than the ${evidence.minDays} that it may (--min-days): a client that came since is missing.`
    default:
      return `the recording covers ${evidence.days} of the ${evidence.minDays} days that it takes (--min-days): a client that comes rarely may be missing.`
  }
}

function tellUse(count: number, verdict: Verdict): string {
  return verdict === 'breaking'
    ? `In use by ${count}, keep it as it was until they have moved:`
    : `In use by ${count}:`
}

/** Client, operation, field: whom to talk to and about what. */
export function tellAffected({ operation, by, coordinates }: Affected): string {
  const what = `${operation || 'an operation without a name'} uses ${coordinates.join(', ')}`
  if (by.kind === 'stored') return `${by.file}: ${what}`
  const client = [by.name || 'a client without a name', by.version].filter((part) => part !== '').join(' ')
  return `${client}: ${what}, ${by.count} ${by.count === 1 ? 'request' : 'requests'}, last on ${by.lastSeen}`
}

function findingOfPlan(plan: PlanComparison, report: CheckReport): readonly Finding[] {
  const { operation, verdict, before, after, failure = '' } = plan
  if (verdict === 'same' || verdict === 'new') return []
  const documents = report.contract.operations.map(({ document }) => document)
  const place = locateOperation(operation, documents)
  if (verdict === 'broken') {
    return [
      { severity: 'error', rule: 'broken', message: `${operation} cannot be planned: ${failure}`, place },
    ]
  }
  const message = `${operation} is ${verdict}: ${tellCost(before)} before, ${tellCost(after)} now.`
  return [{ severity: verdict === 'costlier' ? 'warning' : 'notice', rule: verdict, message, place }]
}

/** By the gateway's own rules and with the longest pages: what it would refuse from the first request on. */
function findingOfCost(cost: CostComparison, { contract, maxCost }: CheckReport): readonly Finding[] {
  const { operation, before, after, unsized } = cost
  if (after <= maxCost && unsized.length === 0) return []
  const was = before === undefined ? 'unknown before' : `${before} before`
  const why =
    unsized.length > 0
      ? `exactly one argument must be given of ${unsized.join('; ')}`
      : `its estimated cost is ${after}, ${was}, and the limit is ${maxCost} (--max-cost)`
  return [
    {
      severity: 'error',
      rule: 'too-expensive',
      message: `The gateway would refuse ${operation}: ${why}.`,
      place: locateOperation(
        operation,
        contract.operations.map(({ document }) => document),
      ),
    },
  ]
}

export function tellCost(cost: PlanCost | undefined): string {
  return cost === undefined ? 'no plan' : `${cost.fetches} fetches, depth ${cost.depth}`
}

/** What could not be looked at. */
function limitsOf({ base, subgraph, plans }: CheckReport): readonly Finding[] {
  const notice = (rule: string, message: string): Finding => ({ severity: 'notice', rule, message })
  if (base.kind === 'absent') {
    return [notice('base', `Changes and costs were not compared: ${base.reason}.`)]
  }
  const limits: Finding[] = []
  if (base.kind === 'api' && plans.length > 0) {
    limits.push(notice('base', `${base.from} does not tell how it is joined: costs before are unknown.`))
  }
  if (subgraph !== undefined && (base.kind === 'api' || base.subgraphs === undefined)) {
    limits.push(notice('base', `${base.from} holds no subgraphs: the others are those of the working copy.`))
  }
  return limits
}
