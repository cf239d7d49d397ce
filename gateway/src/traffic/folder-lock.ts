// A lock in a folder that outlives nobody: it is a folder itself, and what its holder prepares lies inside, at a path that
// no other holder ever has. Who was taken for dead and is not finds its draft gone, and can publish nothing.
import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { draftSuffix } from './write-recording.ts'

const lockName = 'compact.lock'
/** Merging takes seconds: who holds the lock longer was killed. */
const lockMs = 10 * 60_000

export type FolderLock = AsyncDisposable & {
  /** Where drafts are made; gone, with what is in it, once somebody else may hold the lock. */
  readonly room: string
  isLost(): Promise<boolean>
}

/** Undefined while somebody else has it. One that was left behind is put away, and taken the next time. */
export async function takeFolderLock(folder: string, now: number): Promise<FolderLock | undefined> {
  const [id, lock] = [randomUUID(), join(folder, lockName)]
  const prepared = join(folder, `${id}${draftSuffix}`)
  const room = join(lock, id)
  await mkdir(join(prepared, id), { recursive: true })
  try {
    // Succeeds only where there is nothing, or an empty folder: one that its holder is about to remove.
    await rename(prepared, lock)
  } catch (error) {
    await rm(prepared, { recursive: true, force: true })
    if (!isHeld(error)) throw error
    await putAwayLeftOne(lock, join(folder, `${id}${draftSuffix}`), now)
    return undefined
  }
  return {
    room,
    isLost: async () => (await stat(room).catch(() => undefined)) === undefined,
    async [Symbol.asyncDispose]() {
      await rm(room, { recursive: true, force: true })
      // Not empty, or not there: it is somebody else's by now.
      await rmdir(lock).catch(() => undefined)
    },
  }
}

/** By a rename, so that only one does it. Hitting a lock that is new instead only keeps its holder from publishing. */
async function putAwayLeftOne(lock: string, away: string, now: number): Promise<void> {
  const held = await stat(lock).catch(() => undefined)
  if (held === undefined || held.mtimeMs >= now - lockMs) return
  await rename(lock, away).catch(() => undefined)
  await rm(away, { recursive: true, force: true })
}

function isHeld(error: unknown): boolean {
  const codes: readonly unknown[] = ['EEXIST', 'ENOTEMPTY', 'ENOTDIR', 'EPERM']
  return error instanceof Error && 'code' in error && codes.includes(error.code)
}
