// Where the time goes: Node by package and by our own files, PostgreSQL by statement. Pure.
import type { ProfileSummary, Share } from './profile.ts'
import type { Result } from './rounds.ts'
import type { Session } from './session.ts'
import { figure, table } from './table.ts'

const shownPackages = 9
const shownFunctions = 6
const shownStatements = 4
/** A statement is told by its beginning. */
const shownText = 110
const shownMs = 0.01

export function profileSection(sessions: readonly Session[]): string[] {
  const profiled = sessions.filter(({ profiles }) => profiles.length > 0)
  if (profiled.length === 0) return []
  const [first] = profiled
  const largest = sessions
    .filter(({ topology }) => topology === 'one process')
    .reduce((left, right) => (right.products > left.products ? right : left), profiled[0] as Session)
  return [
    ...(first ? [nodeSection(first)] : []),
    ...[...new Set([first, largest])].flatMap((session) => (session ? [postgresSection(session)] : [])),
  ]
}

function nodeSection({ products, profiles }: Session): string {
  const parts = profiles.map(
    ({ scenario, profile }) => `### ${scenario.name}: ${figure(profile.cpuMs)} ms

${shares(profile, profile.packages.slice(0, shownPackages))}

Most expensive functions: ${profile.functions.slice(0, shownFunctions).map(told).join(', ')}.

Our own files: ${profile.files.slice(0, shownFunctions).map(told).join(', ') || 'none'}.`,
  )
  return `## Where Node's time goes

One process, ${products.toLocaleString('en')} products, one client, profiled after the measuring (which makes it somewhat slower);
milliseconds of CPU per request, or per checkout, by package. Built-in and native functions count for the package that
called them; \`outside JavaScript\` is the event loop, V8's own threads and the thread pool, where argon2 works.

${parts.join('\n\n')}`
}

function shares({ cpuMs, packages }: ProfileSummary, rows: readonly Share[]): string {
  const rest = packages.slice(rows.length).reduce((sum, { ms }) => sum + ms, 0)
  const all = [...rows, { name: 'all others', ms: rest }]
  return table(
    ['package', 'ms', 'share'],
    all.map(({ name, ms }) => [name, figure(ms), `${Math.round((ms / cpuMs) * 100)} %`]),
  )
}

function told({ name, ms }: Share): string {
  return `\`${name}\` ${figure(ms)}`
}

function postgresSection({ products, results }: Session): string {
  const rows = results.flatMap(({ scenario, statements }: Result) =>
    statements
      .filter(({ totalMs }) => totalMs >= shownMs)
      .slice(0, shownStatements)
      .map(({ text, calls, totalMs }) => [
        `${scenario.name}: \`${beginning(text)}\``,
        figure(calls),
        figure(totalMs),
      ]),
  )
  return `## Where PostgreSQL's time goes, ${products.toLocaleString('en')} products

The costliest statements of each scenario, per request or checkout: calls and milliseconds of execution (parsing, planning
and the protocol come on top).

${table(['statement', 'calls', 'ms'], rows)}`
}

function beginning(text: string): string {
  const line = text.replace(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('`', "'").trim()
  return line.length > shownText ? `${line.slice(0, shownText)}…` : line
}
