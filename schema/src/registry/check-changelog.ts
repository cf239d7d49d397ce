// Whether the changelog can be believed and tells of all that the contract is: what `schema:check` says about it.
import { findStale } from '../artefacts.ts'
import { errorFinding, type Finding } from '../findings.ts'
import { changelogArtefact } from './changelog-page.ts'
import { findDifferences } from './compare-elements.ts'
import type { Elements } from './element.ts'
import { pathOf } from './entry.ts'
import type { Changelog } from './replay.ts'
import { tellChange } from './tell-change.ts'

const command = 'npm run schema:record'

/** `published` are the ids of the entries that the base holds. */
export async function checkChangelog(
  changelog: Changelog,
  elements: Elements,
  published: { readonly from: string; readonly ids: readonly string[] },
): Promise<readonly Finding[]> {
  const problems = changelog.problems.map(({ file, message }) => changelogFinding(message, file))
  const known = new Set(changelog.entries.map(({ id }) => id))
  const told = new Set(changelog.problems.map(({ file }) => file))
  const gone = published.ids
    .filter((id) => !known.has(id) && !told.has(pathOf(id)))
    .map((id) => changelogFinding(tellGone(pathOf(id), published.from), pathOf(id)))
  // What a broken changelog tells of is nothing to compare with.
  if (problems.length > 0 || gone.length > 0) return [...problems, ...gone]
  return [...findUntold(changelog, elements), ...(await findStalePage(changelog))]
}

function findUntold(changelog: Changelog, elements: Elements): readonly Finding[] {
  const untold = findDifferences(changelog.elements, elements)
  if (untold.length === 0) return []
  const changes = untold.length === 1 ? 'a change' : `${untold.length} changes`
  const details = untold.map((change) => {
    const words = tellChange(change).map((told) => told.words)
    return `${change.at} ${words.join('; ')}`
  })
  return [{ ...changelogFinding(`schema/changelog does not tell of ${changes}: run ${command}.`), details }]
}

async function findStalePage(changelog: Changelog): Promise<readonly Finding[]> {
  const [path] = await findStale([changelogArtefact(changelog)])
  return path === undefined ? [] : [changelogFinding(`${path} is stale: run ${command}.`, path)]
}

function tellGone(path: string, from: string): string {
  return `${path} is gone, and ${from} has it. Entries stay: git restore --source ${from} -- ${path}, then ${command}.`
}

function changelogFinding(message: string, file = 'schema/CHANGELOG.md'): Finding {
  return errorFinding('changelog', message, { file, line: 1 })
}
