// As whom PostgreSQL runs. It refuses root, so root hands over to an unprivileged user; anybody else runs it as
// themselves.
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { DatabaseError, ownServerHint } from './database-error.ts'

/** `undefined` stands for the current user. */
export type DatabaseUser = { name: string; uid: number; gid: number } | undefined

/** Data that exists decides: only its owner can open it. */
export function chooseDatabaseUser(dataFolder: string): DatabaseUser {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(dataFolder, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { name: `user ${owner.uid}`, uid: owner.uid, gid: owner.gid }
  const user = findUser('postgres') ?? findUser('nobody')
  if (user) return user
  throw new DatabaseError(
    'PERMISSION',
    `PostgreSQL refuses to run as root and there is neither a user "postgres" nor "nobody": run as an ordinary user, or ${ownServerHint}.`,
  )
}

// `id` and not /etc/passwd: users may come from a directory service.
function findUser(name: string): DatabaseUser {
  const ask = (flag: string) => {
    const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' })
    return status === 0 ? Number(stdout.trim()) : Number.NaN
  }
  const [uid, gid] = [ask('-u'), ask('-g')]
  return Number.isInteger(uid) && Number.isInteger(gid) && uid !== 0 ? { name, uid, gid } : undefined
}
