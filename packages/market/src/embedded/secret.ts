// One random secret per cluster, in a file that only its owner reads; each role's password is derived from it, so
// there is nothing else to keep.
import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseError } from './database-error.ts'
import type { Place } from './place.ts'

export type Passwords = (role: string) => string

export function openSecret({ folder, data }: Place): Passwords {
  const file = join(folder, 'secret')
  if (!existsSync(file)) {
    if (existsSync(data)) {
      throw new DatabaseError(
        'DATA_FOLDER',
        `The database in ${data} has lost its secret ${file}: npm run reset starts afresh.`,
      )
    }
    makeSecret(file)
  }
  const secret = readSecret(file)
  return (role) => createHmac('sha256', secret).update(`role ${role}`).digest('base64url')
}

// Whole and on disk before it has its name, and never replaced: of two that start at once, both read one secret.
function makeSecret(file: string): void {
  const partial = `${file}.${randomBytes(4).toString('hex')}`
  writeFileSync(partial, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx', flush: true })
  try {
    linkSync(partial, file)
  } catch (error) {
    if (!existsSync(file)) throw error
  } finally {
    rmSync(partial)
  }
}

function readSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new DatabaseError('PERMISSION', `${file} cannot be read: run as the user who made it.`, { cause })
  }
}
