// Recordings that nobody writes to any more become one, so that a folder stays small however often gateways start.
// Nothing is lost when this is killed at any step: until its sources are gone, the merged file counts in their place.
import { randomUUID } from 'node:crypto'
import { open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { mergeTraffic } from '@supermarket/schema/traffic/merge-traffic.ts'
import { type Recording, readRecording, recordingSuffix } from '@supermarket/schema/traffic/read-traffic.ts'
import { draftSuffix, writeRecording } from './write-recording.ts'

/** A gateway writes to its recording for half of this at most after it was last written. */
export const abandonedMs = 60 * 60_000

const lockName = 'compact.lock'
/** Merging takes seconds: who holds the lock longer was killed. */
const lockMs = 10 * 60_000

export type Compacting = {
  readonly folder: string
  /** Epoch milliseconds. */
  readonly now: number
  /** Told of files that are no recordings; they stay where they are. */
  readonly onBroken: (error: Error) => void
}

/** Does nothing while another gateway is at it. Rejects when the folder cannot be read or written to. */
export async function compactTraffic(compacting: Compacting): Promise<void> {
  const lock = join(compacting.folder, lockName)
  if (!(await takeLock(lock, compacting.now))) return
  try {
    await compact(compacting)
  } finally {
    await rm(lock, { force: true })
  }
}

async function compact({ folder, now, onBroken }: Compacting): Promise<void> {
  const names = await readdir(folder)
  const old = new Set(await namesOlderThan(folder, names, now - abandonedMs))
  for (const name of old) if (name.endsWith(draftSuffix)) await rm(join(folder, name), { force: true })
  const recordings = await readAll(folder, names, onBroken)
  const replaced = new Set(recordings.flatMap(({ traffic }) => traffic.replaces ?? []))
  for (const { name } of recordings) if (replaced.has(name)) await rm(join(folder, name), { force: true })
  const sources = recordings.filter(({ name }) => old.has(name) && !replaced.has(name))
  const [first, ...others] = sources.map(({ traffic }) => traffic)
  if (first === undefined || others.length === 0) return
  const merged = mergeTraffic([first, ...others])
  const replaces = sources.map(({ name }) => name)
  await writeRecording(folder, `merged-${randomUUID()}${recordingSuffix}`, { ...merged, replaces })
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

/** A lock that was left behind is removed, and taken the next time: two that remove it do not both hold it. */
async function takeLock(lock: string, now: number): Promise<boolean> {
  try {
    await (await open(lock, 'wx')).close()
    return true
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    const held = await stat(lock).catch(() => undefined)
    if (held !== undefined && held.mtimeMs < now - lockMs) await rm(lock, { force: true })
    return false
  }
}
