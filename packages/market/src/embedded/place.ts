// Where a cluster lives and who owns it. What must stay true: data that exists is never passed over for a fresh
// cluster elsewhere, and the database user can reach every folder that is returned.
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, lstatSync, mkdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseError } from './database-error.ts'
import { chooseDatabaseUser, type DatabaseUser } from './database-user.ts'
import { canReach } from './run.ts'

export type Place = {
  /** Holds data, secret, port and log; the asked folder unless the database user cannot reach that one. */
  folder: string
  data: string
  user: DatabaseUser
}

// Only root is ever moved, so both can be made; the second serves a read-only /var/lib.
const shelters = ['/var/lib/supermarket', '/var/tmp/supermarket']

export async function choosePlace(asked: string): Promise<Place> {
  const folder = resolve(asked)
  const moved = shelters.map((shelter) => join(shelter, nameFor(folder)))
  const known = [folder, ...moved].find((candidate) => existsSync(join(candidate, 'data')))
  if (known !== undefined) return requireReachable(placeAt(known))

  makeFolder(folder)
  const place = placeAt(folder)
  if (await isReachable(place)) return place
  for (const candidate of moved) {
    if (!makeShelter(candidate)) continue
    const shelter = placeAt(candidate)
    if (await isReachable(shelter)) return shelter
  }
  throw unreachable(place)
}

function placeAt(folder: string): Place {
  const data = join(folder, 'data')
  return { folder, data, user: chooseDatabaseUser(data) }
}

// One project, one shelter: the path is the identity, as it is for `.supermarket` itself.
function nameFor(folder: string): string {
  return createHash('sha256').update(folder).digest('hex').slice(0, 16)
}

async function isReachable({ folder, user }: Place): Promise<boolean> {
  return canReach(user, '-x', folder)
}

async function requireReachable(place: Place): Promise<Place> {
  if (await canReach(place.user, '-w', place.data)) return place
  throw place.user === undefined
    ? new DatabaseError(
        'PERMISSION',
        `The database in ${place.data} belongs to another user: run as its owner.`,
      )
    : unreachable(place)
}

function unreachable({ folder, user }: Place): DatabaseError {
  return new DatabaseError(
    'UNREACHABLE',
    `PostgreSQL runs as ${user?.name ?? 'the current user'}, who cannot reach ${folder}: open the folders above it (chmod o+x) or move the project.`,
  )
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    if (process.getuid?.() === 0) chmodSync(folder, 0o755)
  } catch (cause) {
    throw new DatabaseError('PERMISSION', `The database folder ${folder} cannot be made: ${reason(cause)}.`, {
      cause,
    })
  }
}

/** False when this shelter cannot be used: /var/tmp is writable by all, so its owner is checked. */
function makeShelter(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 })
    return [dirname(folder), folder].every((path) => {
      const { uid, mode } = lstatSync(path)
      chmodSync(path, 0o755)
      return uid === 0 && (mode & 0o022) === 0
    })
  } catch {
    return false
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message.replace(/^\w+: /, '').replace(/, .*$/, '') : String(error)
}
