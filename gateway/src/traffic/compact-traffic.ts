// Recordings that nobody writes to any more become one, so that a folder stays small however often gateways start.
// Nothing is lost when this is killed at any step: until its sources are gone, the merged file counts in their place.
import { randomUUID } from 'node:crypto'
import { readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { mergeTrafficInSteps } from '@supermarket/schema/traffic/merge-traffic.ts'
import { type Recording, readRecording, recordingSuffix } from '@supermarket/schema/traffic/read-traffic.ts'
import { finishInTurns } from '@supermarket/schema/traffic/steps.ts'
import { type FolderLock, takeFolderLock } from './folder-lock.ts'
import { draftSuffix, writeDraft } from './write-recording.ts'

/** A gateway writes to its recording for half of this at most after it was last written. */
export const abandonedMs = 60 * 60_000

/** Their names stand in the merged file, which is to stay within what a reader takes. */
const maxSources = 1_000

export type Compacting = {
  readonly folder: string
  /** Epoch milliseconds. */
  readonly now: number
  /** Told of files that are no recordings; they stay where they are. */
  readonly onBroken: (error: Error) => void
}

/** Does nothing while another gateway is at it. Rejects when the folder cannot be read or written to. */
export async function compactTraffic(compacting: Compacting): Promise<void> {
  await using lock = await takeFolderLock(compacting.folder, compacting.now)
  if (lock === undefined) return
  try {
    await compact(compacting, lock)
  } catch (error) {
    // Another gateway took this one for dead and has done its work.
    if (!(await lock.isLost())) throw error
  }
}

async function compact({ folder, now, onBroken }: Compacting, lock: FolderLock): Promise<void> {
  const names = (await readdir(folder)).sort()
  const old = new Set(await namesOlderThan(folder, names, now - abandonedMs))
  for (const name of old)
    if (name.endsWith(draftSuffix)) await rm(join(folder, name), { recursive: true, force: true })
  const recordings = await readAll(folder, names, onBroken)
  const replaced = new Set(recordings.flatMap(({ traffic }) => traffic.replaces ?? []))
  for (const { name } of recordings) if (replaced.has(name)) await rm(join(folder, name), { force: true })
  const sources = recordings.filter(({ name }) => old.has(name) && !replaced.has(name)).slice(0, maxSources)
  const [first, ...others] = sources.map(({ traffic }) => traffic)
  if (first === undefined || others.length === 0) return
  const merged = await finishInTurns(mergeTrafficInSteps([first, ...others]))
  const replaces = sources.map(({ name }) => name)
  const draft = join(lock.room, 'merged')
  await writeDraft(draft, { ...merged, replaces })
  // From here on it counts in their place; the draft is there only as long as the lock is held.
  await rename(draft, join(folder, `merged-${randomUUID()}${recordingSuffix}`))
  for (const name of replaces) await rm(join(folder, name), { force: true })
}

async function readAll(
  folder: string,
  names: readonly string[],
  onBroken: Compacting['onBroken'],
): Promise<readonly Recording[]> {
  const recordings: Recording[] = []
  for (const name of names.filter((each) => each.endsWith(recordingSuffix))) {
    try {
      recordings.push({ name, traffic: await readRecording(join(folder, name)) })
    } catch (error) {
      onBroken(error instanceof Error ? error : new Error(String(error)))
    }
  }
  return recordings
}

async function namesOlderThan(
  folder: string,
  names: readonly string[],
  instant: number,
): Promise<readonly string[]> {
  const aged = await Promise.all(
    names.map(async (name) => ({ name, age: await stat(join(folder, name)).catch(() => undefined) })),
  )
  return aged.flatMap(({ name, age }) => (age !== undefined && age.mtimeMs < instant ? [name] : []))
}
