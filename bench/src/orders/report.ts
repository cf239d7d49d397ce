// The orders' part of the results: lists in growing tables, and what one variant bears. Pure.
import { type Provenance, provenanceList } from '../provenance.ts'
import { figure, table } from '../table.ts'
import { ordersOfReader, readers } from './accounts.ts'
import type { Grown } from './growth.ts'
import { type Rush, sumOf } from './hot-variant.ts'

export type OrdersRun = Provenance & {
  readonly rounds: number
  readonly windowMs: number
  readonly grown: readonly Grown[]
  readonly rushes: readonly Rush[]
}

const maxGrowth = 1.5
const leastReservations = 300
const mostMs = 200

export function renderReport(run: OrdersRun): string {
  return [
    `# What orders cost\n\n${provenanceList(run)}`,
    targetsSection(run),
    ...growthSection(run.grown),
    ...rushSection(run.rushes),
    howToRead(run),
  ].join('\n\n')
}

function targetsSection({ grown, rushes }: OrdersRun): string {
  const rows = [
    ...growthOf(grown).map(({ name, ratio, span }) => [
      `${name}, p50 at ${span}`,
      `${ratio.toFixed(2)} ×`,
      `≤ ${maxGrowth} ×`,
      answer(ratio <= maxGrowth),
    ]),
    ...reservationRows(rushes.filter(({ what }) => what === 'reservations')),
    failureRow(rushes),
  ]
  return `### Targets\n\n${table(['figure', 'now', 'target', ''], rows)}`
}

/** Throughput and latency are asked for together: of the crowds that keep the latency, the fastest counts. */
function reservationRows(rushes: readonly Rush[]): string[][] {
  const best = rushes
    .filter(({ p99Ms }) => p99Ms < mostMs)
    .toSorted((left, right) => right.perSecond - left.perSecond)[0]
  if (rushes.length === 0) return []
  const now = best === undefined ? 'none' : `${figure(best.perSecond)} (${best.clients} clients)`
  return [
    [
      `reservations of one variant per second with p99 < ${mostMs} ms`,
      now,
      `≥ ${leastReservations}`,
      answer((best?.perSecond ?? 0) >= leastReservations),
    ],
  ]
}

function failureRow(rushes: readonly Rush[]): string[] {
  const failed = rushes.reduce((sum, { failures }) => sum + sumOf(failures), 0)
  return [
    'failures that a client of the hot variant met',
    failed.toLocaleString('en'),
    '0',
    answer(failed === 0),
  ]
}

type Growth = { readonly name: string; readonly ratio: number; readonly span: string }

function growthOf(grown: readonly Grown[]): Growth[] {
  const [least, most] = [grown[0], grown.at(-1)]
  if (least === undefined || most === undefined || least === most) return []
  const span = `${most.size.toLocaleString('en')} over ${least.size.toLocaleString('en')} orders`
  return most.figures.flatMap(({ list, p50Ms }) => {
    const before = least.figures.find((other) => other.list === list)
    return before === undefined ? [] : [{ name: list.name, ratio: p50Ms / before.p50Ms, span }]
  })
}

function growthSection(grown: readonly Grown[]): string[] {
  const [first] = grown
  if (first === undefined) return []
  const header = ['p50 ms (p99) of', ...grown.map(({ size }) => `${size.toLocaleString('en')} orders`)]
  const rows = first.figures.map(({ list }) => [
    list.name,
    ...grown.map(({ figures }) => {
      const found = figures.find((other) => other.list === list)
      return found === undefined ? '' : `${figure(found.p50Ms)} (${figure(found.p99Ms)})`
    }),
  ])
  const about = first.figures.map(({ list }) => `- **${list.name}**: ${list.about}.`).join('\n')
  return [`### Lists while the table grows\n\n${table(header, rows)}\n\n${about}`]
}

function rushSection(rushes: readonly Rush[]): string[] {
  if (rushes.length === 0) return []
  const rows = rushes.map(({ what, clients, perSecond, p50Ms, p99Ms, failures }) => [
    what,
    String(clients),
    figure(perSecond),
    figure(p50Ms),
    figure(p99Ms),
    sumOf(failures).toLocaleString('en'),
  ])
  const told = new Set(rushes.flatMap(({ failures }) => [...failures.keys()]))
  const failures =
    told.size === 0 ? '' : `\n\nFailures:\n\n${[...told].map((text) => `- \`${text}\``).join('\n')}`
  const header = ['one hot variant', 'clients', 'per second', 'p50 ms', 'p99 ms', 'failures']
  return [`### Everybody wants the same variant\n\n${table(header, rows)}${failures}`]
}

function howToRead({ machine, rounds, windowMs }: OrdersRun): string {
  return `### How it was measured

- Lists: one process, a thousand products, one client alone for ${windowMs / 2000} s, through the gateway; after a warm-up the median of
  ${rounds} round${rounds === 1 ? '' : 's'}. ${readers.length} readers with ${ordersOfReader} orders of 3 lines each are the same in every table; the rest are orders of
  one line with their payment, spread over two years, in all states. Tables have the indexes of production and are
  vacuumed and analyzed. Every answer is looked at; one error ends the run.
- Reservations: the catalog seam of orders over signed HTTP to products' own process, one piece each of one variant.
  Checkouts: guests in the one-process topology, empty cart → one line → address → paid order. A closed loop of so many
  clients for ${windowMs / 1000} s, after a warm-up of the same length. Whatever is no success is a failure. Afterwards each
  success has its pieces set aside, or the run ends.
- Server, database and load generator share ${machine.cores} cores. The database is durable.`
}

function answer(holds: boolean): string {
  return holds ? 'held' : 'missed'
}
