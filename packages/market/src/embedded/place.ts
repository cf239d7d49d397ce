// Where a cluster lives and who owns it. What must stay true: data that exists is never passed over for a fresh
// cluster elsewhere, and the database user can reach every folder that is returned.
import { createHash } from 'node:crypto'
import { accessSync, chmodSync, constants, existsSync, lstatSync, mkdirSync, realpathSync } from 'node:fs'
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
  const [folder, ...moved] = placesFor(asked)
  const known = [folder, ...moved].find((candidate) => existsSync(join(candidate, 'data')))
  if (known !== undefined) return requireUsable(placeAt(known))

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

/** Wherever the data of this folder may be, for removing it. */
export function listPlaces(asked: string): Place[] {
  return placesFor(asked)
    .filter((folder) => existsSync(folder))
    .map(placeAt)
}

// One project, one shelter: the path is the identity, as it is for `.supermarket` itself.
function placesFor(asked: string): [string, ...string[]] {
  const folder = resolve(asked)
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  return [folder, ...shelters.map((shelter) => join(shelter, name))]
}

function placeAt(folder: string): Place {
  // The real path: a running server is recognised by it.
  const data = join(realpathSync(folder), 'data')
  return { folder, data, user: chooseDatabaseUser(data) }
}

async function isReachable({ folder, user }: Place): Promise<boolean> {
  return canReach(user, '-x', folder)
}

async function requireUsable(place: Place): Promise<Place> {
  // Unreadable is another fault than absent, and is told below.
  if (accessError(join(place.data, 'PG_VERSION')) === 'ENOENT') {
    throw new DatabaseError(
      'DATA_FOLDER',
      `${place.data} is not a PostgreSQL data folder: npm run reset starts afresh.`,
    )
  }
  if (await canReach(place.user, '-w', place.data)) return place
  if (place.user) throw unreachable(place)
  throw new DatabaseError(
    'PERMISSION',
    `The database in ${place.data} belongs to another user: run as its owner.`,
  )
}

function accessError(path: string): string | undefined {
  try {
    accessSync(path)
    return undefined
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  }
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
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new DatabaseError('PERMISSION', `The database folder ${folder} cannot be used: ${reason(cause)}.`, {
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
