// Makes the data folder, complete or not at all: a kill in the middle of initdb leaves nothing that looks like data.

import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { DatabaseError } from './database-error.ts'
import type { Place } from './place.ts'
import { run } from './run.ts'
import type { Passwords } from './secret.ts'
import type { Durability } from './settings.ts'

export const superuser = 'postgres'

export type InitOptions = { place: Place; binaries: Binaries; passwords: Passwords; durability: Durability }

/** Refuses another major version: its data needs its own programs. */
export async function requireVersion({ data }: Place, { version }: Binaries): Promise<void> {
  const major = version.split('.')[0]
  const found = (await readFile(join(data, 'PG_VERSION'), 'utf8')).trim()
  if (found === major) return
  throw new DatabaseError(
    'DATA_FOLDER',
    `The database in ${data} was made by PostgreSQL ${found}, this is ${major}: npm run reset starts afresh.`,
  )
}

export async function initCluster({ place, binaries, passwords, durability }: InitOptions): Promise<void> {
  const partial = `${place.data}.${randomBytes(4).toString('hex')}`
  const passwordFile = `${partial}.password`
  try {
    await mkdir(partial, { mode: 0o700 })
    await writeFile(passwordFile, passwords(superuser), { mode: 0o600 })
    if (place.user) {
      await chown(partial, place.user.uid, place.user.gid)
      await chown(passwordFile, place.user.uid, place.user.gid)
    }
    const { code, output } = await run(
      binaries.initdb,
      initArgs({ partial, passwordFile, durability }),
      place.user,
    )
    if (code !== 0) {
      throw new DatabaseError(
        'START_FAILED',
        `PostgreSQL could not make its data folder ${place.data}: ${reasonIn(output)}.`,
      )
    }
    // Loses against another process that was faster: its cluster has the same secret.
    await rename(partial, place.data).catch((error: unknown) => {
      if (!existsSync(place.data)) throw error
    })
  } finally {
    await rm(passwordFile, { force: true })
    await rm(partial, { recursive: true, force: true })
  }
}

// C.UTF-8 is built into the server: no locale of the machine can be missing, or change under an index.
function initArgs(options: { partial: string; passwordFile: string; durability: Durability }): string[] {
  return [
    `--pgdata=${options.partial}`,
    `--username=${superuser}`,
    `--pwfile=${options.passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(options.durability === 'throwaway' ? ['--no-sync', '--no-data-checksums'] : []),
  ]
}

function reasonIn(output: string): string {
  const line = output.split('\n').find((text) => /error|fatal|denied|No space/i.test(text))
  return (line ?? output.trim().split('\n').at(-1) ?? '').replace(/^\w+: error: /, '').replace(/\.$/, '')
}
