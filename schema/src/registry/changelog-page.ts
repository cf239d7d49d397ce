// schema/CHANGELOG.md: the changelog as people read it, newest day first. Written from the entries alone.
import type { Artefact } from '../artefacts.ts'
import type { ChangeLevel } from '../changes/compare-apis.ts'
import { escapeMarkdown } from '../report/escape-markdown.ts'
import { ownerOf } from './element.ts'
import type { ElementChange, RecordedEntry } from './entry.ts'
import type { Changelog } from './replay.ts'
import { comesWithOwner, tellChange } from './tell-change.ts'

const opening = `<!-- Written by \`npm run schema:record\`. Do not edit. -->
# Changelog of the graph
What clients of the graph could see change, newest first. \`npm run schema:history -- Order.status\` tells the story of one part; [how it is kept](../docs/schema-registry.md).`

const headings: Readonly<Record<ChangeLevel, string>> = {
  breaking: 'Breaking',
  dangerous: 'Dangerous',
  safe: 'Safe',
}

export function changelogArtefact({ entries }: Changelog): Artefact {
  const days = Map.groupBy(entries.toReversed(), ({ date }) => date)
  const sections = [...days]
    .toSorted(([a], [b]) => (a < b ? 1 : -1))
    .map(([date, ofDay]) => [`## ${date}`, ...ofDay.map(printEntry)].join('\n\n'))
  return { path: 'schema/CHANGELOG.md', content: `${[opening, ...sections].join('\n\n')}\n` }
}

function printEntry({ id, note, commit, changes }: RecordedEntry): string {
  const title = note === undefined ? id : escapeMarkdown(note)
  const source = commit === undefined ? '' : ` (${commit.slice(0, 9)})`
  const levels = (['breaking', 'dangerous', 'safe'] as const).map((level) => printLevel(level, changes))
  return [`### ${title}${source}`, ...levels.filter((text) => text !== '')].join('\n\n')
}

function printLevel(level: ChangeLevel, changes: readonly ElementChange[]): string {
  const concerned = changes.filter((change) => change.level === level)
  const told = concerned
    .filter((change) => !comesWithOwner(change, changes))
    .map((change) => tell(change, changes))
  const described = concerned.filter(isOnlyDescribed).map(({ at }) => `\`${at}\``)
  const lines = [
    ...told.flat(),
    ...(described.length === 0 ? [] : [`Described anew: ${described.join(', ')}`]),
  ]
  return lines.length === 0 ? '' : `**${headings[level]}**\n${lines.map((line) => `- ${line}`).join('\n')}`
}

function tell(change: ElementChange, changes: readonly ElementChange[]): readonly string[] {
  const { at, subgraphs = '' } = change
  if (isOnlyDescribed(change)) return []
  const inside = changes.filter((other) => ownerOf(other.at) === at && comesWithOwner(other, changes)).length
  const words = tellChange(change)
    .filter(({ what }) => what !== 'described')
    .map((told) => escapeWords(told.words))
  const more = inside === 0 ? '' : `, with ${inside} ${inside === 1 ? 'member' : 'members'}`
  return [`\`${at}\` ${words.join('; ')}${more}${subgraphs === '' ? '' : ` · ${subgraphs}`}`]
}

/** Names in backticks, as reasons of deprecations have them, stay names. */
function escapeWords(text: string): string {
  return text
    .split(/(`[\w.]+`)/)
    .map((part, index) => (index % 2 === 1 ? part : escapeMarkdown(part)))
    .join('')
}

function isOnlyDescribed(change: ElementChange): boolean {
  return tellChange(change).every(({ what }) => what === 'described')
}
