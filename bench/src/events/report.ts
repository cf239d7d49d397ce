// The part of the results about events. Pure.
import { type Provenance, provenanceList } from '../provenance.ts'
import { figure, table } from '../table.ts'
import type { Drain } from './drain.ts'
import type { Lag } from './lag.ts'
import type { Publishing } from './publishing.ts'

export type EventsRun = Provenance & {
  readonly lags: readonly Lag[]
  readonly drain: Drain | undefined
  readonly publishing: Publishing | undefined
}

const mostLagMs = 250
const mostSlowing = 0.2
const mostShare = 0.05

export function renderEvents(run: EventsRun): string {
  return [
    `# What events cost\n\n${provenanceList(run)}`,
    ...(run.lags.length > 0 ? [lagSection(run.lags)] : []),
    ...(run.drain ? [drainSection(run.drain)] : []),
    ...(run.publishing ? [publishingSection(run.publishing)] : []),
  ].join('\n\n')
}

function lagSection(lags: readonly Lag[]): string {
  const rows = lags.map(({ carrier, perSecond, count, p50Ms, p99Ms, mostMs }) => [
    carrier,
    figure(perSecond),
    figure(count),
    figure(p50Ms),
    figure(p99Ms),
    figure(mostMs),
    verdict(p99Ms < mostLagMs),
  ])
  const header = [
    'carried by',
    'per second',
    'events',
    'p50 ms',
    'p99 ms',
    'most ms',
    `p99 < ${mostLagMs} ms`,
  ]
  return `### From what happened to the end of its effect\n\n${table(header, rows)}\n\nPublisher, relay and subscriber are one process, and share its cores with PostgreSQL and the broker.`
}

/** How much slower the slowest tenth is than the relay with next to nothing in its outbox; below zero it is faster. */
export function slowing({ tenths, alone }: Drain): number {
  return 1 - Math.min(...tenths) / alone
}

function drainSection(drain: Drain): string {
  const rows = [
    ['a small outbox', figure(drain.alone)],
    ...drain.tenths.map((speed, index) => [`tenth ${index + 1}`, figure(speed)]),
  ]
  const percent = `${(slowing(drain) * 100).toFixed(0)} %`
  return `### ${drain.rows.toLocaleString('en')} events drained by one relay\n\n${table(['', 'per second'], rows)}\n\nThe slowest tenth is slower by ${percent}; at most ${mostSlowing * 100} % was asked: ${verdict(slowing(drain) <= mostSlowing)}.`
}

function publishingSection({ publishMs, perCheckout, checkoutMs, share }: Publishing): string {
  const percent = `${(share * 100).toFixed(1)} %`
  return `### Publishing in a checkout\n\nAn event costs ${figure(publishMs)} ms of CPU, Node and PostgreSQL together; a checkout publishes ${figure(perCheckout)} and costs ${figure(checkoutMs)} ms with them. Publishing makes it dearer by ${percent}; at most ${mostShare * 100} % was asked: ${verdict(share <= mostShare)}.`
}

function verdict(holds: boolean): string {
  return holds ? 'holds' : 'missed'
}
