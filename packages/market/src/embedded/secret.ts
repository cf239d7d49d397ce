// One random secret per cluster, in a file that only its owner reads; each role's password is derived from it, so
// there is nothing else to keep.
import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
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
    writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  }
  const secret = readSecret(file)
  return (role) => createHmac('sha256', secret).update(`role ${role}`).digest('base64url')
}

function readSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new DatabaseError('PERMISSION', `${file} cannot be read: run as the user who made it.`, { cause })
  }
}
