// The report: tables with the floor beside each figure, where the targets stand, where the time goes. Pure.
import { profileSection } from './profile-section.ts'
import { type Provenance, provenanceList } from './provenance.ts'
import type { Durations, Result } from './rounds.ts'
import type { Session } from './session.ts'
import { figure, table } from './table.ts'
import { targetsSection } from './targets-section.ts'

export type Run = Provenance & {
  readonly durations: Durations
  readonly sessions: readonly Session[]
}

export function renderReport(run: Run): string {
  const sections = [
    `# What the shop costs

${provenanceList(run)}`,
    howToRead(run),
    ...run.sessions.map(renderSession),
    targetsSection(run.sessions),
    ...profileSection(run.sessions),
  ]
  return `${sections.join('\n\n')}\n`
}

/** Title and table of one topology over one catalogue. */
export function renderSession({ topology, products, results, idle }: Session): string {
  const floor = results.find(({ scenario }) => scenario.name === 'floor')
  const header = [
    'scenario',
    'per second',
    'p50 ms',
    'p99 ms',
    'p99 ms, loaded',
    'Node CPU ms',
    'PostgreSQL CPU ms',
    'SQL',
  ]
  const rows = results.map((result) => [
    result.scenario.name,
    ...figures.map((of) => beside(of(result), floor && floor !== result ? of(floor) : undefined)),
  ])
  return `## ${title(topology)}, ${products.toLocaleString('en')} products

${table(header, rows)}

Idle, per second: ${figure(idle.nodeMs)} ms of Node, ${figure(idle.postgresMs)} ms of PostgreSQL, ${figure(idle.statements)} statements.`
}

const figures: readonly ((result: Result) => number)[] = [
  ({ perSecond }) => perSecond,
  ({ p50Ms }) => p50Ms,
  ({ p99Ms }) => p99Ms,
  ({ loadedP99Ms }) => loadedP99Ms,
  ({ nodeMs }) => nodeMs,
  ({ postgresMs }) => postgresMs,
  ({ statementCount }) => statementCount,
]

function beside(value: number, floor: number | undefined): string {
  return floor === undefined ? figure(value) : `${figure(value)} (${figure(floor)})`
}

function title(topology: Session['topology']): string {
  return topology === 'services' ? 'Services (four processes)' : 'One process'
}

function howToRead({ machine, durations, sessions }: Run): string {
  const { rounds, loadMs, aloneMs, concurrency } = durations
  const scenarios =
    sessions[0]?.results.map(({ scenario: { name, about } }) => `- **${name}**: ${about}.`) ?? []
  return `## How to read it

${scenarios.join('\n')}

In brackets beside each figure stands the floor of the same run: \`{ __typename }\` through the same gateway.

- Each request draws another slug, cursor, account and token, with a fixed seed, from samples that are uniform over the
  whole catalogue. Every answer is looked at: one error, or one product, name or price that is missing, ends the run.
- Server, database and load generator share ${machine.cores} cores, and the generator is no cheap guest: **CPU
  milliseconds per request are the figures to compare**, requests per second are what this machine gave.
- *per second*, *p99 loaded*, CPU and SQL: a closed loop of ${concurrency} clients for ${loadMs / 1000} s. *p50*, *p99*: one client
  alone for ${aloneMs / 1000} s. After a warm-up, ${rounds} round${rounds === 1 ? '' : 's'} in turn over all scenarios; the median is quoted.
- Node: user and system time of every process of the shop, all threads. PostgreSQL: the same of the postmaster and all
  its children. Events that a request leaves behind are waited for and counted with it, and so is what the shop does
  while idle. SQL counts what the services send, BEGIN and COMMIT included (pg_stat_statements).
- Clients keep their connection and ask for no compression.
- Production settings: no explorer, no introspection, logs from warnings on; the database is durable. Payments go to the
  sandbox provider, which answers at once and keeps its books in the orders database: its work is in the figures.`
}
